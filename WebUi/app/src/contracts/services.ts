// All that the services say; tests in each service compare a file with its OpenAPI document (BrowserContractsTests).
export type * from './access.ts';
export type * from './common.ts';
export type * from './inference.ts';
export type * from './ingest.ts';
export type * from './labeling.ts';
export type * from './live.ts';
export type * from './quant.ts';

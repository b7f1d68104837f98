import limits from '../../contracts/assistOptions.json';

/** What the service allows, and takes where nothing is said, by tool: the contract's word, and nobody else's. */
export { limits };

/** All that the service allows. */
export const all = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) => ({ min: minimum, max: maximum });

/** Files, and folders, use each other in one direction: who reads one need not read what reads it. */
export default {
  forbidden: [
    { name: 'no-circle-of-files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-circle-of-folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: '\\.spec\\.ts$',
    doNotFollow: { path: 'node_modules' },
    metrics: true,
  },
};

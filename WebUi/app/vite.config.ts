import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// Every file directly in src/pages is an entry: /app/NAME.js, with /app/NAME.css when it imports styles.
const pages = Object.fromEntries(
  readdirSync(new URL('./src/pages', import.meta.url))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map(file => [file.slice(0, -'.ts'.length), `src/pages/${file}`]),
);

export default defineConfig({
  base: '/app/',
  publicDir: false,
  build: {
    outDir: '../wwwroot/app',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    manifest: 'manifest.json', // ViewerScripts.cs reads it
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: pages,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: ({ names }) => (names.some(name => name.endsWith('.css')) ? '[name][extname]' : 'assets/[name]-[hash][extname]'),
      },
    },
  },
  // Generous: a busy machine is no failure.
  test: { include: ['src/**/*.spec.ts'], environment: 'node', testTimeout: 60_000 },
});

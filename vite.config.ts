import { defineConfig } from 'vite';

/** The build of the client into `dist/`: no inlined assets and no inline scripts, which the pages' policy refuses. */
export default defineConfig({
  root: 'client',
  // the blinding of secret papers asks for Node's module in vain: it takes its randomness from the browser
  resolve: { alias: { crypto: 'data:text/javascript,' } },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: ['chrome109', 'edge109', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    // the writer of PDF files, which is fetched only when somebody asks for one
    chunkSizeWarningLimit: 1200,
    modulePreload: { polyfill: false },
    license: { fileName: 'assets/licenses.txt' },
  },
});

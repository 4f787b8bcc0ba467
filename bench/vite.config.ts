import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// A build of its own: the app's bundles must not carry the peers it is measured beside.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  worker: { format: 'es' },
  // In Node, TF.js's deep imports have no extensions and must be bundled; Dawn (`webgpu`) is a native module and must not.
  ssr: { noExternal: [/^@tensorflow\//], external: ['webgpu'] },
  build: {
    target: 'es2022',
    outDir: fileURLToPath(new URL('../node_modules/.cache/bench', import.meta.url)),
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
  },
});

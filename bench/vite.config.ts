import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// A build of its own: the app's bundles must not carry the peers it is measured beside.
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  root: here('.'),
  base: './',
  worker: { format: 'es' },
  // In Node, TF.js's deep imports have no extensions and must be bundled; Dawn (`webgpu`) is a native module and must not.
  ssr: { noExternal: [/^@tensorflow\//, 'comlink'], external: ['webgpu'] },
  build: {
    target: 'es2022',
    outDir: here('../node_modules/.cache/bench'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
    // `npm run bench -- --node`
    ...(mode === 'node' && {
      ssr: true,
      rolldownOptions: { input: { node: here('node.ts'), poolWorker: here('poolWorker.ts') } },
    }),
  },
}));

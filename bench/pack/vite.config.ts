import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// Everything in one folder of modules; only Dawn (`webgpu`), a native module, stands beside it.
export default defineConfig({
  root: here('.'),
  resolve: { alias: { vitest: here('vitest.ts') } },
  ssr: { noExternal: true, external: ['webgpu'], target: 'node' },
  build: {
    ssr: true,
    rolldownOptions: { input: { main: here('main.ts'), poolWorker: here('../poolWorker.ts') } },
    target: 'node20',
    outDir: here('../../node_modules/.cache/bench-pack/app'),
    emptyOutDir: true,
    minify: false, // failures are read by their stack
    chunkSizeWarningLimit: 10_000,
  },
});

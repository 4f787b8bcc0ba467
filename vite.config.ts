import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { beside } from './scripts/beside.mjs';
import { builtFrom } from './scripts/built.mjs';
import { card } from './scripts/card.mjs';
import { byMoment } from './scripts/chunks.mjs';
import { contentSecurityPolicy } from './scripts/csp.mjs';
import { leanI18next } from './scripts/lean-i18next.mjs';
import { leanTfjs } from './scripts/lean-tfjs.mjs';
import { formulas } from './scripts/mathml.mjs';
import { headersBeside } from './scripts/headers.mjs';
import { offline } from './scripts/offline.mjs';

/** Only in the build: the development server's own page needs inline scripts and styles. */
const policyIntoHtml: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

// The licences of what is bundled stand together in licences.md instead of before every module; annotations have served once it is bundled.
const output = { comments: { legal: false, annotation: false, jsdoc: false } };

const moments = { name: byMoment(import.meta.dirname), includeDependenciesRecursively: false };
const files = { ...output, codeSplitting: { groups: [moments] } };

// lab.html is the page that the command line and the benchmark drive.
const pages = ['index.html', 'lab.html'].filter((page) => existsSync(new URL(page, import.meta.url)));

const tensorflow = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu',
];

export default defineConfig({
  base: './', // the build works from any sub-path
  plugins: [
    react(),
    leanTfjs(),
    leanI18next(),
    formulas(),
    builtFrom(),
    beside(),
    policyIntoHtml,
    card(),
    headersBeside(),
    offline(),
  ],
  worker: { format: 'es', plugins: () => [leanTfjs()], rolldownOptions: { output: files } },
  build: {
    target: 'es2022', // every browser with WebGPU has it
    sourcemap: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // no data: URLs; the policy allows them for pictures only
    chunkSizeWarningLimit: 1200, // TF.js with a backend is one chunk, loaded by the worker
    license: { fileName: 'licences.md' },
    rolldownOptions: { input: pages, output: files },
  },
  server: { port: 5173 },
  test: {
    environment: 'node',
    setupFiles: ['scripts/properties.mjs'],
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.{ts,mjs}'],
    // Left alone, Vitest keeps one core for itself: on two cores that is half of them. One worker in three waits, for a device or a process.
    maxWorkers: '150%',
    pool: 'forks', // not threads: WebGPU in Node needs the real environment variables, see scripts/dawn.mjs
    testTimeout: 30_000,
    hookTimeout: 30_000,
    restoreMocks: true,
    // What `npm test` leaves to `npm run test:long`: see CONTRIBUTING.md.
    tags: [{ name: 'long', description: 'A long way to what shorter tests hold piece by piece.' }],
    css: { modules: { classNameStrategy: 'non-scoped' } }, // stored pictures keep the names that the style sheets have
    // TF.js bundled once and cached, as in the build. Left alone, Node loads one copy of its core (CommonJS) and Vitest a second one, module by module, as soon
    // as a test registers the gradients: three seconds for every test file.
    deps: { optimizer: { ssr: { enabled: true, include: tensorflow } } },
  },
});

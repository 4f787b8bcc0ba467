import { defineConfig, mergeConfig } from 'vitest/config';
import { alone, sharing } from './scripts/suites.mjs';
import base from './vite.config.ts';

// What vite.config.ts says of tests, and which of them share a process. Mutants are run by vite.config.ts alone: each anew.
const extended = './vite.config.ts';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      projects: [
        { extends: extended, test: { name: 'alone', exclude: sharing } },
        { extends: extended, test: { name: 'shared', exclude: alone, isolate: false } },
      ],
    },
  }),
);

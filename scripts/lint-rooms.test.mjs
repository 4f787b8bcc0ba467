import { expect, test } from 'vitest';
import { objection } from './lint-rooms.mjs';

const src = '/repo/src';
/** @param {string} file @param {string} specifier */
const why = (file, specifier) => objection(`${src}/${file}`, specifier, src);

test.each([
  ['world/a.ts', './b.ts'],
  ['model/a.ts', '../world/spec.ts'],
  ['metrics/a.ts', '../model/spec.ts'],
  ['engine/fused/a.ts', '../../metrics/auc.ts'],
  ['engine/tfjs/a.ts', '@tensorflow/tfjs-core'],
  ['experiments/polarization/a.ts', '../../engine'],
  ['session/a.ts', '../run/fields.ts'],
  ['experiments/polarization/a.ts', '../../study/study.ts'],
  ['commands/registry.ts', '../experiments/polarization/sweep.ts'],
  ['views/charts/a.tsx', '../../engine/types.ts'],
  ['views/a.tsx', 'react'],
  ['main.ts', './views/App.tsx'],
  ['model/a.test.ts', '../../scripts/dawn.mjs'],
  ['model/a.test.ts', 'node:fs'],
  ['engine/a.ts', 'zustand/vanilla'],
  ['views/gates/a.tsx', '../ui/Panel.tsx'],
  ['views/gates/a.tsx', './b.tsx'],
  ['views/chapters.tsx', './gates/GatesChapter.tsx'],
  ['views/train/a.tsx', '../network/Network.tsx'],
])('%s may import %s', (file, specifier) => {
  expect(why(file, specifier)).toBeUndefined();
});

test.each([
  ['world/a.ts', '../model/spec.ts'],
  ['model/a.ts', '../engine/types.ts'],
  ['metrics/deep/a.ts', '../../engine/types.ts'],
  ['engine/a.ts', '../run/runSpec.ts'],
  ['run/a.ts', '../session/session.ts'],
  ['study/a.ts', '../session/protocol.ts'],
  ['study/a.ts', '../experiments/polarization/polarization.ts'],
  ['session/a.ts', '../study/study.ts'],
  ['experiments/a.ts', '../commands/registry.ts'],
  ['experiments/a.ts', '../session/session.ts'],
  ['engine/a.ts', '../views/App.tsx'],
  ['experiments/a.ts', '../i18n'],
  ['world/a.ts', '../main.ts'],
  ['engine/a.ts', 'react'],
  ['engine/a.ts', 'react-dom/client'],
  ['metrics/a.ts', 'd3-array'],
  ['metrics/a.ts', '@tensorflow/tfjs-core'],
  ['engine/a.test.ts', '@tensorflow/tfjs-core'],
  ['engine/tfjsElse/a.ts', '@tensorflow/tfjs-core'],
  ['views/a.ts', '@tensorflow/tfjs-core'],
  ['model/a.ts', '../../scripts/dawn.mjs'],
  ['views/a.ts', 'node:fs'],
  ['views/gates/a.tsx', '../polarization/Panel.tsx'],
  ['views/bias/deep/a.ts', '../../polarization/race.ts'],
])('%s may not import %s', (file, specifier) => {
  expect(why(file, specifier)).toMatch(/\.$/);
});

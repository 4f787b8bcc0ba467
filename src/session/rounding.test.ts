import { expect, it } from 'vitest';
import { roundsOtherwise } from './rounding.ts';

it.each([
  ['the same arithmetic', { backend: 'wasm', rounding: 'once' }, { backend: 'wasm', rounding: 'once' }, null],
  [
    'no relaxed SIMD any more',
    { backend: 'wasm', rounding: 'once' },
    { backend: 'wasm', rounding: 'twice' },
    ['once', 'twice'],
  ],
  [
    'relaxed SIMD now',
    { backend: 'wasm', rounding: 'twice' },
    { backend: 'wasm', rounding: 'once' },
    ['twice', 'once'],
  ],
  ['a file that does not say', { backend: 'wasm' }, { backend: 'wasm', rounding: 'once' }, null],
  ['the reference engine', { backend: 'wasm', rounding: 'once' }, { backend: 'wasm' }, null],
  ['another backend', { backend: 'webgpu' }, { backend: 'wasm', rounding: 'once' }, ['webgpu', 'once']],
  ['an old file of another backend', { backend: 'wasm' }, { backend: 'cpu' }, ['wasm', 'cpu']],
  ['graphics here and there', { backend: 'webgpu' }, { backend: 'webgpu' }, null],
] as const)('%s', (_, saved, here, wanted) => {
  expect(roundsOtherwise(saved, here)).toEqual(wanted && { was: wanted[0], is: wanted[1] });
});

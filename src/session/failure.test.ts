import { expect, it } from 'vitest';
import { MissingFileError, NoEngineError } from '../engine/create.ts';
import { failureOf } from './failure.ts';
import { WorldError } from './live.ts';
import type { Failed } from './protocol.ts';

it.each<[unknown, Failed]>([
  [new WorldError('no queries'), { code: 'world', message: 'no queries' }],
  [new Error('a bug'), { code: 'run', message: 'a bug' }],
  ['thrown as it is', { code: 'run', message: 'thrown as it is' }],
  [
    new NoEngineError(['simd', 'scalar'], { cause: new Error('no memory') }),
    { code: 'engine', message: 'no engine could be started: no memory', tried: ['simd', 'scalar'] },
  ],
  [
    new NoEngineError(['fused', 'simd', 'scalar'], { cause: new MissingFileError('404') }),
    { code: 'file', message: 'no engine could be started: 404' },
  ],
])('%s', (error, told) => {
  expect(failureOf(error)).toEqual(told);
});

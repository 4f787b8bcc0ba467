import { expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import type { Job } from '../studyClient.ts';
import { adapterWords, jobWords, tellsOf } from './jobWords.ts';

const testSay = async (language: 'en' | 'zh'): Promise<Say> => ({
  t: await wordsOf(language),
  numbers: numberWords(language),
});
const job = (changed: Partial<Job>): Job => ({ number: 1, status: 'running', done: 0, total: 1000, ...changed });

it('says how much is trained, and never all of it before it is so', async () => {
  const say = await testSay('en');
  const words = (done: number): string => jobWords(say, job({ done }), 0);
  expect([0, 333, 999].map(words)).toEqual(['0% done.', '33% done.', '99% done.']);
});

it('says of a study that is trained and not measured yet that it is being measured', async () => {
  // Beside it stand the results of the measurement before: "so far, at step 400 of 600".
  expect(jobWords(await testSay('en'), job({ done: 1000 }), 0)).toBe('Trained; the last results are being measured.');
  expect(jobWords(await testSay('zh'), job({ done: 1000 }), 0)).not.toContain('100%');
});

it('says how it ended', async () => {
  const say = await testSay('en');
  expect(jobWords(say, job({ status: 'finished', done: 1000, seconds: 2.34 }), 0)).toBe('Run here, in 2.3 s.');
  expect(jobWords(say, job({ status: 'stopped' }), 3)).toContain('is kept: 3');
  expect(jobWords(say, undefined, 3)).toBe('');
});

it('is silent about a study that ended where its settings or its results are no longer in sight', () => {
  const at = (kept: number, elsewhere: boolean, other: boolean) => ({ kept, elsewhere, other });
  for (const status of ['starting', 'running'] as const) expect(tellsOf(status, at(0, true, true))).toBe(true);
  // Finished, or stopped with something kept: it belongs to its results, whatever is set now.
  expect(tellsOf('finished', at(12, false, true))).toBe(true);
  expect(tellsOf('finished', at(12, true, false))).toBe(false);
  expect(tellsOf('stopped', at(6, false, true))).toBe(true);
  expect(tellsOf('stopped', at(6, true, false))).toBe(false);
  // Ended with nothing: there are no results to be beside, so it belongs to its settings.
  for (const status of ['stopped', 'failed'] as const) {
    expect(tellsOf(status, at(0, true, false))).toBe(true);
    expect(tellsOf(status, at(0, true, true))).toBe(false);
  }
});

it('joins what failed and what is kept as the language joins sentences', async () => {
  const failed = jobWords(await testSay('zh'), job({ status: 'failed', message: 'x' }), 0);
  expect(failed).toBe('无法运行：x。重新开始即可再试一次。');
});

it('says in how many threads the processor trained, where they were several', async () => {
  const say = await testSay('en');
  const wasm = { engine: 'simd', backend: 'wasm', adapter: '' } as const;
  expect(adapterWords(say, wasm)).toBe('WebAssembly');
  expect(adapterWords(say, { ...wasm, threads: 1 })).toBe('WebAssembly');
  expect(adapterWords(say, { ...wasm, threads: 7 })).toBe('WebAssembly in 7 threads');
  expect(adapterWords(await testSay('zh'), { ...wasm, threads: 7 })).toBe('WebAssembly（7 个线程）');
  expect(adapterWords(say, { engine: 'fused', backend: 'webgpu', adapter: 'Iris' })).toBe('Iris');
});

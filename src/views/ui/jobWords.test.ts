import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '../../engine/types.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Choice } from '../../study/choice.ts';
import type { Say } from '../say.ts';
import type { Job } from '../studyClient.ts';
import { adapterWords, engineWords, jobWords, tellsOf } from './jobWords.ts';

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

describe('where engines were compared, a study says what it trains on', () => {
  const wasm = { engine: 'simd', backend: 'wasm', adapter: '', threads: 3 } as const;
  const gpu = { engine: 'fused', backend: 'webgpu', adapter: '' } as const;
  const faster = (times: number) => ({ backend: 'wasm', why: 'faster', other: 'webgpu', times }) as const;
  const card = (times: number) => ({ backend: 'webgpu', why: 'faster', other: 'wasm', times }) as const;
  const kept = (times: number) => ({ backend: 'webgpu', why: 'kept', other: 'wasm', times }) as const;
  const short = (seconds: number) => ({ backend: 'wasm', why: 'short', seconds }) as const;

  it.each<[string, EngineInfo, Choice[], string]>([
    [
      'and how much faster that is',
      wasm,
      [faster(9.437)],
      'Engine: WebAssembly in 3 threads, measured 9.4 times as fast here as WebGPU.',
    ],
    ['on a card', gpu, [card(12.7)], 'Engine: WebGPU, measured 13 times as fast here as WebAssembly.'],
    [
      'and what is true of all',
      wasm,
      [faster(14), faster(5.2)],
      'Engine: WebAssembly in 3 threads, measured at least 5.2 times as fast here as WebGPU.',
    ],
    [
      'though another was faster',
      gpu,
      [kept(1.9)],
      'Engine: WebGPU; WebAssembly was measured 1.9 times as fast here, too little for a change.',
    ],
    [
      'though another was faster for all',
      gpu,
      [kept(1.2), kept(2.4)],
      'Engine: WebGPU; WebAssembly was measured at most 2.4 times as fast here, too little for a change.',
    ],
    [
      'or how short it is',
      wasm,
      [short(0.1234), short(0.3)],
      'Engine: WebAssembly in 3 threads; at its measured speed 0.3 s of training, too short to start WebGPU for.',
    ],
    [
      'or that there was nothing to compare with',
      wasm,
      [{ backend: 'wasm', why: 'alone' }],
      'Engine: WebAssembly in 3 threads; WebGPU could not be measured here.',
    ],
    [
      'which may be several',
      wasm,
      [faster(9), short(1), card(2)],
      'Engines, by measurement: WebAssembly for 2 of 3 kinds of models, WebGPU for 1 of 3 kinds of models.',
    ],
  ])('%s', async (_, engine, choices, words) => {
    expect(engineWords(await testSay('en'), { engine, choices })).toBe(words);
  });

  it('and else the engine by its name', async () => {
    const say = await testSay('en');
    expect(engineWords(say, {})).toBe('');
    expect(engineWords(say, { engine: wasm })).toMatch(
      /^Engine: loops written for this model.* on WebAssembly in 3 threads\.$/,
    );
  });

  it('in Chinese', async () => {
    const say = await testSay('zh');
    expect(engineWords(say, { engine: wasm, choices: [faster(9.437)] })).toBe(
      '引擎：WebAssembly（3 个线程），在本机实测速度为 WebGPU 的 9.4 倍。',
    );
    expect(engineWords(say, { engine: gpu, choices: [kept(2), kept(3)] })).toContain('至多为其 3 倍');
  });
});

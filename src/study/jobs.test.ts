import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '../engine/types.ts';
import type { Choice } from './choice.ts';
import type { StudyEngines } from './engines.ts';
import { createJobs, type EnginesOf, type JobContext, type JobEvent } from './jobs.ts';

const CHOICE: Choice = { backend: 'wasm', why: 'short', seconds: 0.3 };
const info: EngineInfo = { engine: 'scalar', backend: 'cpu', adapter: '' };
type Kinds = { count: { spec: number; result: number } };

/** Engines that say they have started; each knows which it is. */
function engines() {
  const signals: (AbortSignal | undefined)[] = [];
  const made: StudyEngines[] = [];
  const backends: unknown[] = [];
  const make: EnginesOf = (onStarted, onRecovered, asked, choosing) => {
    choosing.onChosen?.(CHOICE);
    signals.push(choosing.signal);
    onStarted(info);
    onRecovered({ type: 'recovered', step: 7, backend: 'wasm' });
    backends.push(asked);
    const number = made.length;
    made.push({ open: () => Promise.reject(new Error('no engine')), loseDevice: () => number === 1 });
    return made[number];
  };
  return { make, made, backends, signals };
}

/** Waits until it is stopped. */
const forEver = (_: number, { signal }: JobContext<number>): Promise<unknown> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

describe('jobs of a worker', () => {
  it('tell how they begin, get on, are measured and end', async () => {
    const events: JobEvent<number>[] = [];
    const { make, backends, signals } = engines();
    const api = createJobs<Kinds>(
      {
        count: (spec, { onProgress, onMeasured }) => {
          onProgress(spec, 10);
          onMeasured([spec, 2 * spec]);
          return Promise.resolve();
        },
      },
      make,
    );
    await api.run('count', 4, (event) => events.push(event), 'wasm');
    expect(backends).toEqual(['wasm']);
    expect(signals.map((signal) => signal?.aborted)).toEqual([false]);
    expect(events.slice(0, -1)).toEqual([
      { type: 'chosen', choice: CHOICE },
      { type: 'started', engine: info },
      { type: 'recovered', step: 7, backend: 'wasm' },
      { type: 'progress', done: 4, total: 10 },
      { type: 'measured', results: [4, 8] },
    ]);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'finished' });
    expect(last?.type === 'finished' && last.seconds >= 0 && last.seconds < 5).toBe(true);
  });

  it('say why they failed', async () => {
    const ends: JobEvent[] = [];
    for (const error of [new Error('too large'), 'out of memory'])
      await createJobs<Kinds>(
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a browser may reject with anything
        { count: () => Promise.reject(error) },
        engines().make,
      ).run('count', 1, (event) => ends.push(event));
    expect(ends.filter(({ type }) => type === 'failed')).toEqual([
      { type: 'failed', message: 'too large' },
      { type: 'failed', message: 'out of memory' },
    ]);
  });

  it('stop when asked to and when another one begins; a device is lost by the newest', async () => {
    const heard: string[] = [];
    const { make, signals } = engines();
    const api = createJobs<Kinds>({ count: forEver }, make);
    expect(await api.loseDevice()).toBe(false);
    const first = api.run('count', 1, ({ type }) => heard.push(`1 ${type}`));
    expect(await api.loseDevice()).toBe(false);
    const second = api.run('count', 2, ({ type }) => heard.push(`2 ${type}`));
    await first;
    expect(heard).toContain('1 stopped');
    expect(heard).not.toContain('2 stopped');
    expect(await api.loseDevice()).toBe(true);
    await api.stop();
    await second;
    expect(heard.at(-1)).toBe('2 stopped');
    // A trial of engines hears of it too.
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(heard.filter((words) => words.endsWith('failed'))).toEqual([]);
  });
});

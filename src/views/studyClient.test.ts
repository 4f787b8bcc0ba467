import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '../engine/types.ts';
import type { Choice } from '../study/choice.ts';
import type { JobEvent, JobsApi } from '../study/jobs.ts';
import { createStudyClient, type Hearing, type StudyClient } from './studyClient.ts';

type Kinds = { count: { spec: string; result: number } };
interface Call {
  spec: string;
  say: (event: JobEvent<number>) => void;
  /** The call itself fails. */
  fail: (error: unknown) => void;
}

/** A page with workers that do as they are told. */
function page(connects: () => void = () => undefined, prepare?: () => Promise<void>) {
  const calls: Call[] = [];
  const workers: { broken: (reason: string | null) => void; closed: boolean; stops: number }[] = [];
  const recovered: number[] = [];
  const client = createStudyClient<Kinds>({
    connect(broken) {
      connects();
      const worker = { broken, closed: false, stops: 0 };
      workers.push(worker);
      const api: JobsApi<Kinds> = {
        run: (_, spec, say) =>
          new Promise((__, fail) => {
            calls.push({ spec, say, fail });
          }),
        keepRows: () => Promise.resolve(),
        stop: () => {
          worker.stops++;
          return Promise.resolve();
        },
        loseDevice: () => Promise.resolve(true),
      };
      return {
        api,
        close: () => {
          worker.closed = true;
        },
      };
    },
    ...(prepare && { prepare }),
    devices: (event) => {
      if (event.type === 'recovered') recovered.push(event.step);
    },
  });
  return { client, calls, workers, recovered };
}

/** What a card heard, in order. */
function ear(): Hearing<number> & { heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    begun: () => heard.push('begun'),
    measured: (results) => heard.push(`measured ${results.join(' ')}`),
    ended: (status) => heard.push(status),
  };
}
const status = (client: StudyClient<Kinds>): unknown =>
  Object.fromEntries(Object.entries(client.state.getState().jobs).map(([owner, job]) => [owner, job.status]));
const info: EngineInfo = { engine: 'scalar', backend: 'cpu', adapter: '' };
const SHORT: Choice = { backend: 'wasm', why: 'short', seconds: 1 };
const FASTER: Choice = { backend: 'wasm', why: 'faster', other: 'webgpu', times: 4 };

describe('the page’s end of the study worker', () => {
  it('starts one study however often it is asked, and another when that has ended', () => {
    const { client, calls, workers } = page();
    const card = ear();
    expect(client.start('race', 'count', 'first', card)).toBe(true);
    expect(client.start('race', 'count', 'second', card)).toBe(false);
    expect(client.state.getState()).toMatchObject({
      running: 'race',
      jobs: { race: { number: 1, status: 'starting', done: 0, total: 0 } },
    });
    calls[0].say({ type: 'chosen', choice: SHORT });
    calls[0].say({ type: 'started', engine: info });
    calls[0].say({ type: 'chosen', choice: FASTER });
    calls[0].say({ type: 'progress', done: 3, total: 12 });
    expect(client.state.getState().jobs.race).toMatchObject({ status: 'running', done: 3, total: 12, engine: info });
    calls[0].say({ type: 'measured', results: [5, 6] });
    calls[0].say({ type: 'finished', seconds: 2 });
    expect(client.state.getState()).toMatchObject({
      running: null,
      jobs: { race: { status: 'finished', seconds: 2, engine: info } },
    });
    expect(card.heard).toEqual(['begun', 'measured 5 6', 'finished']);
    expect(client.state.getState().jobs.race?.choices).toEqual([SHORT, FASTER]);
    expect(client.start('race', 'count', 'third', card)).toBe(true);
    expect(calls.map(({ spec }) => spec)).toEqual(['first', 'third']);
    expect(workers).toHaveLength(1);
    expect(client.state.getState().jobs.race).toMatchObject({
      number: 2,
      seconds: undefined,
      engine: undefined,
      choices: undefined,
    });
  });

  it('drops what an older study still says', () => {
    const { client, calls } = page();
    const [old, young] = [ear(), ear()];
    client.start('race', 'count', 'old', old);
    client.stop('race');
    client.start('race', 'count', 'young', young);
    const late: JobEvent<number>[] = [
      { type: 'progress', done: 1, total: 2 },
      { type: 'measured', results: [1] },
      { type: 'recovered', step: 3, backend: 'cpu' },
      { type: 'stopped' },
      { type: 'failed', message: 'late' },
    ];
    for (const event of late) calls[0].say(event);
    calls[0].fail(new Error('later still'));
    expect(old.heard).toEqual(['begun', 'stopped']);
    expect(young.heard).toEqual(['begun']);
    expect(client.state.getState().jobs.race).toMatchObject({ number: 2, status: 'starting', done: 0 });
  });

  it('stops a card’s study for another card’s, and each card keeps how its own ended', () => {
    const { client, calls, workers } = page();
    const [race, sweep] = [ear(), ear()];
    client.start('race', 'count', 'a', race);
    client.stop('sweep');
    expect(status(client)).toEqual({ race: 'starting' });
    client.start('sweep', 'count', 'b', sweep);
    expect(workers[0].stops).toBe(1);
    expect(race.heard).toEqual(['begun', 'stopped']);
    expect([status(client), client.state.getState().running]).toEqual([
      { race: 'stopped', sweep: 'starting' },
      'sweep',
    ]);
    calls[1].say({ type: 'failed', message: 'too large' });
    expect(client.state.getState().jobs.sweep).toMatchObject({ status: 'failed', message: 'too large' });
    expect(status(client)).toEqual({ race: 'stopped', sweep: 'failed' });
    client.stop('sweep');
    expect([workers[0].stops, sweep.heard]).toEqual([1, ['begun', 'failed']]);
  });

  it.each([
    ['cannot be loaded', null],
    ['dies', 'out of memory'],
  ])('says so when the worker %s, and starts another one the next time', (_, reason) => {
    const { client, calls, workers } = page();
    const card = ear();
    client.start('race', 'count', 'a', card);
    workers[0].broken(reason);
    expect(client.state.getState().jobs.race).toMatchObject({ status: 'failed', message: reason });
    expect([card.heard.at(-1), workers[0].closed, client.state.getState().running]).toEqual(['failed', true, null]);
    expect(client.start('race', 'count', 'b', card)).toBe(true);
    expect(workers).toHaveLength(2);
    // The old one breaks once more: nobody is asking it any longer.
    workers[0].broken('again');
    expect(status(client)).toEqual({ race: 'starting' });
    calls[1].say({ type: 'finished', seconds: 1 });
    expect(status(client)).toEqual({ race: 'finished' });
  });

  it('says so when there is no worker at all, or the call fails', async () => {
    const none = page(() => {
      throw new Error('workers are forbidden');
    });
    const card = ear();
    none.client.start('race', 'count', 'a', card);
    expect(none.client.state.getState().jobs.race).toMatchObject({
      status: 'failed',
      message: 'workers are forbidden',
    });
    expect(card.heard).toEqual(['begun', 'failed']);
    const { client, calls } = page();
    client.start('race', 'count', 'a', ear());
    calls[0].fail('no such study');
    await Promise.resolve();
    await Promise.resolve();
    expect(client.state.getState().jobs.race).toMatchObject({ status: 'failed', message: 'no such study' });
  });

  it('passes on that a device was lost, and loses one when asked', async () => {
    const { client, calls, recovered } = page();
    expect(client.loseDevice()).toBeUndefined();
    client.start('race', 'count', 'a', ear());
    calls[0].say({ type: 'recovered', step: 40, backend: 'wasm' });
    expect(recovered).toEqual([40]);
    expect(await client.loseDevice()).toBe(true);
  });
});

describe('a study of rows that the worker does not have', () => {
  const tick = (): Promise<void> => new Promise((resume) => setTimeout(resume));

  it('begins when they are there, unless it was stopped meanwhile', async () => {
    const arrivals: (() => void)[] = [];
    const { client, calls } = page(undefined, () => new Promise((resolve) => arrivals.push(resolve)));
    client.start('race', 'count', 'one', ear());
    await tick();
    expect(calls).toHaveLength(0);
    client.stop('race');
    arrivals[0]();
    await tick();
    expect(calls).toHaveLength(0);

    client.start('race', 'count', 'two', ear());
    arrivals[1]();
    await tick();
    expect(calls.map(({ spec }) => spec)).toEqual(['two']);
  });

  it('fails where they do not come', async () => {
    const { client, calls } = page(undefined, () => Promise.reject(new Error('the rows are not here')));
    const listening = ear();
    client.start('race', 'count', 'one', listening);
    await tick();
    expect(listening.heard).toEqual(['begun', 'failed']);
    expect(client.state.getState().jobs.race?.message).toBe('the rows are not here');
    expect(calls).toHaveLength(0);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CuresSpec } from '../../experiments/cures/arms.ts';
import { idOf, parseCombination } from '../../experiments/cures/combination.ts';
import type { MeasuredCure } from '../../experiments/cures/results.ts';
import type * as Stored from '../../experiments/cures/stored.ts';
import { censusRun } from '../../run/regimes.ts';
import { isSynthetic } from '../../run/source.ts';
import { encodedLog } from '../../run/testingLog.ts';
import { shownOf } from '../../study/evidence.ts';
import { useLab } from '../store.ts';
import type { Hearing } from '../studyClient.ts';
import {
  allOf,
  chooseResults,
  chosenOf,
  findStored,
  measureHere,
  setCures,
  setPlace,
  settled,
  shelfOf,
  startCures,
  useCures,
} from './store.ts';
import { CURES } from './testing.ts';

// What the worker says, said by hand.
const heard = vi.hoisted(() => ({
  started: [] as string[],
  asked: [] as CuresSpec[],
  hearing: [] as Required<Hearing<MeasuredCure>>[],
  /** Whether the network is down. */
  lost: false,
}));
vi.mock('../../experiments/cures/stored.ts', async (original) => {
  const real = await original<typeof Stored>();
  return {
    ...real,
    storedCures: (place: Stored.StoredSetting) =>
      heard.lost ? Promise.reject(new Error('lost')) : real.storedCures(place),
  };
});
vi.mock('../studies.ts', () => ({
  startStudy: (owner: string, name: string, spec: CuresSpec, hearing: Required<Hearing<MeasuredCure>>) => {
    heard.started.push(`${owner} ${name}`);
    heard.asked.push(spec);
    heard.hearing.push(hearing);
    hearing.begun();
  },
}));

const initial = useCures.getState();
const controls = useLab.getState().state.run;
const parsed = (text: string) => parseCombination(text, 'async', { expertUnits: 8 });

const even = Array.from({ length: 8 }, () => 0.125);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
const run = (arm: number, seed: number, loss: number, gate = even): MeasuredCure => ({
  arm,
  seed,
  utilization: [gate, even, even, even],
  contributions: [even, even, even, even],
  entropy: [2, 2, 2, 2],
  deadExperts: 0,
  heldOut: [loss, loss, loss, loss],
  finite: true,
});

/** What is looked at in the setting that is looked at. */
const sight = () => {
  const evidence = shownOf(shelfOf(useCures.getState()));
  return { id: evidence?.id, finished: evidence?.finished, cures: evidence?.data.cures.map(({ id }) => id) };
};

beforeEach(() => {
  heard.started.length = heard.asked.length = heard.hearing.length = 0;
  useCures.setState(initial, true);
});

describe('cures that are measured', () => {
  it('are asked for beside none, on the seeds that were chosen, in the setting that is looked at', () => {
    setCures({ place: 'async-8', seeds: 32, combinations: [parsed('swish'), parsed('rate:0.5')] });
    startCures();
    // The card that asks, and the study.
    expect(heard.started).toEqual(['cures cures']);
    const [{ base, combinations, seeds, seedBase }] = heard.asked;
    expect([base.training.optimizer, base.training.workers, base.training.gateDropout]).toEqual(['adagrad', 8, 0]);
    expect(combinations.map(idOf)).toEqual(['none', 'swish', 'rate:0.5']);
    expect([seeds, seedBase]).toEqual([32, 1]);
  });

  it('are each compared with none of the same seeds, appear one by one, and are the reader’s own when they have ended', () => {
    setCures({ combinations: [parsed('swish'), parsed('rate:0.5')] });
    startCures();
    expect(sight().id).toBeUndefined();
    const [{ measured, ended }] = heard.hearing;
    measured([run(0, 1, 2, five), run(0, 2, 4)]);
    expect(sight().cures).toEqual(['none']);
    measured([run(1, 1, 1)]);
    measured([run(1, 2, 4), run(2, 1, 6, five)]);
    measured([run(2, 2, 4, five)]);
    expect(sight()).toEqual({ id: 1, finished: 0, cures: ['none', 'swish', 'rate:0.5'] });
    ended('stopped');
    expect(sight()).toEqual({ id: 1, finished: 2, cures: ['none', 'swish', 'rate:0.5'] });
    const { cures, runs, asked } = shownOf(shelfOf(useCures.getState()))!.data;
    // Seed by seed 1/2 and 1; 3 and 1: the square roots of ½ and of 3.
    expect(cures.map(({ against }) => against?.loss.ratio)).toEqual([
      undefined,
      expect.closeTo(Math.SQRT1_2, 12),
      expect.closeTo(Math.sqrt(3), 12),
    ]);
    expect(cures.map(({ z5 }) => z5.k)).toEqual([1, 0, 2]);
    expect(Object.entries(runs).map(([id, own]) => [id, own.map(({ heldOut }) => heldOut[0])])).toEqual([
      ['none', [2, 4]],
      ['swish', [1, 4]],
      ['rate:0.5', [6, 4]],
    ]);
    // Three arms of sixteen seeds.
    expect(asked).toBe(48);
  });

  it('belong to the setting in which they were started, wherever the reader has gone meanwhile', () => {
    setCures({ place: 'present', combinations: [parsed('swish')] });
    startCures();
    setCures({ place: 'adam-1' });
    heard.hearing[0].measured([run(0, 1, 2), run(1, 1, 1)]);
    heard.hearing[0].ended('finished');
    expect(sight().id).toBeUndefined();
    expect(useCures.getState().asked).toBe('present');
    setCures({ place: 'present' });
    expect(sight()).toMatchObject({ id: 1, cures: ['none', 'swish'] });
  });

  it('are of the platform where the controls show a file of the reader’s own, as the chapter says, with the model and training that they show', () => {
    const { state } = useLab.getState();
    const { shape } = encodedLog();
    const run = { ...censusRun({ inputs: 64, columns: 'all' }), threshold: 0.02 };
    const source = { ...run.source, name: 'own' as const, own: { hash: 'a', name: 'a.csv', shape } };
    useLab.setState({ state: { ...state, run: { ...run, source } } });
    setCures({ place: 'present' });
    startCures();
    useLab.setState({ state });
    const [{ base }] = heard.asked;
    expect(isSynthetic(base)).toBe(true);
    expect([base.model, base.training.optimizer, base.threshold]).toEqual([run.model, 'adam', 0.02]);
  });

  it('are of the rows of Census-Income where the controls show these; what is stored of them is looked at as soon as they do', async () => {
    const { state } = useLab.getState();
    const run = censusRun({ inputs: 64, columns: 'all' });
    useLab.setState({ state: { ...state, run } });
    expect(useCures.getState().place).toBe('census-adam-1');
    await vi.waitFor(() => {
      expect(sight().finished).toBe(100);
    });
    startCures();
    setCures({ place: 'present' });
    startCures();
    useLab.setState({ state });
    expect(useCures.getState().place).toBe('default-4');
    expect(heard.asked.map(({ base }) => [base.source.name, base.world.impressions])).toEqual([
      ['census', 4_000],
      ['census', 20_000],
    ]);
  });

  it('leave nothing where runs of none alone have come', () => {
    setCures({ place: 'present' });
    startCures();
    heard.hearing[0].measured([run(0, 1, 2)]);
    heard.hearing[0].ended('stopped');
    expect(sight().id).toBeUndefined();
  });

  it('by the advice, are those with what the controls show, without cures that are set there', () => {
    setCures({ place: 'adam-1' });
    const { training } = controls;
    const set = { ...training, learningRate: 0.3, gateDropout: 0.2, cures: { ...training.cures, lossFree: 0.1 } };
    useLab.setState(({ state }) => ({ state: { ...state, run: { ...controls, training: set } } }));
    measureHere([parsed('cap:4')]);
    useLab.setState(({ state }) => ({ state: { ...state, run: controls } }));
    expect(useCures.getState().place).toBe('present');
    expect(heard.asked[0].combinations.map(idOf)).toEqual(['none', 'cap:4']);
    expect(heard.asked[0].base).toEqual({ ...controls, training: { ...training, learningRate: 0.3, gateDropout: 0 } });
  });

  it('are all that have something to act on, as strong as usual in the setting', () => {
    const ids = (place: 'adam-1' | 'async-8'): string[] => allOf(place, controls).map(idOf);
    expect(ids('adam-1')).toEqual(expect.arrayContaining(['switch:0.01', 'warmUp:30']));
    expect(ids('async-8')).toEqual(expect.arrayContaining(['switch:0.05', 'warmUp:60', 'staleness']));
    expect(ids('adam-1')).not.toContain('staleness');
    expect(ids('adam-1')).not.toContain('none');
  });
});

describe('stored results', () => {
  it('are those of the setting that is looked at, fetched once', async () => {
    for (const place of ['async-8', 'adam-1'] as const) {
      setPlace(place);
      await vi.waitFor(
        () => {
          expect(sight().id).toBe(0);
        },
        { timeout: 20_000 },
      );
      const { spec } = shownOf(shelfOf(useCures.getState()))!.data;
      const [optimizer, workers] = place === 'adam-1' ? ['adam', 1] : ['adagrad', 8];
      expect([spec.base.training.optimizer, spec.base.training.workers]).toEqual([optimizer, workers]);
      const { shelves } = useCures.getState();
      await findStored(place);
      expect(useCures.getState().shelves).toBe(shelves);
    }
  });

  it('are missing once they did not arrive, until they do', async () => {
    const missing = (): readonly string[] => useCures.getState().missing;
    heard.lost = true;
    await findStored('async-8');
    expect(missing()).toEqual(['async-8']);
    expect(shelfOf({ ...useCures.getState(), place: 'async-8' }).stored).toBeNull();
    heard.lost = false;
    await findStored('async-8');
    expect(shelfOf({ ...useCures.getState(), place: 'async-8' }).stored?.finished).toBe(100);
    await findStored('async-16');
    expect(missing()).toEqual(['async-8']);
  });

  it('lie on the shelf of their own setting, wherever the reader is when they come', async () => {
    setCures({ place: 'present' });
    await findStored('async-16');
    expect(sight().id).toBeUndefined();
    setCures({ place: 'async-16' });
    expect(shownOf(shelfOf(useCures.getState()))?.data.spec.base.training.workers).toBe(16);
  });

  it('are there again when the reader chooses them beside own ones', async () => {
    await findStored('async-4');
    setCures({ place: 'async-4', combinations: [parsed('swish')] });
    startCures();
    heard.hearing[0].measured([run(0, 1, 2), run(1, 1, 1)]);
    // What is looked at closely changes only when all has come.
    expect(shownOf(settled(shelfOf(useCures.getState())))?.id).toBe(0);
    expect(sight().id).toBe(1);
    heard.hearing[0].ended('finished');
    expect(shownOf(settled(shelfOf(useCures.getState())))?.id).toBe(1);
    chooseResults(0);
    expect(sight()).toMatchObject({ id: 0, finished: 200 });
  });
});

it('the cure that is looked at is the chosen one, else the one given, else the first that is one', () => {
  expect(chosenOf(CURES, 'uniform', 'swish')?.id).toBe('uniform');
  expect(chosenOf(CURES, 'none', 'swish')?.id).toBe('none');
  expect(chosenOf(CURES, 'cap', 'swish')?.id).toBe('swish');
  expect(chosenOf(CURES, null)?.id).toBe('dropout:0.1');
  expect(chosenOf([CURES[0]], null)).toBeUndefined();
});

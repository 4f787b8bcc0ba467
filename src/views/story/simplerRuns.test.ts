import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MeasuredRun, RunsSpec } from '../../commands/studies.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import type { Hearing } from '../studyClient.ts';
import { simplerKey, simplerStudy } from './simpler.ts';
import { trainSimpler, useSimplerRuns } from './simplerRuns.ts';

// What the worker says, said by hand.
const heard = vi.hoisted(() => ({ did: [] as unknown[], hearing: [] as Hearing<MeasuredRun>[] }));
vi.mock('../studies.ts', () => ({
  startStudy: (owner: string, name: string, spec: RunsSpec, hearing: Hearing<MeasuredRun>) => {
    heard.did.push([owner, name, spec]);
    heard.hearing.push(hearing);
    hearing.begun?.();
  },
  stopStudy: (owner: string) => heard.did.push(`stop ${owner}`),
}));

const run = defaultRun();
const other: RunSpec = { ...run, seeds: { ...run.seeds, init: 4 } };
const measured = (arm: number, heldOut: number[]) => ({ arm, heldOut }) as unknown as MeasuredRun;
const [gate, bottom] = [measured(0, [1, 2, 3, 4]), measured(1, [5, 6, 7, 8])];
const both = { omoe: [1, 2, 3, 4], 'shared-bottom': [5, 6, 7, 8] };
const known = () => Object.fromEntries(useSimplerRuns.getState().known);

beforeEach(() => {
  heard.did.length = heard.hearing.length = 0;
  useSimplerRuns.setState({ known: new Map(), asked: null });
});

describe('simpler models', () => {
  it('train as one study, in the place of those of another run, and are kept by their run', () => {
    trainSimpler(run);
    expect(heard.did).toEqual(['stop simpler', ['simpler', 'runs', simplerStudy(run)]]);
    expect(useSimplerRuns.getState().asked).toBe(simplerKey(run));
    heard.hearing[0].measured([gate]);
    expect(known()).toEqual({});
    heard.hearing[0].measured([bottom]);
    heard.hearing[0].ended?.('finished');
    trainSimpler(other);
    heard.hearing[1].measured([bottom, gate].map(({ arm }) => measured(arm, [9, 9, 9, 9])));
    heard.hearing[1].ended?.('finished');
    const nines = { omoe: [9, 9, 9, 9], 'shared-bottom': [9, 9, 9, 9] };
    expect(known()).toEqual({ [simplerKey(run)]: both, [simplerKey(other)]: nines });
  });

  it('that were stopped, failed or left one out are not known', () => {
    for (const [i, status] of (['stopped', 'failed'] as const).entries()) {
      trainSimpler(run);
      heard.hearing[i].measured([gate, bottom]);
      heard.hearing[i].ended?.(status);
    }
    trainSimpler(run);
    heard.hearing[2].measured([gate]);
    heard.hearing[2].ended?.('finished');
    expect(known()).toEqual({});
  });

  it('of the oldest run give way once there are many', () => {
    for (let init = 1; init <= 51; init++) {
      trainSimpler({ ...run, seeds: { ...run.seeds, init } });
      heard.hearing[init - 1].measured([gate, bottom]);
      heard.hearing[init - 1].ended?.('finished');
    }
    const keys = Object.keys(known());
    expect(keys).toHaveLength(50);
    expect(keys[0]).toBe(simplerKey({ ...run, seeds: { ...run.seeds, init: 2 } }));
  });
});

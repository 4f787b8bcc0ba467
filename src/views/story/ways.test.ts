import { beforeEach, describe, expect, it } from 'vitest';
import { defaultState } from '../../run/labState.ts';
import { useLab } from '../store.ts';
import { WAYS } from './ways.ts';

const shown = () => useLab.getState().state;

/** A run of five experts and one gate that trained without dropout, beside controls that were moved since. */
beforeEach(() => {
  const state = defaultState();
  const { model, training, ...run } = state.run;
  const course = {
    run: { ...run, model: { ...model, experts: 5, kind: 'omoe' as const }, training: { ...training, gateDropout: 0 } },
    timeline: [],
  };
  useLab.setState({
    course,
    state: {
      ...state,
      run: { ...state.run, model: { ...model, experts: 7 } },
      view: { ...state.view, chapter: 'gates' },
    },
  });
});

describe('a story leads on', () => {
  it('to the run that it is of with dropout in B, and shows B: not to what the controls show', () => {
    WAYS.dropout();
    const { run, view } = shown();
    expect([run.model.experts, run.model.kind, run.training.gateDropout]).toEqual([5, 'omoe', 0.1]);
    expect([view.chapter, view.arm]).toEqual(['train', 1]);
  });

  it('to the run that it is of with a gate for every task', () => {
    WAYS.mmoe();
    const { run } = shown();
    expect([run.model.experts, run.model.kind, run.training.gateDropout]).toEqual([5, 'mmoe', 0]);
  });

  it('to the chapter that asks on', () => {
    WAYS.polarization();
    expect(shown().view.chapter).toBe('polarization');
    WAYS.bias();
    expect(shown().view.chapter).toBe('position-bias');
    WAYS.compare();
    expect(shown().view.chapter).toBe('compare');
  });

  it('to other seeds', () => {
    const before = shown().run.seeds;
    WAYS.seeds();
    expect(shown().run.seeds).not.toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { regimeRun } from '../../run/regimes.ts';
import { sweepOf, sweepSpec, KNOBS } from './sweep.ts';

const start = regimeRun('async');
const base = {
  ...start,
  model: { ...start.model, initScale: 0.8, sharedUnits: 12 },
  training: { ...start.training, learningRate: 0.123456 },
};
const withAndWithout = [
  { id: 'without', changes: { 'run.training.gateDropout': 0 } },
  { id: 'with', changes: { 'run.training.gateDropout': 0.3 } },
];

describe('a sweep of', () => {
  it('the dropout rate has a curve for each kind of mask', () => {
    expect(sweepOf('dropout', base, 0.3)).toEqual({
      knob: 'dropout',
      path: 'run.training.gateDropout',
      values: [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5],
      series: [
        { id: 'example', changes: { 'run.training.mask': 'example' } },
        { id: 'batch', changes: { 'run.training.mask': 'batch' } },
      ],
    });
  });

  it('any other knob has a curve without and one with dropout', () => {
    const rest = { series: withAndWithout };
    expect(sweepOf('workers', base, 0.3)).toEqual({
      ...rest,
      knob: 'workers',
      path: 'run.training.workers',
      values: [1, 2, 4, 8, 16],
    });
    // A quarter to four times 0.123456, to three digits: 0.030864, 0.061728, 0.123456, 0.246912, 0.493824.
    expect(sweepOf('learningRate', base, 0.3)).toEqual({
      ...rest,
      knob: 'learningRate',
      path: 'run.training.learningRate',
      values: [0.0309, 0.0617, 0.123, 0.247, 0.494],
    });
    expect(sweepOf('initScale', base, 0.3)).toEqual({
      ...rest,
      knob: 'initScale',
      path: 'run.model.initScale',
      values: [0.4, 0.6, 0.8, 1.2, 1.6],
    });
  });

  it('the shared layer goes without it and with as many units as the setting has, 16 where it has none', () => {
    const wanted = { knob: 'sharedLayer', path: 'run.model.sharedUnits', series: withAndWithout, categories: true };
    expect(sweepOf('sharedLayer', base, 0.3)).toEqual({ ...wanted, values: [0, 12] });
    const without = { ...base, model: { ...base.model, sharedUnits: 0 } };
    expect(sweepOf('sharedLayer', without, 0.3)).toEqual({ ...wanted, values: [0, 16] });
  });

  it('every knob is a study with an arm for each value of each curve', () => {
    expect([...KNOBS]).toEqual(['dropout', 'workers', 'learningRate', 'initScale', 'sharedLayer']);
    expect(sweepSpec(sweepOf('sharedLayer', base, 0.3), base, 7, 5)).toEqual({
      base,
      seeds: 7,
      seedBase: 5,
      arms: [
        { label: 'without 0', changes: { 'run.training.gateDropout': 0, 'run.model.sharedUnits': 0 } },
        { label: 'without 12', changes: { 'run.training.gateDropout': 0, 'run.model.sharedUnits': 12 } },
        { label: 'with 0', changes: { 'run.training.gateDropout': 0.3, 'run.model.sharedUnits': 0 } },
        { label: 'with 12', changes: { 'run.training.gateDropout': 0.3, 'run.model.sharedUnits': 12 } },
      ],
    });
  });
});

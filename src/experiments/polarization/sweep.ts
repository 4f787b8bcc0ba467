/**
 * The ablation that the paper does not have: how often gates polarize against one knob (gate dropout, workers, learning rate, initial scale, the
 * shared layer), without and with gate dropout, and with a mask per example or per batch.
 */
import * as v from 'valibot';
import { numberOption, wholeOption, wordOption } from '../../study/options.ts';
import { percent, polarizationRates, sourceNamed, STUDY_DATA, type Rates } from './polarization.ts';
import type { Experiment } from '../../study/experiment.ts';
import { REGIMES, regimeRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';
import { runStudy } from '../../study/study.ts';
import { summarize, type RunSummary } from '../../study/summary.ts';

const DROPOUT = 'run.training.gateDropout';
const WORKERS = 'run.training.workers';

/** What can be swept. Words under `polarization.knob.<knob>`. */
export const KNOBS = ['dropout', 'workers', 'learningRate', 'initScale', 'sharedLayer'] as const;
export type Knob = (typeof KNOBS)[number];

export interface Sweep {
  knob: Knob;
  /** Field path of the knob. */
  path: string;
  values: readonly number[];
  /** The curves: by mask for the dropout rate, without and with dropout for the others. Words under `polarization.series.<series>`. */
  series: readonly { id: 'example' | 'batch' | 'without' | 'with'; changes: StudyArm['changes'] }[];
  /** Categories instead of a scale. */
  categories?: boolean;
}

const withAndWithout = (dropout: number): Sweep['series'] => [
  { id: 'without', changes: { [DROPOUT]: 0 } },
  { id: 'with', changes: { [DROPOUT]: dropout } },
];

const rounded = (value: number): number => Number(value.toPrecision(3));

/** The sweep of a knob around a run. */
export function sweepOf(knob: Knob, base: RunSpec, dropout: number): Sweep {
  switch (knob) {
    case 'dropout':
      return {
        knob,
        path: DROPOUT,
        values: [0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5],
        series: [
          { id: 'example', changes: { 'run.training.mask': 'example' } },
          { id: 'batch', changes: { 'run.training.mask': 'batch' } },
        ],
      };
    case 'workers':
      return { knob, path: WORKERS, values: [1, 2, 4, 8, 16], series: withAndWithout(dropout) };
    case 'learningRate':
      return {
        knob,
        path: 'run.training.learningRate',
        values: [0.25, 0.5, 1, 2, 4].map((factor) => rounded(factor * base.training.learningRate)),
        series: withAndWithout(dropout),
      };
    case 'initScale':
      return {
        knob,
        path: 'run.model.initScale',
        values: [0.5, 0.75, 1, 1.5, 2].map((factor) => rounded(factor * base.model.initScale)),
        series: withAndWithout(dropout),
      };
    case 'sharedLayer':
      return {
        knob,
        path: 'run.model.sharedUnits',
        values: [0, base.model.sharedUnits || 16],
        series: withAndWithout(dropout),
        categories: true,
      };
  }
}

/** The study of a sweep: series by series, value by value. */
export function sweepSpec(sweep: Sweep, base: RunSpec, seeds: number, seedBase: number): StudySpec {
  return {
    base,
    seeds,
    seedBase,
    arms: sweep.series.flatMap(({ id, changes }) =>
      sweep.values.map((value) => ({ label: `${id} ${String(value)}`, changes: { ...changes, [sweep.path]: value } })),
    ),
  };
}

/** One point of a curve. */
export interface SweepArm {
  series: string;
  value: number;
  rates: Rates;
  runs: RunSummary[];
}

const schema = v.object({
  knob: wordOption(KNOBS),
  regime: wordOption(REGIMES),
  seeds: wholeOption(1, 10_000),
  'seed-base': wholeOption(0, 4_294_000_000),
  dropout: numberOption(0.001, 0.9),
  data: wordOption(STUDY_DATA),
});

export const polarizationSweep: Experiment = {
  name: 'polarization-sweep',
  summary: 'how often gates polarize against one knob',
  options: {
    knob: { fallback: 'dropout', help: `what changes: ${KNOBS.join(', ')}` },
    regime: { fallback: 'async', help: 'the setting around which it changes: async, adam, default' },
    seeds: { fallback: '60', help: 'runs per point' },
    'seed-base': { fallback: '1', help: 'first seed' },
    dropout: { fallback: '0.1', help: 'gate-dropout rate of the curve that has it' },
    data: {
      fallback: 'synthetic',
      help: 'synthetic, or census: every run trains on 4,000 other rows of Census-Income',
    },
  },
  async run(given, { open, onProgress, signal }) {
    const { 'seed-base': seedBase, ...options } = v.parse(schema, given);
    const base = regimeRun(options.regime, sourceNamed(options.data));
    const sweep = sweepOf(options.knob, base, options.dropout);
    const spec = sweepSpec(sweep, base, options.seeds, seedBase);
    const runs = await runStudy(spec, { open, signal, onProgress });
    const arms: SweepArm[] = spec.arms.map((_, arm) => {
      const own = runs.filter((run) => run.arm === arm).map(summarize);
      return {
        series: sweep.series[Math.floor(arm / sweep.values.length)].id,
        value: sweep.values[arm % sweep.values.length],
        rates: polarizationRates(own),
        runs: own,
      };
    });
    const table = [
      ['curve', options.knob, 'runs', 'Z5', 'Z6', 'dead expert', 'diverged'],
      ...arms.map(({ series, value, rates }) => [
        series,
        String(value),
        String(rates.diverged.n),
        percent(rates.z5),
        percent(rates.z6),
        percent(rates.dead),
        String(rates.diverged.k),
      ]),
    ];
    return { spec: { ...options, seedBase, base }, results: { arms }, table };
  },
};

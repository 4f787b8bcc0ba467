/**
 * The polarization study (Zhao et al. 2019, section 4.1 and 5.3, "gating network distribution" and its stability): how often gates polarize
 * without and with gate dropout, synchronously and asynchronously. Every run has a data set of its own: fixed ones differ widely.
 */
import * as v from 'valibot';
import { expertsOf, type Masked } from '../../model/visible.ts';
import { isDominated, polarizedTasks } from '../../metrics/gates.ts';
import { fisherExact } from '../../metrics/fisher.ts';
import { wilson, type Rate } from '../../metrics/intervals.ts';
import { numbersOption, optional, wholeOption, wordOption } from '../../study/options.ts';
import type { Experiment } from '../../study/experiment.ts';
import { REGIMES, regimeRun, type Regime } from '../../run/regimes.ts';
import { synthetic, type SourceSpec } from '../../run/source.ts';
import { hasTask, summarize, type RunSummary } from '../../study/summary.ts';
import type { StudyArm, StudySpec } from '../../study/spec.ts';
import { runStudy } from '../../study/study.ts';

export interface PolarizationOptions {
  regime: Regime;
  seeds: number;
  seedBase: number;
  /** One arm per gate-dropout rate. */
  dropout: readonly number[];
  /** Undefined = as the regime has it. */
  workers?: number;
  steps?: number;
  mask: 'example' | 'batch';
  /** What runs are trained on; default a platform of their own each. */
  data?: StudyData;
}

/** What a study can be asked to train on: a platform of its own for each run, or fresh rows of the sample on board. */
export const STUDY_DATA = ['synthetic', 'census'] as const;
export type StudyData = (typeof STUDY_DATA)[number];

/** @returns the source of a study's runs: of the sample all columns, as 64 inputs */
export const sourceNamed = (name: StudyData): SourceSpec => ({ ...synthetic(), name });

export interface Rates {
  z5: Rate;
  z6: Rate;
  m9: Rate;
  lowEntropy: Rate;
  dead: Rate;
  /** Runs whose weights or losses are no longer numbers, of all: the other rates are of the runs that ended well, for of these nothing is known. */
  diverged: Rate;
}

export interface PolarizationArm {
  label: string;
  dropout: number;
  workers: number;
  rates: Rates;
  runs: RunSummary[];
}

/** A gate whose single examples use fewer experts than this on average is nearly one-hot, whatever its mean says. */
export const LOW_ENTROPY_EXPERTS = 1.5;

/** Whether a run's weights or losses are no longer numbers. (In JSON they are null.) */
export const diverged = (run: Pick<RunSummary, 'heldOut' | 'utilization' | 'present'>): boolean =>
  ![...run.heldOut.filter((_, k) => hasTask(run, k)), ...run.utilization.flat()].every(Number.isFinite);

/** Whether a mask leaves a task a single expert. */
const hasNoChoice = (model: Masked, k: number): boolean =>
  model.visible !== undefined && expertsOf(model, k).length === 1;

/** Rates over runs at a threshold: needs the runs only, so the threshold can be changed afterwards without training again. */
export function polarizationRates(runs: readonly RunSummary[], threshold = 0.01): Rates {
  const flat = runs
    .filter((run) => !diverged(run))
    .map((run) => ({
      run,
      model: { experts: run.utilization[0].length, visible: run.visible, present: run.present },
      utilization: Float64Array.from(run.utilization.flat()),
    }));
  const share = (test: (entry: (typeof flat)[number]) => boolean): Rate =>
    wilson(flat.filter(test).length, flat.length);
  return {
    z5: share(({ utilization, model }) => polarizedTasks(utilization, model, threshold, 5).length > 0),
    z6: share(({ utilization, model }) => polarizedTasks(utilization, model, threshold, 6).length > 0),
    m9: share(({ utilization, model }) => isDominated(utilization, model)),
    lowEntropy: share(({ run, model }) =>
      // A gate of a single expert has no choice, as long as others have one.
      run.entropy.some((nats, k) => hasTask(run, k) && Math.exp(nats) < LOW_ENTROPY_EXPERTS && !hasNoChoice(model, k)),
    ),
    dead: share(({ run }) => run.deadExperts > 0),
    diverged: wilson(runs.length - flat.length, runs.length),
  };
}

/** Fisher's exact p of every pair of arms, for Z5 and Z6. */
export function comparePairs(
  arms: readonly Pick<PolarizationArm, 'label' | 'rates'>[],
): { a: string; b: string; z5: number; z6: number }[] {
  return arms.flatMap((a, i) =>
    arms
      .slice(i + 1)
      .map((b) => ({
        a: a.label,
        b: b.label,
        z5: fisherExact(a.rates.z5.k, a.rates.z5.n, b.rates.z5.k, b.rates.z5.n),
        z6: fisherExact(a.rates.z6.k, a.rates.z6.n, b.rates.z6.k, b.rates.z6.n),
      })),
  );
}

/** The study that the options ask for. */
export function polarizationStudy(options: PolarizationOptions): StudySpec {
  const base = regimeRun(options.regime, sourceNamed(options.data ?? 'synthetic'));
  const common: StudyArm['changes'] = {
    'run.training.mask': options.mask,
    ...(options.workers !== undefined && { 'run.training.workers': options.workers }),
    ...(options.steps !== undefined && { 'run.training.steps': options.steps }),
  };
  return {
    base,
    seeds: options.seeds,
    seedBase: options.seedBase,
    arms: options.dropout.map((rate) => ({
      label: `dropout ${String(rate)}`,
      changes: { ...common, 'run.training.gateDropout': rate },
    })),
  };
}

const schema = v.object({
  regime: wordOption(REGIMES),
  seeds: wholeOption(1, 10_000),
  'seed-base': wholeOption(0, 4_294_000_000),
  dropout: numbersOption(0, 0.9),
  workers: optional(wholeOption(1, 16)),
  steps: optional(wholeOption(1, 100_000)),
  mask: wordOption(['example', 'batch'] as const),
  data: wordOption(STUDY_DATA),
});

/** "12.5% [7.0, 20.1]" */
export const percent = ({ n, rate, low, high }: Rate): string =>
  n === 0 ? '–' : `${(100 * rate).toFixed(1)}% [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}]`;

export const polarization: Experiment = {
  name: 'polarization',
  summary: 'how often gates polarize, without and with gate dropout, every run on fresh data',
  options: {
    regime: {
      fallback: 'async',
      help: 'async (Adagrad, 4 workers), adam (synchronous), default (what the page opens with)',
    },
    seeds: { fallback: '60', help: 'runs per arm' },
    'seed-base': { fallback: '1', help: 'first seed' },
    dropout: { fallback: '0,0.1', help: 'gate-dropout rates, one arm each' },
    workers: { fallback: '', help: 'simulated asynchronous workers, instead of the regime’s' },
    steps: { fallback: '', help: 'training steps, instead of the regime’s' },
    mask: { fallback: 'example', help: 'one gate mask per example or per batch' },
    data: {
      fallback: 'synthetic',
      help: 'synthetic, or census: every run trains on 4,000 other rows of Census-Income',
    },
  },
  async run(given, { open, onProgress, signal }) {
    const { 'seed-base': seedBase, ...rest } = v.parse(schema, given);
    const options: PolarizationOptions = { ...rest, seedBase };
    const spec = polarizationStudy(options);
    const runs = await runStudy(spec, { open, signal, onProgress });
    const arms: PolarizationArm[] = spec.arms.map(({ label }, arm) => {
      const own = runs.filter((run) => run.arm === arm).map(summarize);
      return {
        label,
        dropout: options.dropout[arm],
        workers: options.workers ?? spec.base.training.workers,
        rates: polarizationRates(own),
        runs: own,
      };
    });
    const pairs = comparePairs(arms);
    const table = [
      ['arm', 'runs', 'Z5', 'Z6', 'M9', 'low entropy', 'dead expert'],
      ...arms.map(({ label, rates }) => [
        label,
        String(rates.diverged.n),
        percent(rates.z5),
        percent(rates.z6),
        percent(rates.m9),
        percent(rates.lowEntropy),
        percent(rates.dead),
      ]),
      ...pairs.map(({ a, b, z5, z6 }) => [
        `Fisher p: ${a} / ${b}`,
        '',
        z5.toExponential(1),
        z6.toExponential(1),
        '',
        '',
        '',
      ]),
    ];
    return { spec: { ...options, base: spec.base }, results: { arms, pairs }, table };
  },
};

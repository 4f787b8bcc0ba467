/** Results of a loop as pictures and tables. Pure. */
import { meanOf, roundsIn, treatmentsIn } from '../../experiments/loop/summary.ts';
import type { LoopRun } from '../../experiments/loop/loop.ts';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { DEVICES, worldW1 } from '../../world/spec.ts';
import { trueBias } from '../../world/truth.ts';
import { biasFit } from '../../metrics/bias.ts';
import { TABLE_ROWS } from '../../model/layout.ts';
import { fromOrigin, originOf } from '../charts/origin.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { BiasPicture } from './biasMarks.ts';
import type { RoundPanel, RoundsPicture } from './roundMarks.ts';
import type { MapsPicture } from './shownMarks.ts';

/** The measures that have a picture, in their order. */
const PICTURED = [
  'scoreBoostCorrelation',
  'scoreTruthCorrelation',
  'servedLift',
  'exposureGini',
  'biasRmse',
] as const satisfies readonly (keyof LoopRun)[];
type Pictured = (typeof PICTURED)[number];

const DIGITS: Record<Pictured, number> = {
  scoreBoostCorrelation: 2,
  scoreTruthCorrelation: 2,
  servedLift: 1,
  exposureGini: 2,
  biasRmse: 2,
};
const ALWAYS: Partial<Record<Pictured, number>> = { scoreBoostCorrelation: 0, servedLift: 0, biasRmse: 0 };

/** Of a model that has diverged nothing is known. */
export const known = (runs: readonly LoopRun[]): readonly LoopRun[] => runs.filter(({ diverged }) => !diverged);

export const nameOf = ({ t }: Say, treatment: Treatment): string => t(`loop.treatment.${treatment}`);

/** A measure round by round, a line for each treatment that has it. */
function panelOf({ t }: Say, runs: readonly LoopRun[], measure: Pictured): RoundPanel {
  const rounds = Array.from({ length: roundsIn(runs) }, (_, i) => i + 1);
  const lines = treatmentsIn(runs).map((treatment) => ({
    treatment,
    points: rounds.map((round) => {
      const { mean, low, high } = meanOf(runs, treatment, round, (run) => run[measure]);
      return { round, mean, low, high };
    }),
  }));
  return {
    key: measure,
    title: t(`loop.panel.${measure}`),
    note: t(`loop.note.${measure}`),
    lines,
    zero: ALWAYS[measure],
    digits: DIGITS[measure],
  };
}

/** @param rounds - that there will be: those to come have their place already */
export const roundsPicture = (say: Say, runs: readonly LoopRun[], rounds: number, round: number): RoundsPicture => ({
  panels: PICTURED.map((measure) => panelOf(say, runs, measure)),
  rounds,
  round,
  words: { round: say.t('loop.column.round'), number: (value, digits) => say.numbers.fixed(value, digits) },
});

/** A mean with its interval in words; alone where there is none, of a single seed. */
export function intervalWords(
  { t, numbers }: Say,
  { mean, low, high }: Pick<Mean, 'mean' | 'low' | 'high'>,
  digits: number,
): string {
  const write = (value: number): string => numbers.fixed(value, digits);
  return Number.isFinite(low + high)
    ? t('loop.interval', { mean: write(mean), low: write(low), high: write(high) })
    : write(mean);
}

/** Means with their intervals, treatment by treatment and round by round. */
export function roundsTable(say: Say, runs: readonly LoopRun[]): PanelTable {
  const { t } = say;
  const measures = [...PICTURED.slice(0, 2), 'lift', ...PICTURED.slice(2)] as const;
  const digits = (measure: (typeof measures)[number]): number => (measure === 'lift' ? 2 : DIGITS[measure] + 1);
  return {
    columns: [
      t('loop.column.treatment'),
      t('loop.column.round'),
      ...measures.map((measure) => t(`loop.column.${measure}`)),
      t('loop.column.diverged'),
    ],
    rows: treatmentsIn(runs).flatMap((treatment) =>
      Array.from({ length: roundsIn(runs) }, (_, i) => [
        nameOf(say, treatment),
        String(i + 1),
        ...measures.map((measure) =>
          intervalWords(
            say,
            meanOf(runs, treatment, i + 1, (run) => run[measure]),
            digits(measure),
          ),
        ),
        String(runs.filter((run) => run.treatment === treatment && run.round === i + 1 && run.diverged).length),
      ]),
    ),
  };
}

const RAW = [
  'scoreBoostCorrelation',
  'scoreTruthCorrelation',
  'lift',
  'servedLift',
  'oracleLift',
  'randomLift',
  'exposureGini',
  'relevanceGini',
  'biasRmse',
] as const satisfies readonly (keyof LoopRun)[];

/** Every run, for a file. @param step - steps of a round */
export const runsTable = (say: Say, runs: readonly LoopRun[], step: number): Table => ({
  columns: [
    { label: say.t('loop.column.treatment') },
    { label: say.t('loop.column.seed') },
    { label: say.t('loop.column.round') },
    ...RAW.map((name) => ({ label: say.t(`loop.column.${name}`), digits: 4 })),
    { label: say.t('loop.column.diverged') },
  ],
  rows: runs.map((run) => [
    nameOf(say, run.treatment),
    run.seed,
    run.round,
    ...RAW.map((name) => run[name]),
    run.diverged ? 1 : 0,
  ]),
  step,
});

/** Mean share of every field of a map. */
function meanMap(runs: readonly LoopRun[]): number[] {
  const cells = runs[0]?.exposure.length ?? 0;
  return Array.from({ length: cells }, (_, i) => runs.reduce((sum, run) => sum + run.exposure[i] / runs.length, 0));
}

/** Shares of exposure that fall in the right half of a map, and in its upper half. */
export function halves(cells: readonly number[]): { right: number; top: number } {
  const n = Math.sqrt(cells.length);
  const sum = (where: (i: number) => boolean): number =>
    cells.reduce((all, share, i) => all + (where(i) ? share : 0), 0);
  return { right: sum((i) => i % n >= n / 2), top: sum((i) => i >= cells.length / 2) };
}

export interface Exposed {
  treatment: Treatment;
  cells: number[];
  right: number;
  top: number;
}

/** What each treatment shows in a round. */
export const exposedIn = (runs: readonly LoopRun[], round: number): Exposed[] =>
  treatmentsIn(runs).flatMap((treatment) => {
    const own = known(runs).filter((run) => run.treatment === treatment && run.round === round);
    if (own.length === 0) return [];
    const cells = meanMap(own);
    return [{ treatment, cells, ...halves(cells) }];
  });

export function mapsPicture(say: Say, runs: readonly LoopRun[], round: number): MapsPicture {
  const { t, numbers } = say;
  const all = Array.from({ length: roundsIn(runs) }, (_, i) => exposedIn(runs, i + 1)).flat();
  return {
    maps: exposedIn(runs, round).map(({ treatment, cells, right }) => ({
      treatment,
      title: nameOf(say, treatment),
      note: t('loop.shown.half', { share: numbers.percent(right) }),
      cells,
    })),
    most: Math.max(0, ...all.flatMap(({ cells }) => cells)),
    words: { trait: t('loop.shown.trait'), truth: t('loop.shown.truth') },
  };
}

export const mapsTable = (say: Say, runs: readonly LoopRun[], round: number): PanelTable => ({
  columns: [say.t('loop.shown.row'), say.t('loop.shown.right'), say.t('loop.shown.top')],
  rows: exposedIn(runs, round).map(({ treatment, right, top }) => [
    nameOf(say, treatment),
    say.numbers.percent(right, 1),
    say.numbers.percent(top, 1),
  ]),
});

/** [device][position] the true bias of every platform here, with mean 0: seeds do not change it. */
const CENTRED = biasFit(new Float32Array(TABLE_ROWS), trueBias(worldW1())).truth;
const ORIGIN = originOf({ truth: CENTRED, learned: CENTRED });
const TRUTH = fromOrigin(CENTRED, ORIGIN);

/** [device][position] mean of what a treatment has learned in a round; null where it learns none. */
export function learnedIn(runs: readonly LoopRun[], treatment: Treatment, round: number): number[][] | null {
  const own = known(runs).filter((run) => run.treatment === treatment && run.round === round);
  const curves = own.flatMap(({ learnedBias }) => (learnedBias ? [learnedBias] : []));
  if (curves.length === 0) return null;
  const means = TRUTH.map((truth, device) =>
    truth.map((_, p) => meanInterval(curves.map((one) => one[device][p])).mean),
  );
  return fromOrigin(means, ORIGIN);
}

/** Treatments that learn a bias that can be read, with what they have learned. */
const learnedOf = (runs: readonly LoopRun[], round: number): { treatment: Treatment; curves: number[][] }[] =>
  treatmentsIn(runs).flatMap((treatment) => {
    const curves = learnedIn(runs, treatment, round);
    return curves ? [{ treatment, curves }] : [];
  });

export const learners = (runs: readonly LoopRun[], round: number): Treatment[] =>
  learnedOf(runs, round).map(({ treatment }) => treatment);

export function biasPicture(say: Say, runs: readonly LoopRun[], round: number): BiasPicture {
  const found = learnedOf(runs, round);
  return {
    devices: DEVICES.map((device, i) => ({
      key: device,
      title: say.t(`device.${device}`),
      truth: TRUTH[i],
      learned: found.map(({ treatment, curves }) => ({ treatment, values: curves[i] })),
    })),
    words: { position: say.t('loop.bias.position'), number: (value) => say.numbers.plain(value) },
  };
}

export function biasTable(say: Say, runs: readonly LoopRun[], round: number): PanelTable {
  const found = learnedOf(runs, round);
  return {
    columns: [
      say.t('loop.bias.device'),
      say.t('loop.bias.position'),
      say.t('loop.bias.truth'),
      ...found.map(({ treatment }) => nameOf(say, treatment)),
    ],
    rows: DEVICES.flatMap((device, i) =>
      TRUTH[i].map((truth, p) => [
        say.t(`device.${device}`),
        String(p + 1),
        say.numbers.fixed(truth, 3),
        ...found.map(({ curves }) => say.numbers.fixed(curves[i][p], 3)),
      ]),
    ),
  };
}

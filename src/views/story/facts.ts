/** What happened in a run, as data: the story is written from these. Pure. */
import { maxIndex, minIndex, sum } from 'd3';
import { gatesOf, ofArm, type Paired } from '../../model/visible.ts';
import type { ModelSpec } from '../../model/spec.ts';
import type { BiasView } from '../../session/protocol.ts';
import type { Against } from '../charts/biasTable.ts';
import { biasSpan, HARDLY, polarizationFact, unusedCounts } from '../charts/facts.ts';
import { nothingApart, type Apart } from '../trained.ts';

/** One of the two models as it is now. */
export interface ModelNow {
  utilization: Float64Array;
  effectivePerExample: readonly number[];
  /** [expert] 1 where its output is 0 on every held-out example; absent: not known. */
  dead?: ArrayLike<number>;
  /** Held out, per task. */
  loss: readonly number[];
  bias?: Pick<BiasView, 'rmse' | 'r'> & Partial<Pick<BiasView, 'learned'>>;
}

/** One of the two models before its first step. `rmse` is NaN without a learned bias. */
export interface ModelThen {
  effectivePerExample: readonly number[];
  loss: readonly number[];
  rmse: number;
}

/** All that a story is told of. */
export interface Results extends Paired {
  kind: ModelSpec['kind'];
  handling: ModelSpec['biasHandling'];
  /** Whether there are rates by position. */
  positions: boolean;
  /** Of a table: whether it has positions all the same. */
  placed?: boolean;
  /** What a learned bias is measured against; `none`: no truth is known. */
  against: Against;
  threshold: number;
  step: number;
  steps: number;
  status: 'finished' | 'paused' | 'diverged';
  /** Whether it is the run that the page opens with, whose seed was chosen. */
  opening?: boolean;
  apart: Apart;
  /** Changes that acted while it trained. */
  changes: number;
  /** Of those the ones that acted on model A too: all but gate dropout. */
  changesOfA: number;
  first: readonly ModelThen[];
  arms: readonly ModelNow[];
}

export type GatesSaid =
  | { kind: 'none' }
  /** Both models are one: which gates polarized, how many experts all gates together leave unused. */
  | { kind: 'same'; tasks: number[]; unused: number }
  /** Model A, model B. */
  | { kind: 'pair'; tasks: [number[], number[]]; unused: [number, number]; spread: [number, number] };

export type NarrowedSaid =
  /** No gate uses much fewer experts than at the start: the fewest and the most that any of them uses now. */
  | { kind: 'hardly'; least: number; most: number }
  /** The gate that has narrowed most, of the model in which it did. */
  | { kind: 'narrowed'; arm: number; task: number; from: number; to: number; other: number };

export type BiasSaid =
  | { kind: 'noPositions' | 'noRate' | 'ignored' | 'read' | 'removed' }
  /** No truth is known: by how many logits positions differ at most in both models, in one where they are the same. */
  | { kind: 'alone'; spans: number[] }
  /** Errors in logits of both models, of one where they are the same. */
  | { kind: 'learned'; start: number; rmse: number[]; r: number[] };

export type LossSaid =
  /** Both models are one: the losses relative to their start that are smallest and largest. */
  | { kind: 'course'; best: number; bestTo: number; worst: number; worstTo: number }
  | { kind: 'equal' }
  /** Loss of B relative to A: of the task that loses most and the one that gains most. */
  | { kind: 'mixed' | 'pays' | 'gains'; worst: number; worstBy: number; best: number; bestBy: number };

/** Where to go next. */
export type Next = 'remedy' | 'mmoe' | 'play' | 'dropout' | 'polarization' | 'bias' | 'compare' | 'seeds';

export interface Story {
  gates: GatesSaid;
  /** Null where there is no gate. */
  narrowed: NarrowedSaid | null;
  bias: BiasSaid;
  loss: LossSaid;
  next: Next;
}

/** Losses nearer than this, relative to each other, are equal as far as one seed can tell. */
export const EQUAL = 0.01;
/** A learned bias that is farther from the truth than this, in logits, asks for another look. */
const FAR = 0.3;

function gatesSaid(results: Results, same: boolean): GatesSaid {
  const { kind, arms, threshold } = results;
  if (kind === 'shared-bottom') return { kind: 'none' };
  const gates = gatesOf(results);
  // The criterion of the card's title.
  const fact = polarizationFact(arms, results, threshold, false);
  const tasks: [number[], number[]] = 'tasks' in fact ? fact.tasks : [[], []];
  const unused = arms.map(({ utilization }, arm) => {
    const unusedBy = unusedCounts(utilization, ofArm(results, arm), threshold);
    return sum(gates, (k) => unusedBy[k]);
  });
  if (same) return { kind: 'same', tasks: tasks[0], unused: unused[0] };
  const spread = arms.map(({ effectivePerExample }) => sum(gates, (k) => effectivePerExample[k]) / gates.length);
  return { kind: 'pair', tasks, unused: [unused[0], unused[1]], spread: [spread[0], spread[1]] };
}

function narrowedSaid({ first, arms, ...model }: Results, same: boolean): NarrowedSaid | null {
  if (model.kind === 'shared-bottom') return null;
  const gates = gatesOf(model);
  const shown = same ? arms.slice(0, 1) : arms;
  const falls = shown.flatMap(({ effectivePerExample }, arm) =>
    gates.map((task) => first[arm].effectivePerExample[task] - effectivePerExample[task]),
  );
  const at = maxIndex(falls);
  if (!(falls[at] >= HARDLY)) {
    const uses = shown.flatMap(({ effectivePerExample }) => gates.map((k) => effectivePerExample[k]));
    return { kind: 'hardly', least: Math.min(...uses), most: Math.max(...uses) };
  }
  const [arm, task] = [Math.floor(at / gates.length), gates[at % gates.length]];
  return {
    kind: 'narrowed',
    arm,
    task,
    from: first[arm].effectivePerExample[task],
    to: arms[arm].effectivePerExample[task],
    other: arms[1 - arm].effectivePerExample[task],
  };
}

function biasSaid({ positions, placed, handling, against, first, arms }: Results, same: boolean): BiasSaid {
  if (!positions) return { kind: placed ? 'noRate' : 'noPositions' };
  const shown = (same ? arms.slice(0, 1) : arms).map(({ bias }) => bias);
  if (handling === 'shallow-tower' && shown.every((bias) => bias !== undefined)) {
    if (against === 'none') return { kind: 'alone', spans: shown.map(({ learned = [] }) => biasSpan({ learned })) };
    return { kind: 'learned', start: first[0].rmse, rmse: shown.map(({ rmse }) => rmse), r: shown.map(({ r }) => r) };
  }
  return { kind: handling === 'input-feature' ? 'read' : handling === 'adversarial' ? 'removed' : 'ignored' };
}

function lossSaid({ first, arms }: Results, same: boolean): LossSaid {
  const ratios = arms[0].loss.map((loss, k) => (same ? loss / first[0].loss[k] : arms[1].loss[k] / loss));
  const [best, worst] = [minIndex(ratios), maxIndex(ratios)];
  if (same) return { kind: 'course', best, bestTo: ratios[best], worst, worstTo: ratios[worst] };
  const [bestBy, worstBy] = [ratios[best] - 1, ratios[worst] - 1];
  if (worstBy < EQUAL && bestBy > -EQUAL) return { kind: 'equal' };
  return { kind: worstBy < EQUAL ? 'gains' : bestBy > -EQUAL ? 'pays' : 'mixed', worst, worstBy, best, bestBy };
}

/** What comes of the outcome: the first that fits. */
function nextOf({ status, kind, handling, positions }: Results, gates: GatesSaid, bias: BiasSaid): Next {
  if (status === 'diverged') return 'remedy';
  if (kind === 'shared-bottom') return 'mmoe';
  if (gates.kind === 'same' && gates.tasks.length > 0) return 'dropout';
  if (gates.kind === 'pair' && (gates.tasks[0].length > 0 || gates.tasks[1].length > 0)) return 'polarization';
  if (status === 'paused') return 'play';
  if (kind === 'omoe') return 'compare';
  const off = bias.kind === 'learned' ? Math.max(...bias.rmse) > FAR : handling !== 'shallow-tower';
  return positions && off ? 'bias' : 'seeds';
}

/** Whether there is anything to tell: a run that has ended, or is paused beyond a tenth of its steps. */
export const isTold = (status: string, step: number, steps: number): status is Results['status'] =>
  step > 0 && (status === 'finished' || status === 'diverged' || (status === 'paused' && step >= steps / 10));

/** What happened in a run. */
export function storyOf(results: Results): Story {
  const same = nothingApart(results.apart);
  const gates = gatesSaid(results, same);
  const bias = biasSaid(results, same);
  return {
    gates,
    narrowed: narrowedSaid(results, same),
    bias,
    loss: lossSaid(results, same),
    next: nextOf(results, gates, bias),
  };
}

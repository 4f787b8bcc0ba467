/**
 * What an embedded page and the page around it say to each other. Anybody may hear it and anybody may ask for it: the page tells numbers of the run
 * that everybody sees, and does what the buttons of its strip do.
 */
import * as v from 'valibot';
import type { Chapter } from '../../run/labState.ts';
import type { Frame, RunStatus } from '../../session/protocol.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { MODELS } from '../trained.ts';

/** Who speaks, and who is spoken to. */
export const NAME = 'mmoe-lab';
/** Steps that can be asked for at once. */
const MOST_STEPS = 1000;

/** When a page speaks: its run is there, has moved, and how it ended. */
export type Happened = 'ready' | 'step' | 'finished' | 'diverged' | 'failed';

/** Held-out losses of the two models, of the tasks that they have: nats for binary tasks, squared error for others. */
export type Losses = Partial<Record<(typeof MODELS)[number], Partial<Record<Task, number>>>>;

export interface Message {
  source: typeof NAME;
  type: Happened;
  chapter: Chapter;
  /** The one picture that is shown; null: the whole chapter. */
  card: string | null;
  /** Steps taken, and how many the run has. */
  step: number;
  steps: number;
  status: RunStatus;
  losses: Losses;
}

const to = v.literal(NAME);
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_STEPS));
const command = v.variant('type', [
  v.object({ to, type: v.picklist(['play', 'pause', 'reset', 'tell']) }),
  v.object({ to, type: v.literal('step'), n: v.optional(count, 1) }),
]);

/** What the page around may ask for; `tell`: to be told how things stand. */
export type Command = v.InferOutput<typeof command>;

/** @returns what is asked for; null where it is not for this page, or nothing that it does */
export function readCommand(data: unknown): Command | null {
  const read = v.safeParse(command, data);
  return read.success ? read.output : null;
}

/** Losses that are numbers: a run that diverged has others. */
export function lossesOf({ arms }: Pick<Frame, 'arms'>): Losses {
  const losses: Losses = {};
  for (const [i, { loss }] of arms.entries())
    losses[MODELS[i]] = Object.fromEntries(
      TASKS.map((task, k) => [task, loss[k]] as const).filter(([, value]) => Number.isFinite(value)),
    );
  return losses;
}

/** What a status says to the page around when it comes; null: nothing. */
export function happenedIn(status: RunStatus): Happened | null {
  return status === 'finished' || status === 'diverged' || status === 'failed' ? status : null;
}

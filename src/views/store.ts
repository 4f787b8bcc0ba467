/** What React knows: settings, status and notices. Frames go through `feed` instead. */
import { create } from 'zustand';
import { useEffect, useRef } from 'react';
import { defaultState, type LabState } from '../run/labState.ts';
import type { DivergenceCause, Failed, Opened, OpeningPhase, RunStatus } from '../session/protocol.ts';
import type { Course } from '../run/timeline.ts';
import type { Task } from '../world/spec.ts';
import { createFeed } from './feed.ts';

/** A part of the network that can be pointed at; the same part is highlighted in every picture. */
export type Part =
  | { kind: 'input' }
  | { kind: 'shared' }
  | { kind: 'expert'; expert: number }
  | { kind: 'gate'; task: Task }
  | { kind: 'tower'; task: Task }
  | { kind: 'shallow' };

export interface Notice {
  id: number;
  tone: 'info' | 'warning' | 'error';
  /** Message key in the catalogue and the values to fill in. */
  key: string;
  values: Record<string, string | number>;
  /** What it speaks of; it goes with that. */
  scope: string;
  /** Tries again what it says has failed. */
  retry?: () => void;
  /** Does something about it: the key of the button's words, and what it does. */
  action?: { key: string; run: () => void };
  /** Called where the reader sends it away instead. */
  declined?: () => void;
  /** It goes by itself once it has been there for a while: what it offers can be had elsewhere, too. */
  passes?: true;
  /** Since when it has been so, by performance.now(): the seconds are shown. */
  since?: number;
}

export interface Lab {
  /** What the controls show. */
  state: LabState;
  /** What is trained: the settings of `opened` at step 0 and every change that acted or will act while it trains. Null before a run is open. */
  course: Course | null;
  /** The run that is being trained; its spec may lag behind `state` until the next reset. */
  opened: Opened | null;
  status: RunStatus;
  /** What it waits for while status is `opening`. */
  phase: OpeningPhase;
  /** Since when, by performance.now(). */
  phaseSince: number;
  /** Set while status is `diverged`. */
  divergence: { step: number; cause: DivergenceCause } | null;
  /** Set while status is `failed`. */
  failure: Failed | null;
  notices: Notice[];
  /** Part under the pointer or keyboard focus, if any. */
  part: Part | null;
}

export const useLab = create<Lab>()(() => ({
  state: defaultState(),
  course: null,
  opened: null,
  status: 'opening',
  phase: 'world',
  phaseSince: 0,
  divergence: null,
  failure: null,
  notices: [],
  part: null,
}));

export const feed = createFeed();

/** The step that the newest frame shows. */
export const stepNow = (): number => feed.frame?.step ?? 0;

/** Sets or clears the highlighted part everywhere. */
export const point = (part: Part | null): void => {
  useLab.setState({ part });
};

export const samePart = (a: Part | null, b: Part | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Draws now and whenever a new frame has come, at most once per animation frame, without React rendering. */
export function useFrames(draw: () => void): void {
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    // Settings that the drawing closes over (language, arm, threshold) changed: draw again even while paused.
    if (feed.frame) draw();
  });
  useEffect(
    () =>
      feed.subscribe(() => {
        latest.current();
      }),
    [],
  );
}

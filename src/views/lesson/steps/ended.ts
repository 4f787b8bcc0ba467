/** The open run, for steps whose outcome is how it ended. */
import type { Frame } from '../../../session/protocol.ts';
import { feed, useLab } from '../../store.ts';
import type { Said } from '../types.ts';

export interface Ended {
  frame: Frame;
  /** Set where it diverged: then the frame is the last one whose numbers are numbers. */
  diverged: { step: number } | null;
}

/** The open run at its end; null before it. */
export function endedRun(): Ended | null {
  const { status, divergence } = useLab.getState();
  const { frame } = feed;
  if (!frame) return null;
  if (status === 'diverged') return { frame, diverged: { step: divergence?.step ?? frame.step } };
  return status === 'finished' && frame.step >= frame.steps ? { frame, diverged: null } : null;
}

/** What is said where a run diverged. */
export const divergedAt = ({ step }: { step: number }): Said => ({ key: 'diverged', values: { step } });

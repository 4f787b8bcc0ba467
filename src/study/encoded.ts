/** Runs of a study in few bytes, as stored files hold them. */
import { TASK_COUNT } from '../world/spec.ts';
import type { RunSummary } from './summary.ts';

/** Values are stored as 16-bit whole numbers of ten-thousandths; the largest one stands for "not finite". */
const UNIT = 10_000;
const NOT_FINITE = 65_535;
/** Words of one run: utilization, entropies, held-out losses, dead experts. */
export const wordsOfRun = (experts: number): number => TASK_COUNT * experts + 2 * TASK_COUNT + 1;

const value = (word: number): number => (word === NOT_FINITE ? NaN : word / UNIT);

/**
 * Runs from base64 of little-endian 16-bit words, run by run: utilization [task × expert], entropy [task], held-out loss [task] (all in
 * ten-thousandths), number of dead experts.
 */
export function decodeRuns(text: string, experts: number, seedBase: number): RunSummary[] {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const size = wordsOfRun(experts);
  return Array.from({ length: Math.floor(bytes.length / 2 / size) }, (_, i) => {
    let at = i * size * 2;
    const word = (): number => {
      at += 2;
      return view.getUint16(at - 2, true);
    };
    const row = (length: number): number[] => Array.from({ length }, () => value(word()));
    const utilization = Array.from({ length: TASK_COUNT }, () => row(experts));
    return { seed: seedBase + i, utilization, entropy: row(TASK_COUNT), heldOut: row(TASK_COUNT), deadExperts: word() };
  });
}

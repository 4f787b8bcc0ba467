/** Where a story leads on to. */
import type { RunSpec } from '../../run/runSpec.ts';
import { newSeeds, play, plannedNow, setView, showRun, trainNow } from '../control.ts';
import { useLab } from '../store.ts';
import type { Next } from './facts.ts';

/** Gate dropout that is tried where there was none. */
const USUAL_DROPOUT = 0.1;

/** The run that the story is of, whatever the controls show meanwhile. */
const trained = (): RunSpec => (useLab.getState().course ?? plannedNow()).run;

/** What leads on, by what it is. */
export const WAYS: Record<Next, () => void> = {
  remedy: () => {
    document.querySelector<HTMLElement>('#pictures [role="alert"] button')?.focus();
  },
  mmoe: () => {
    const { model, ...run } = trained();
    showRun({ did: 'otherRun' }, { ...run, model: { ...model, kind: 'mmoe' } });
  },
  play,
  dropout: () => {
    const { training, ...run } = trained();
    trainNow({ ...run, training: { ...training, gateDropout: USUAL_DROPOUT } }, { chapter: 'train', arm: 1 });
  },
  polarization: () => {
    setView({ chapter: 'polarization' });
  },
  bias: () => {
    setView({ chapter: 'position-bias' });
  },
  compare: () => {
    setView({ chapter: 'compare' });
  },
  seeds: newSeeds,
};

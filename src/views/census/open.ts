/** Opens the runs behind the cards: each trains at once. */
import { setView, trainNow } from '../control.ts';
import { onData } from '../polarization/arms.ts';
import { setSettings } from '../polarization/race.ts';
import { setSweep } from '../polarization/sweep.ts';
import { architectureRun, polarizingRun, withoutFamily } from './look.ts';

export const openArchitecture = (model: 'mmoe' | 'shared-bottom'): void => {
  trainNow(architectureRun(model), { chapter: 'train', arm: 0 });
};

export const openWithoutFamily = (): void => {
  trainNow(withoutFamily(), { chapter: 'train', arm: 0 });
};

export const openPolarizing = (): void => {
  trainNow(polarizingRun(), { chapter: 'gates', arm: 0 });
};

/** The races on the sample, with their stored results. */
export function goToRaces(): void {
  setSettings(onData('census'));
  setSweep({ data: 'census', regime: 'adam' });
  setView({ chapter: 'polarization' });
}

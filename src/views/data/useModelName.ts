import { useSyncExternalStore } from 'react';
import { modelWord } from '../impression/words.ts';
import { useSay } from '../say.ts';
import { feed, stepNow, useLab } from '../store.ts';
import { useSameModels } from '../useTrained.ts';

const subscribe = (changed: () => void): (() => void) => feed.subscribe(changed);
const isUntrained = (): boolean => stepNow() === 0;

/** The shown model above its predictions; before the first step with the word that these are of random weights. */
export function useModelName(): string {
  const say = useSay();
  const same = useSameModels();
  const arm = useLab((lab) => lab.state.view.arm);
  const model = modelWord(say, same ? null : arm);
  return useSyncExternalStore(subscribe, isUntrained) ? say.t('data.item.untrained', { model }) : model;
}

import type { ReactNode } from 'react';
import { synthetic } from '../../run/source.ts';
import { TaskWords } from '../taskWords.tsx';
import { useShownRace } from './useShownRace.ts';

/** What was raced before anything is shown. */
const PLATFORM = synthetic();

/** Within it tasks are called as in the race that is shown: by the columns of its table, whatever run is open. */
export function RaceWords({ children }: { children: ReactNode }) {
  const source = useShownRace()?.spec.base.source ?? PLATFORM;
  return <TaskWords source={source}>{children}</TaskWords>;
}

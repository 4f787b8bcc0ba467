/** What simpler models came to on runs that have ended, run by run: who comes back to a run finds it. */
import { create } from 'zustand';
import type { MeasuredRun } from '../../commands/studies.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { startStudy, stopStudy } from '../studies.ts';
import { presentTasks } from '../../run/source.ts';
import { lossesOf, simplerKey, simplerStudy, type SimplerLosses } from './simpler.ts';

/** Runs that are remembered. */
const MOST = 50;

interface SimplerRuns {
  /** By the run's key, oldest first. */
  known: ReadonlyMap<string, SimplerLosses>;
  /** The run whose simpler models train, or were the last to. */
  asked: string | null;
}

export const useSimplerRuns = create<SimplerRuns>()(() => ({ known: new Map(), asked: null }));

function keep(key: string, losses: SimplerLosses): void {
  useSimplerRuns.setState(({ known }) => ({ known: new Map([...known, [key, losses] as const].slice(-MOST)) }));
}

/** Trains the simpler models; those of another run that train yet are stopped. */
export function trainSimpler(run: RunSpec): void {
  const key = simplerKey(run);
  let measured: MeasuredRun[] = [];
  stopStudy('simpler');
  startStudy('simpler', 'runs', simplerStudy(run), {
    begun: () => {
      useSimplerRuns.setState({ asked: key });
    },
    measured: (runs) => {
      measured = [...measured, ...runs];
    },
    ended: (status) => {
      const losses = lossesOf(measured, presentTasks(run));
      if (status === 'finished' && losses) keep(key, losses);
    },
  });
}

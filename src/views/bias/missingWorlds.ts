/** On how many worlds the dropout study has come to its end, and how that is said. Pure. */
import type { MissingRun, MissingSpec } from '../../experiments/position-bias/missingStudy.ts';
import type { Say } from '../say.ts';

interface Measured {
  spec: MissingSpec;
  runs: readonly MissingRun[];
}

/** The runs of worlds on which every rate was trained, and how many worlds those are. */
export function doneWorlds({ spec, runs }: Measured): { runs: MissingRun[]; worlds: number } {
  const rates = spec.rates.length;
  const done = (seed: number): boolean => runs.filter((run) => run.seed === seed).length === rates;
  const kept = runs.filter(({ seed }) => done(seed));
  return { runs: kept, worlds: kept.length / rates };
}

/** On which worlds the reader's own results rest. @param live - the study is still running: not on all that it is to have */
export function worldWords({ t, numbers }: Say, measured: Measured, live: boolean): string {
  const { base, seeds } = measured.spec;
  const impressions = numbers.fixed(base.world.impressions);
  return live
    ? t('bias.missing.dropout.soFar', { worlds: doneWorlds(measured).worlds, of: seeds, impressions })
    : t('bias.missing.dropout.trained', { worlds: seeds, impressions });
}

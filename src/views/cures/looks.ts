/** Single runs that are worth a look: of seeds that a cure healed, else the first. Pure. */
import type { CureRun, CureSummary } from '../../experiments/cures/results.ts';
import { NONE } from './points.ts';
import type { ShownCures } from './store.ts';

/** One seed without and with a cure. */
export interface Look {
  seed: number;
  without: CureRun;
  with: CureRun;
}

const MOST = 2;

/** @returns at most two; none where single runs are not known */
export function looksOf({ runs }: Pick<ShownCures, 'runs'>, cure: CureSummary): Look[] {
  const [without, cured] = [runs[NONE] ?? [], runs[cure.id] ?? []];
  const seeds = [...cure.healedSeeds, ...cured.map(({ seed }) => seed)];
  return [...new Set(seeds)]
    .flatMap((seed) => {
      const pair = [without, cured].map((own) => own.find((run) => run.seed === seed));
      return pair[0] && pair[1] ? [{ seed, without: pair[0], with: pair[1] }] : [];
    })
    .slice(0, MOST);
}

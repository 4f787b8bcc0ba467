/** Single runs that are worth a look: of seeds that a cure healed, else the first. Pure. */
import { modelWith } from '../../experiments/cures/arms.ts';
import type { CureRun, CureSummary } from '../../experiments/cures/results.ts';
import type { LookedAt } from '../../experiments/cures/stored.ts';
import type { ExpertMask } from '../../model/visible.ts';
import { NONE } from './points.ts';
import type { ShownCures } from './store.ts';

/** What a picture needs of a run. */
export type ShownRun = Omit<CureRun, 'entropy'>;

/** One seed without and with a cure. */
export interface Look {
  seed: number;
  without: ShownRun;
  with: ShownRun;
}

const MOST = 2;

/** Without and with a cure, out of the runs that are known. */
function ownLooks({ runs }: Pick<ShownCures, 'runs'>, cure: CureSummary): Look[] {
  const [without, cured] = [runs[NONE] ?? [], runs[cure.id] ?? []];
  const seeds = [...cure.healedSeeds, ...cured.map(({ seed }) => seed)];
  return [...new Set(seeds)].flatMap((seed) => {
    const pair = [without, cured].map((own) => own.find((run) => run.seed === seed));
    return pair[0] && pair[1] ? [{ seed, without: pair[0], with: pair[1] }] : [];
  });
}

/** Of stored looks what a picture needs: which experts a gate may use follows from the cure. */
function storedLooks({ looks, spec }: Pick<ShownCures, 'looks' | 'spec'>, cure: CureSummary): Look[] {
  const seen = (combination: CureSummary['combination']) => modelWith(spec.base, combination).visible;
  const shown = (run: LookedAt, visible: ExpertMask | undefined): ShownRun => ({
    ...run,
    finite: run.utilization.flat().every(Number.isFinite),
    ...(visible && { visible }),
  });
  return (looks.get(cure.id) ?? []).map((look) => ({
    seed: look.seed,
    without: shown(look.without, seen([])),
    with: shown(look.with, seen(cure.combination)),
  }));
}

/** @returns at most two; none where single runs are not known */
export const looksOf = (shown: Pick<ShownCures, 'runs' | 'looks' | 'spec'>, cure: CureSummary): Look[] =>
  [...ownLooks(shown, cure), ...storedLooks(shown, cure)].slice(0, MOST);

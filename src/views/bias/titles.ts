/** What is said of the learned bias: data in, a sentence out. Pure. */
import type { ArmView, Frame } from '../../session/protocol.ts';
import type { RelevanceGrid } from '../../session/protocol.ts';
import type { Say } from '../say.ts';

/** Figures and step of one frame. @param now - null before the first */
export function courseTitle(
  { t, numbers }: Say,
  now: (Pick<Frame, 'step'> & { arms: readonly Pick<ArmView, 'bias'>[] }) | null,
  arm: number,
): string {
  const bias = now?.arms[arm].bias;
  if (!bias) return t('bias.course.name');
  return t('bias.course.title', {
    step: numbers.fixed(now.step),
    rmse: numbers.fixed(bias.rmse, 2),
    r: numbers.fixed(bias.r, 2),
    slope: numbers.fixed(bias.slope, 2),
  });
}

/** What was clicked where, and what the same items would be. A curve may be drawn that rises. @param grid - none of a log without positions */
export function whyTitle({ t, numbers }: Say, grid: Pick<RelevanceGrid, 'observed' | 'sameItems'> | undefined): string {
  if (!grid) return t('bias.why.name');
  const curves = [grid.observed, grid.sameItems].map((curve) => [curve[0], curve[curve.length - 1]]);
  const falls = curves.every(([first, last]) => Math.round(100 * first) > Math.round(100 * last));
  const key = falls ? 'fall' : 'between';
  const [observed, same] = curves.map(([from, to]) =>
    t(`bias.why.${key}`, { from: numbers.percent(from), to: numbers.percent(to) }),
  );
  return t(falls ? 'bias.why.title' : 'bias.why.titleBetween', { observed, same });
}

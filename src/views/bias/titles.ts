/** What is said of the learned bias: data in, a sentence out. Pure. */
import type { ArmView, Frame } from '../../session/protocol.ts';
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

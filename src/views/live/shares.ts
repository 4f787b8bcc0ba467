/** Captured shares and what pages were worth, arm by arm, beside the stored experiments. Pure. */
import { sequenceBounds } from '../../metrics/confidenceSequence.ts';
import { meansOf, type ArmMeans } from '../../experiments/live/means.ts';
import { armsOf, isLost, listsPerQuery, type ArmName } from '../../experiments/live/spec.ts';
import type { KnownLive } from '../../experiments/live/stored.ts';
import type { ArmState } from '../../experiments/live/tally.ts';
import { remembered } from '../compare/remembered.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { ShownExperiment } from './shown.ts';
import type { SharePicture } from './shareMarks.ts';
import { armName, untilNow, worldWords, type Made } from './words.ts';

export interface ShareRow {
  arm: ArmName;
  state: ArmState;
  picture: SharePicture;
  /** Of the stored experiments, where they have this arm. */
  stored?: ArmMeans;
}

/** Means of stored experiments, computed once. */
export const knownMeans = remembered(({ runs }: KnownLive): ArmMeans[] => meansOf(runs));

/** Arms in their order; those that diverged, or have had no query, have no share. */
export function shareRows(shown: ShownExperiment, known: KnownLive | undefined): ShareRow[] {
  const { spec, points, diverged } = shown;
  const names = armsOf(spec);
  const pages = (spec.queries * listsPerQuery(spec)) / names.length;
  const means = known ? knownMeans(known) : [];
  return (points.at(-1)?.arms ?? []).map((state, i) => {
    const arm = names[i];
    const lost = isLost(spec, diverged, arm);
    const bounds = lost ? null : sequenceBounds(state.captured, Math.max(1, pages / 2));
    const stored = means.find((one) => one.arm === arm);
    return {
      arm,
      state,
      ...(stored && { stored }),
      picture: {
        value: lost ? NaN : 100 * state.captured.value,
        low: bounds ? 100 * bounds.low : NaN,
        high: bounds ? 100 * bounds.high : NaN,
        stored: stored?.capturedShare.mean ?? NaN,
      },
    };
  });
}

/** Which trained arm captures most, as measured. */
export function shareTitle(say: Say, rows: readonly ShareRow[], made: Made = {}): string {
  const { t, numbers } = say;
  const known = rows
    .filter(
      ({ arm, picture }) => arm !== 'oracle' && arm !== 'random' && arm !== 'aa' && Number.isFinite(picture.value),
    )
    .sort((a, b) => b.picture.value - a.picture.value);
  if (known.length === 0) return t('live.share.before');
  const share = (row: ShareRow): string => t('live.percent', { value: numbers.fixed(row.picture.value, 1) });
  const [best] = known;
  const worst = known[known.length - 1];
  const said =
    known.length === 1
      ? t('live.share.one', { world: worldWords(say, made), arm: armName(say, best.arm), share: share(best) })
      : t('live.share.title', {
          world: worldWords(say, made),
          best: armName(say, best.arm),
          most: share(best),
          worst: armName(say, worst.arm),
          least: share(worst),
        });
  return untilNow(say, said, made.live ?? false);
}

/** What is told under the title; of the line across only where there is one, with the score that its experiments ranked by. */
export function shareSubtitle({ t }: Say, rows: readonly ShareRow[], known: KnownLive | undefined): string {
  if (!known || rows.every(({ stored }) => !stored)) return t('live.share.subtitle');
  const { seeds, form, weights, candidates } = known.spec;
  const line = { seeds, form: t(`live.setup.forms.${form}`), weights: weights.join(t('comma')), candidates };
  return inSentences(t, t('live.share.subtitle'), t('live.share.stored', line));
}

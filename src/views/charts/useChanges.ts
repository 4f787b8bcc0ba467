/** What was changed while the open run trained, for marks on its curves. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import { useFieldWords } from '../shell/fieldWords.ts';
import { useLab } from '../store.ts';
import type { ChangeWords, ShownChange } from './changeMarks.ts';
import { textWidth } from './textWidth.ts';

/** The changes of the run in words; those that are still to come as well: a picture shows what its newest step has reached. */
export function useChanges(): { changes: readonly ShownChange[]; changeWords: ChangeWords } {
  const { t } = useTranslation();
  const words = useFieldWords();
  const timeline = useLab((lab) => lab.course?.timeline);
  return useMemo(
    () => ({
      changes: (timeline ?? []).map(({ step, path, value }) => {
        const field = fieldOf(path);
        const short = words.value(field, value);
        return { step, short, label: t('charts.changes.one', { field: words.named(field), value: short }) };
      }),
      changeWords: { textWidth, several: (number: number) => t('charts.changes.several', { number }) },
    }),
    [timeline, words, t],
  );
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { TASKS } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import type { Entry } from './order.ts';

/** A run in words: its seed and what became of its gates. @param gates - 1 where one gate serves all tasks: then it is not named after each */
export function useRunWords(gates: number): (entry: Entry) => string {
  const { t } = useTranslation();
  const number = useNumberWords();
  return useCallback(
    ({ seed, facts }) => {
      if (!facts) return t('polarization.run.waiting', { seed });
      if (facts.diverged) return t('polarization.run.diverged', { seed });
      const named = facts.polarized.map((k) => t(`task.${TASKS[k]}`)).join(t('comma'));
      const polarized = gates > 1 ? t('polarization.run.polarized', { gates: named }) : t('polarization.run.one');
      const parts = [
        facts.polarized.length > 0 ? polarized : t('polarization.run.calm'),
        t('polarization.run.measures', { unused: facts.unused, largest: number.fixed(facts.largest, 2) }),
        ...(facts.dead > 0 ? [t('polarization.run.dead', { number: facts.dead })] : []),
      ];
      return t('polarization.run.seed', { seed, facts: parts.join(t('comma')) });
    },
    [t, number, gates],
  );
}

import type { TFunction, i18n as I18n } from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { getI18n, I18nextProvider } from 'react-i18next';
import { tasksOf } from '../../run/source.ts';
import { useShownRace } from './useShownRace.ts';

/** An instance of i18next that shares everything with the page's own but some words. */
function renamed(page: I18n, own: Readonly<Record<string, string>>): I18n {
  const saying = (catalogue: TFunction): TFunction => {
    const say = (...asked: Parameters<TFunction>): string => {
      const [key] = asked;
      return (typeof key === 'string' ? own[key] : undefined) ?? catalogue(...asked);
    };
    return Object.assign(say, catalogue) as TFunction;
  };
  return Object.create(page, {
    t: { get: () => saying(page.t) },
    getFixedT: { value: (...of: Parameters<I18n['getFixedT']>) => saying(page.getFixedT(...of)) },
  }) as I18n;
}

/** Within it tasks are called as in the race that is shown: by the columns of its table, whatever run is open. */
export function RaceWords({ children }: { children: ReactNode }) {
  const base = useShownRace()?.spec.base;
  const words = useMemo(() => {
    const named = base ? tasksOf(base).flatMap(({ task, log }) => (log ? [[`task.${task}`, log.name]] : [])) : [];
    return named.length > 0 ? renamed(getI18n(), Object.fromEntries(named) as Record<string, string>) : getI18n();
  }, [base]);
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>;
}

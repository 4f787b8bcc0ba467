/**
 * What tasks are called. The catalogue has the words of the synthetic platform, `task.click` and so on; where a run on a table is shown, the
 * same keys give the names of its columns, as they stand. So every sentence and every picture names what is there, without a word of its own.
 */
import type { TFunction, i18n as I18n } from 'i18next';
import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { getI18n, I18nextProvider } from 'react-i18next';
import { isSynthetic, shapeOf, tasksOf, type RunTask, type SourceSpec } from '../run/source.ts';
import type { LogShape } from '../tabular/types.ts';
import { DEVICES, TASK_GROUPS } from '../world/spec.ts';
import { useSource } from './tasks.ts';

/** Keys of the catalogue that a table has words of its own for; none for the synthetic platform. */
export function ownWords(tasks: readonly RunTask[]): Record<string, string> {
  const named = tasks.flatMap(({ task, group, log }) => (log ? [{ task, group, name: log.name }] : []));
  const words: Record<string, string> = {};
  if (named.length === 0) return words;
  for (const { task, name } of named) words[`task.${task}`] = name;
  // A table's groups have no meaning to be named by: they are called by what is in them.
  TASK_GROUPS.forEach((group, g) => {
    words[`group.${group}`] = named.flatMap((one) => (one.group === g ? [one.name] : [])).join(' + ');
  });
  return words;
}

/** The same words but for those that a table has itself, and for sentences of which the catalogue has another for tables: `<key>_table`. */
export function withOwnWords(catalogue: TFunction, own: Record<string, string>): TFunction {
  const say = (key: string, values?: Record<string, unknown>): string =>
    own[key] ?? catalogue(key, { ...values, context: 'table' });
  return Object.assign(say, catalogue) as TFunction;
}

/** What the devices of a table are called, as they stand; one without a name of its own is all others. */
export function deviceWords(shape: LogShape | null, t: TFunction): Record<string, string> {
  if (!shape?.devices) return {};
  return Object.fromEntries(
    DEVICES.map((device, d) => [`device.${device}`, shape.deviceNames?.[d] ?? t('otherDevices')]),
  );
}

/** An instance of i18next that shares everything with the page's own but the names of the tasks, and of a table's devices. */
function renamed(page: I18n, source: SourceSpec): I18n {
  const words = ownWords(tasksOf({ source }));
  const shape = shapeOf({ source });
  const own = (catalogue: TFunction): TFunction =>
    withOwnWords(catalogue, { ...words, ...deviceWords(shape, catalogue) });
  return Object.create(page, {
    t: { get: () => own(page.t) },
    getFixedT: { value: (...of: Parameters<I18n['getFixedT']>) => own(page.getFixedT(...of)) },
  }) as I18n;
}

/**
 * Within it tasks are called as in a run. Other words are drawn in slices: all that says anything is drawn anew, which would hold the page up.
 * @param props.source - of the run; default: of the one that is open
 */
export function TaskWords({ source, children }: { source?: SourceSpec; children: ReactNode }) {
  const open = useDeferredValue(useSource());
  const of = source ?? open;
  const words = useMemo(() => (isSynthetic({ source: of }) ? getI18n() : renamed(getI18n(), of)), [of]);
  return <I18nextProvider i18n={words}>{children}</I18nextProvider>;
}

/** Within it tasks are called as those of the synthetic platform: studies of it are shown beside a run on a table. */
export function PlatformWords({ children }: { children: ReactNode }) {
  return <I18nextProvider i18n={getI18n()}>{children}</I18nextProvider>;
}

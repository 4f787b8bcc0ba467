import type { TFunction } from 'i18next';
import { useDeferredValue, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { fieldOf, getField, sameValue, type Field } from '../../../run/fields.ts';
import { defaultState, type Chapter } from '../../../run/labState.ts';
import { useLab } from '../../store.ts';
import { useInTurn } from '../../ui/useInTurn.ts';
import { Icon } from '../icons.tsx';
import { PendingBar } from '../PendingBar.tsx';
import { RunLog } from '../RunLog.tsx';
import { Explainer } from './Explainer.tsx';
import { FieldControl } from './FieldControl.tsx';
import { Finder } from './Finder.tsx';
import { Found } from './Found.tsx';
import { useOpened } from './opened.ts';
import { showAll, usePanel } from './panel.ts';
import { GROUPS, handfulOf, ofOtherData, restOf, SETTINGS, STORED_WORDS } from './stages.ts';
import styles from './controls.module.css';

const standard = defaultState();

/**
 * What can be set, in three stages: what the chapter is about, everything else on demand, anything by search.
 * @param onFold - absent where the panel is closed in another way
 */
export function Controls({ onFold }: { onFold?: () => void }) {
  const query = usePanel((panel) => panel.query);
  // What is typed is seen at once, what is found by it as soon as it can be.
  const asked = useDeferredValue(query);
  // A chapter that is opened comes before its settings.
  const chapter = useDeferredValue(useLab(({ state }) => state.view.chapter));
  const list = useRef<HTMLDivElement>(null);
  return (
    <div className="controls">
      <Finder list={list} listed={asked} onFold={onFold} />
      <div ref={list} className="controls-scroll">
        <RunLog />
        <Found query={asked} />
        {asked.trim() === '' && <Stages key={chapter} chapter={chapter} />}
      </div>
      <div className={styles.controlsFoot}>
        <PendingBar />
        <Explainer />
      </div>
    </div>
  );
}

/** A chapter's handful, then all the rest on demand. */
function Stages({ chapter }: { chapter: Chapter }) {
  const { t } = useTranslation();
  const all = usePanel((panel) => panel.all);
  const lesson = useOpened((opened) => opened.paths);
  const handful = useMemo(() => lesson?.map(fieldOf) ?? handfulOf(chapter), [lesson, chapter]);
  const other = useOtherData();
  const changed = useChanged(handful).filter((field) => !other.includes(field));
  const first = handful.filter((field) => !other.includes(field));
  const id = useId();
  return (
    <>
      <Settings
        title={t(lesson ? 'hint.panel.lesson' : 'hint.panel.first')}
        fields={first}
        note={first.length > 0 ? storedNote(t, chapter) : undefined}
      >
        {lesson?.length === 0 && <p className={styles.found}>{t('hint.panel.noneYet')}</p>}
        {first.length < handful.length && (
          <p className={styles.found}>{t('hint.panel.apart', { count: handful.length - first.length })}</p>
        )}
      </Settings>
      {!all && !lesson && changed.length > 0 && <Changed fields={changed} />}
      <button
        type="button"
        className={styles.all}
        aria-expanded={all}
        aria-controls={id}
        onClick={() => {
          showAll(!all);
        }}
      >
        {t('hint.panel.all')}
        <Icon name="chevron" />
      </button>
      <div id={id} hidden={!all}>
        {all && <Rest handful={handful} other={other} />}
      </div>
    </>
  );
}

/** Settings that a preset, a file or a link has set: dozens may come at once, and the run before them. */
function Changed({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation();
  const made = useInTurn(fields.length, AT_A_TIME, 0);
  return made > 0 && <Settings title={t('hint.panel.changed')} fields={fields.slice(0, made)} />;
}

/** A control takes about 3 ms to be made while a run trains. */
const AT_A_TIME = 5;

/** All other settings by groups. They are many: the button is answered before they are there. */
function Rest({ handful, other }: { handful: readonly Field[]; other: readonly Field[] }) {
  const { t } = useTranslation();
  const rest = GROUPS.map((group) => ({ group, fields: restOf(group, [...handful, ...other]) }));
  const before = (group: number): number => rest.slice(0, group).reduce((sum, { fields }) => sum + fields.length, 0);
  const made = useInTurn(before(rest.length), AT_A_TIME, 1);
  const groups = rest.map(
    ({ group, fields }, i) =>
      made > before(i) && (
        <details key={group} className={styles.group} open>
          <summary>
            <h3>{t(`shell.controls.group.${group}`)}</h3>
          </summary>
          {fields.slice(0, made - before(i)).map((field) => (
            <FieldControl key={field.path} field={field} />
          ))}
        </details>
      ),
  );
  return (
    <>
      {groups}
      <OtherData fields={other} />
    </>
  );
}

/** The settings of other data than those of the run. */
function useOtherData(): readonly Field[] {
  const source = useLab(({ state }) => state.run.source);
  return useMemo(() => ofOtherData({ source }), [source]);
}

/** What the settings that stand apart belong to, by what the run is trained on. */
const BELONGS = { synthetic: 'sample', census: 'platform', own: 'both' } as const;

/** Settings that do nothing for these data, folded away; made when they are asked for. */
function OtherData({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { name } = useLab(({ state }) => state.run.source);
  return (
    <details
      className={styles.group}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <h3>{t(`hint.panel.other.${BELONGS[name]}.title`)}</h3>
      </summary>
      <p className={styles.found}>{t(`hint.panel.other.${BELONGS[name]}.words`, { count: fields.length })}</p>
      {open && fields.map((field) => <FieldControl key={field.path} field={field} />)}
    </details>
  );
}

/** What the settings do not change in a chapter, said once; nothing where they change all of it. */
function storedNote(t: TFunction, chapter: Chapter): string | undefined {
  const words = STORED_WORDS[chapter];
  return words && t(`hint.panel.${words}`, { field: t('field.run.threshold.label') });
}

interface SettingsProps {
  title: string;
  fields: readonly Field[];
  /** Between the title and the fields. */
  note?: string;
  children?: ReactNode;
}

function Settings({ title, fields, note, children }: SettingsProps) {
  return (
    <section className={styles.group} aria-label={title}>
      <h3>{title}</h3>
      {note && <p className={styles.found}>{note}</p>}
      {fields.map((field) => (
        <FieldControl key={field.path} field={field} />
      ))}
      {children}
    </section>
  );
}

/**
 * Settings beyond the handful that differ from the usual: a link or a preset may have set what the reader would not look for. One that is put back
 * stays as long as the chapter does, or it would go away under the finger. Seeds differ with every "New seeds", and say nothing.
 */
function useChanged(handful: readonly Field[]): readonly Field[] {
  const [shown, setShown] = useState<readonly string[]>([]);
  const changed = useLab(
    useShallow(({ state }) =>
      SETTINGS.filter((field) => field.group !== 'seeds' && !handful.includes(field))
        .filter((field) => !sameValue(getField(state, field), getField(standard, field)))
        .map(({ path }) => path),
    ),
  );
  const fresh = changed.filter((path) => !shown.includes(path));
  if (fresh.length > 0) setShown([...shown, ...fresh]);
  return SETTINGS.filter(({ path }) => shown.includes(path) || fresh.includes(path));
}

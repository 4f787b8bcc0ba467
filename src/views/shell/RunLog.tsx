import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../run/fields.ts';
import { useWishes } from '../client.ts';
import { forgetChanges, redo, undo } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { repeatsAll } from '../pending.ts';
import { feed, useLab } from '../store.ts';
import { useUndo, type Deed } from '../undo.ts';
import { useFieldWords } from './fieldWords.ts';
import { Icon } from './icons.tsx';
import controls from './controls/controls.module.css';

/** What was done to the run: to be taken back, and what was changed while it trained. */
export function RunLog() {
  return (
    <div className={controls.runLog}>
      <UndoButtons />
      <Changes />
    </div>
  );
}

function useDeedWords(): (deed: Deed) => string {
  const { t } = useTranslation();
  const words = useFieldWords();
  return (deed) => ('field' in deed ? words.named(fieldOf(deed.field)) : t(`shell.undo.did.${deed.did}`));
}

function UndoButtons() {
  const { t } = useTranslation();
  const words = useDeedWords();
  const { done, undone } = useUndo();
  const last = done.at(-1);
  const next = undone.at(-1);
  const back = last ? t('shell.undo.undo', { what: words(last.deed) }) : t('shell.undo.nothing');
  const again = next ? t('shell.undo.redo', { what: words(next.deed) }) : t('shell.undo.nothingAgain');
  return (
    <div className={controls.undo} role="group" aria-label={t('shell.undo.name')}>
      <button type="button" className="button small" title={back} aria-label={back} disabled={!last} onClick={undo}>
        <Icon name="undo" />
        <span className={controls.undoWhat}>{last ? words(last.deed) : t('shell.undo.short')}</span>
      </button>
      <button
        type="button"
        className="button small square"
        title={again}
        aria-label={again}
        disabled={!next}
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
    </div>
  );
}

/** The run's timeline: it is replayed by a reset and by a link. */
function Changes() {
  const { t } = useTranslation();
  const words = useFieldWords();
  const numbers = useNumberWords();
  const timeline = useLab((lab) => lab.course?.timeline);
  const state = useLab((lab) => lab.state);
  const trained = useWishes((wishes) => wishes.trained);
  if (!timeline || timeline.length === 0) return null;
  return (
    <section className={controls.changes} aria-label={t('shell.changes.title')}>
      <p className={controls.changesTitle}>{t('shell.changes.title')}</p>
      <ul>
        {timeline.map(({ step, path, value }) => {
          const field = fieldOf(path);
          return (
            <li key={`${String(step)} ${path}`}>
              {t('shell.changes.entry', {
                field: words.named(field),
                value: words.value(field, value),
                step: numbers.plain(step),
              })}
            </li>
          );
        })}
      </ul>
      <p className={controls.changesHint}>
        {t(repeatsAll(state, trained, feed.frame?.step ?? 0) ? 'shell.changes.hint' : 'shell.changes.hintReplaced')}
      </p>
      <button type="button" className="button small" onClick={forgetChanges}>
        {t('shell.changes.forget')}
      </button>
    </section>
  );
}

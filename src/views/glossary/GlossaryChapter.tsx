import { useCallback, useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../i18n/index.ts';
import { focusOnceShown } from '../focus.ts';
import { Lead } from '../lead/Lead.tsx';
import { NARROW, useMedia } from '../shell/useMedia.ts';
import { Entry } from '../terms/Entry.tsx';
import { Seen } from '../terms/Meaning.tsx';
import { useTermNames } from '../terms/names.ts';
import { isTerm, TERM_GROUPS, TERM_IDS, TERMS, type TermId } from '../terms/terms.ts';
import { InTurn } from '../ui/InTurn.tsx';
import panel from '../ui/panel.module.css';
import { find } from '../search.ts';
import styles from './glossary.module.css';

/** The term that the address names. */
function termOfAddress(): TermId | null {
  const name = location.hash.slice(1);
  return isTerm(name) ? name : null;
}

/** The terms that have what is asked for in any language; all where nothing is. */
function useTermsFound(asked: string): readonly TermId[] {
  const { t } = useTranslation();
  return useMemo(() => {
    if (asked.trim() === '') return TERM_IDS;
    const things = TERM_IDS.map((id) => ({
      id,
      names: LANGUAGES.map((lng) => t(`glossary.term.${id}.name`, { lng })),
      sentences: LANGUAGES.map((lng) => t(`glossary.term.${id}.text`, { lng })),
    }));
    return find(things, asked).map(({ id }) => id);
  }, [asked, t]);
}

/** Every term of the page in one sentence. */
export function GlossaryChapter() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(termOfAddress);
  const folds = useFolds();
  const { forget } = folds;
  useEffect(() => {
    const follow = (): void => {
      setAsked('');
      forget();
      setAt(termOfAddress());
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, [forget]);
  const found = useTermsFound(asked);
  const groups = TERM_GROUPS.map((group) => ({ group, terms: found.filter((id) => TERMS[id].group === group) }));
  return (
    <div className={panel.chapter}>
      <Lead chapter="glossary" text={t('lead.glossary.text')} />
      <Search
        asked={asked}
        onAsk={(words) => {
          setAsked(words);
          forget();
          if (at === null) return;
          // Who searches has left the term that the address named.
          history.replaceState(history.state, '', location.pathname + location.search);
          setAt(null);
        }}
        count={found.length}
      />
      <InTurn>
        {groups.map(
          ({ group, terms }) =>
            terms.length > 0 && (
              <Group
                key={group}
                name={t(`glossary.group.${group}`)}
                count={terms.length}
                open={folds.isOpen(group, asked.trim() !== '' || (at !== null && terms.includes(at)))}
                onFold={(open) => {
                  folds.fold(group, open);
                }}
              >
                {terms.map((id) => (
                  <Shown
                    key={id}
                    id={id}
                    here={id === at}
                    onChoose={() => {
                      // Not as a link does: to the browser that would be another place, whose run is not known.
                      history.replaceState(history.state, '', `#${id}`);
                      setAt(id);
                    }}
                  />
                ))}
              </Group>
            ),
        )}
      </InTurn>
    </div>
  );
}

type TermGroup = (typeof TERM_GROUPS)[number];

/** Which groups are unfolded: on a narrow page none before the reader asks, or a hundred terms would be one long list. */
function useFolds() {
  const narrow = useMedia(NARROW);
  const [chosen, setChosen] = useState<Partial<Record<TermGroup, boolean>>>({});
  return {
    /** @param asked - what the reader is looking for is in it */
    isOpen: (group: TermGroup, asked: boolean): boolean => chosen[group] ?? (asked || !narrow),
    fold: (group: TermGroup, open: boolean): void => {
      setChosen({ ...chosen, [group]: open });
    },
    /** Something else is looked for. */
    forget: useCallback(() => {
      setChosen({});
    }, []),
  };
}

interface GroupProps {
  name: string;
  count: number;
  open: boolean;
  onFold: (open: boolean) => void;
  children: ReactNode;
}

/** The terms of one subject. */
function Group({ name, count, open, onFold, children }: GroupProps) {
  const { t } = useTranslation();
  return (
    <section className={panel.panel} aria-label={name}>
      <details className={styles.group} open={open}>
        <summary
          onClick={(event) => {
            event.preventDefault(); // whether it is open is React's to say
            onFold(!open);
          }}
        >
          <h2>{name}</h2>
          <span>{t('glossary.count', { count })}</span>
        </summary>
        <div className={styles.terms}>{children}</div>
      </details>
    </section>
  );
}

function Search({ asked, onAsk, count }: { asked: string; onAsk: (words: string) => void; count: number }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label htmlFor={id}>{t('glossary.search')}</label>
      <input
        id={id}
        type="search"
        value={asked}
        placeholder={t('glossary.hint')}
        onChange={(event) => {
          onAsk(event.target.value);
        }}
      />
      <span role="status">{count > 0 ? t('glossary.count', { count }) : t('glossary.none')}</span>
      {count === 0 && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onAsk('');
            document.getElementById(id)?.focus();
          }}
        >
          {t('glossary.all')}
        </button>
      )}
    </form>
  );
}

/** One term. @param here - the address names it: it comes into sight, and whoever listens hears it */
function Shown({ id, here, onChoose }: { id: TermId; here: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const names = useTermNames();
  const [article, setArticle] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!here || !article) return;
    let wanted = true;
    focusOnceShown(
      () => article,
      () => wanted,
      'center',
    );
    return () => {
      wanted = false;
    };
  }, [here, article]);
  return (
    <article
      ref={setArticle}
      id={id}
      tabIndex={-1}
      className={styles.term}
      aria-label={names(id)}
      data-here={here || undefined}
    >
      <h3>
        <a
          href={`#${id}`}
          title={t('glossary.link', { term: names(id) })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into another tab
            event.preventDefault();
            onChoose();
          }}
        >
          {names(id)}
        </a>
      </h3>
      <Entry id={id} />
      <Seen id={id} />
    </article>
  );
}

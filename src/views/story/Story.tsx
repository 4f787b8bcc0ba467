import { useId, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '../../session/protocol.ts';
import { isOpeningRun } from '../control.ts';
import { goToCard } from '../goToCard.ts';
import { useFrame } from '../charts/shown.ts';
import { useSay } from '../say.ts';
import { feed, useLab } from '../store.ts';
import { useCard } from '../ui/useCard.ts';
import { useApart } from '../useTrained.ts';
import { isTold, type Results } from './facts.ts';
import { NextStep } from './NextStep.tsx';
import { Simpler } from './Simpler.tsx';
import { resultsOf } from './results.ts';
import { storyWords, type StoryWords } from './words.ts';
import styles from './story.module.css';

/** What happened in the run, once it has ended or stands still: a headline in a strip that has its room from the beginning, and the rest on demand. */
export function Story() {
  const say = useSay();
  const { t } = say;
  const results = useResults();
  const [open, setOpen] = useState(false);
  const id = useId();
  const card = useCard('story');
  const words = results && storyWords(say, results);
  // What unfolds by itself when the next run ends would push the pictures.
  const told = words !== null;
  if (!told && open) setOpen(false);
  const unfolded = open && told;
  return (
    <section className={styles.story} aria-label={t('story.name')} {...card} data-unfolded={unfolded || undefined}>
      <div className={styles.strip}>
        <p className={styles.headline} data-waits={!words || undefined}>
          {words?.headline ?? t('story.waits')}
        </p>
        <button
          type="button"
          className={styles.more}
          aria-expanded={unfolded}
          aria-controls={unfolded ? id : undefined}
          hidden={!words}
          onClick={() => {
            setOpen(!unfolded);
          }}
        >
          {t(unfolded ? 'story.fold' : 'story.read')}
        </button>
      </div>
      {unfolded && <Told id={id} words={words} results={results} />}
    </section>
  );
}

/** The sentences, each with the way to its picture, and where to go next. */
function Told({ id, words, results }: { id: string; words: StoryWords; results: Results | null }) {
  const { t } = useTranslation();
  const { told, caution, next, nextText } = words;
  return (
    <div id={id}>
      <ul className={styles.told}>
        {told.map(({ text, card }) => (
          <li key={card}>
            <span>{text}</span>
            <button
              type="button"
              className={styles.more}
              onClick={() => {
                goToCard(card === 'card-settings' ? 'polarization' : 'train', card);
              }}
            >
              {t(`story.see.${card}`)}
            </button>
          </li>
        ))}
      </ul>
      {caution && <p className={styles.caution}>{caution}</p>}
      <NextStep next={next} text={nextText} />
      {results && <Simpler results={results} />}
    </div>
  );
}

const subscribe = (changed: () => void): (() => void) => feed.subscribe(changed);

/** {@link resultsOf} what is on the page. Renders anew when the run stands still, not while it trains. */
function useResults(): Results | null {
  const { frame } = useFrame();
  const status = useLab((lab) => lab.status);
  const opened = useLab((lab) => lab.opened);
  const course = useLab((lab) => lab.course);
  const threshold = useLab((lab) => lab.state.run.threshold);
  const apart = useApart();
  // Not in the store's selector, which is asked at everything that changes in it.
  const opening = useMemo(() => course !== null && isOpeningRun(course), [course]);
  const now = useSyncExternalStore(subscribe, (): Frame | null => {
    const newest = frame();
    return newest && isTold(status, newest.step, newest.steps) ? newest : null;
  });
  return resultsOf({
    status,
    opened,
    timeline: course?.timeline ?? [],
    threshold,
    apart,
    opening,
    first: feed.history[0],
    now,
  });
}

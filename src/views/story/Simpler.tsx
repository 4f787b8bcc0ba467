import { useTranslation } from 'react-i18next';
import type { RunSpec } from '../../run/runSpec.ts';
import { setView, trainNow } from '../control.ts';
import { useSay } from '../say.ts';
import { useLab } from '../store.ts';
import { stopStudy, useStudies } from '../studies.ts';
import { JobLine } from '../ui/JobLine.tsx';
import type { Results } from './facts.ts';
import { offerOf, SIMPLER, simplerKey, simplerRun, type SimplerLosses } from './simpler.ts';
import { trainSimpler, useSimplerRuns } from './simplerRuns.ts';
import { simplerQuestion, simplerWords, type SimplerWords } from './simplerWords.ts';
import styles from './story.module.css';

/** The answer with the most words: where it comes to stand, there is room for it from the beginning. */
const longest = ([click, watch, like, rating]: readonly number[]): SimplerLosses => ({
  omoe: [click / 2, 2 * watch, like, rating],
  'shared-bottom': [click, watch / 2, like / 2, 2 * rating],
});

/** Whether a simpler model does as well on this run: asked here, found out by training, and led on from. */
export function Simpler({ results }: { results: Results }) {
  const say = useSay();
  const { t } = say;
  const run = useLab((lab) => lab.opened?.run);
  const key = run && simplerKey(run);
  const losses = useSimplerRuns(({ known }) => (key === undefined ? undefined : known.get(key)));
  const offer = offerOf(results);
  if (!run || offer === 'none') return null;
  const own = results.arms[0].loss;
  return (
    <section className={styles.simpler} aria-label={t('story.simpler.title')}>
      {offer === 'ask' && (
        <div className={styles.room} aria-hidden inert>
          <Found run={run} words={simplerWords(say, run, own, longest(own))} />
        </div>
      )}
      <div>
        {offer === 'changed' ? (
          <>
            <p className={styles.asked}>{t('story.simpler.title')}</p>
            <p>{t('story.simpler.changed', { count: results.changesOfA })}</p>
          </>
        ) : losses ? (
          <Found run={run} words={simplerWords(say, run, own, losses)} />
        ) : (
          <Ask run={run} />
        )}
      </div>
    </section>
  );
}

/** What would be trained, the way to begin it, and how far it is. */
function Ask({ run }: { run: RunSpec }) {
  const say = useSay();
  const { t } = say;
  const mine = useSimplerRuns(({ asked }) => asked === simplerKey(run));
  const running = useStudies((studies) => studies.running === 'simpler') && mine;
  return (
    <>
      <p className={styles.asked}>{t('story.simpler.title')}</p>
      <p>{simplerQuestion(say, run)}</p>
      <p className={styles.ways}>
        <button
          type="button"
          className="button small"
          onClick={(event) => {
            // The second click of a double click neither stops nor starts.
            if (event.detail > 1) return;
            if (running) stopStudy('simpler');
            else trainSimpler(run);
          }}
        >
          {t(running ? 'story.simpler.stop' : 'story.simpler.start')}
        </button>
        {mine && <JobLine owner="simpler" kept={0} />}
      </p>
    </>
  );
}

/** What came of it, and where to go from there. */
function Found({ run, words }: { run: RunSpec; words: SimplerWords }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.asked}>{words.verdict}</p>
      <p className={styles.measure}>{words.measure}</p>
      <ul className={styles.simplerFacts}>
        {words.facts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p className={styles.ways}>
        <span>{t('story.simpler.many')}</span>
        <button
          type="button"
          className="button small"
          onClick={() => {
            setView({ chapter: 'compare' });
          }}
        >
          {t('story.next.compare.go')}
        </button>
        {SIMPLER.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button small"
            onClick={() => {
              trainNow(simplerRun(run, kind), { chapter: 'train', arm: 0 });
            }}
          >
            {t(`story.simpler.open.${kind}`)}
          </button>
        ))}
      </p>
    </>
  );
}

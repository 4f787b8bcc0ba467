import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { pause, useWishes } from '../client.ts';
import { useFocusGoesOn } from '../focus.ts';
import { useNumberWords } from '../format.ts';
import { usePageView } from '../pageView.ts';
import { feed, useFrames } from '../store.ts';
import shell from './shell.module.css';

/** A link, or a reader who came back, asked for a trained run: it is being trained there at full speed, and may be stopped on the way. */
export function CatchUp() {
  const until = useWishes((state) => state.until);
  return until > 0 ? <Line until={until} /> : null;
}

function Line({ until }: { until: number }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const inLesson = usePageView((page) => page.lesson !== null);
  const box = useRef<HTMLElement>(null);
  const bar = useRef<HTMLProgressElement>(null);
  useFocusGoesOn(box);
  useFrames(() => {
    if (bar.current) bar.current.value = Math.min(until, feed.frame?.step ?? 0);
  });
  return (
    <section ref={box} className={shell.catchUp} aria-label={t('shell.catchUp.name')}>
      <p>{t(inLesson ? 'shell.catchUp.lesson' : 'shell.catchUp.words', { step: numbers.plain(until) })}</p>
      <progress ref={bar} max={until} value={0} aria-label={t('shell.catchUp.name')} />
      <button type="button" className="button small" onClick={pause}>
        {t('shell.catchUp.skip')}
      </button>
    </section>
  );
}

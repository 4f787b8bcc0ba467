import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../charts/live.ts';
import { ArmSwitch } from '../charts/switches.tsx';
import { useNumberWords } from '../format.ts';
import { feed, useLab } from '../store.ts';
import { scrubTo, shownStep, useShownStep, viewed } from './scrub.ts';
import styles from './gates.module.css';

/** Back to any step that was measured; at the right end it follows the training. */
export function Scrubber() {
  const { t } = useTranslation();
  const words = useNumberWords();
  const slider = useRef<HTMLInputElement>(null);
  const output = useRef<HTMLOutputElement>(null);
  const shownNow = useShownStep();
  const opened = useLab((lab) => lab.opened);
  useLive(() => {
    const input = slider.current;
    const shown = viewed();
    if (!input || !output.current || !shown) return;
    const last = Math.max(0, feed.history.length - 1);
    input.max = String(last);
    const at = feed.history.findIndex(({ step }) => step >= shown.step);
    const value = shownStep() === null || at < 0 ? last : at;
    if (Number(input.value) !== value) input.value = String(value);
    const text = t('gates.scrub.step', { step: words.fixed(shown.step), last: words.fixed(feed.frame?.step ?? 0) });
    input.setAttribute('aria-valuetext', text);
    output.current.textContent = text;
  });
  if (!opened) return null;
  return (
    <div className={styles.bar}>
      <ArmSwitch at={shownNow} />
      <label className={styles.scrub}>
        <span>{t('gates.scrub.label')}</span>
        <input
          ref={slider}
          type="range"
          min={0}
          step={1}
          defaultValue={0}
          onChange={(event) => {
            const at = Number(event.target.value);
            scrubTo(feed.history[at]?.step ?? null);
          }}
        />
      </label>
      <output ref={output} aria-live="off" />
      <button
        type="button"
        className="button small"
        disabled={shownNow === null}
        onClick={() => {
          scrubTo(null);
        }}
      >
        {t('gates.scrub.live')}
      </button>
    </div>
  );
}

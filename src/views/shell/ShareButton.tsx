import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLink } from '../address.ts';
import { useNumberWords } from '../format.ts';
import { stepNow } from '../store.ts';
import { Icon } from './icons.tsx';
import { LateByHand, LateFileInput, LateShare, LateWays } from './Late.tsx';
import { Popup } from './Popup.tsx';
import shell from './shell.module.css';

const SAY_SO_MS = 2500;

type Copied = { step: number } | { link: string } | null;

/** Copies the link to this run as it is now, and says so; where the browser refuses, the link is there to be copied by hand. */
export function ShareButton() {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const [result, setResult] = useState<Copied>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (result === null || 'link' in result) return;
    const timer = setTimeout(() => {
      setResult(null);
    }, SAY_SO_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [result]);
  const copy = async (step: number): Promise<void> => {
    const link = currentLink(step);
    try {
      await navigator.clipboard.writeText(link);
      setResult({ step });
    } catch {
      setResult({ link });
    }
  };
  const said =
    result === null || 'link' in result
      ? ''
      : result.step > 0
        ? t('shell.bar.copiedAt', { step: numbers.plain(result.step) })
        : t('shell.bar.copied');
  return (
    <div className={`${shell.popup} ${shell.share} ${shell.split}`}>
      <button
        type="button"
        className="button"
        title={t('shell.bar.shareHint')}
        onClick={() => {
          void copy(stepNow());
        }}
      >
        <Icon name="share" />
        <span className={shell.barWord}>{t('shell.bar.share')}</span>
      </button>
      <Popup
        className={`button ${shell.splitMore}`}
        align="right"
        label={t('shell.bar.moreSharing')}
        face={<Icon name="chevron" />}
      >
        <LateWays copy={copy} choose={() => input.current?.click()} />
      </Popup>
      <LateFileInput input={input} />
      <LateShare />
      <span role="status" className={said ? shell.shareCopied : 'hidden-words'}>
        {said}
      </span>
      {result !== null && 'link' in result && (
        <LateByHand
          link={result.link}
          close={() => {
            setResult(null);
          }}
        />
      )}
    </div>
  );
}

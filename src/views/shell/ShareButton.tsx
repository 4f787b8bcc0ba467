import { useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLink } from '../address.ts';
import { saveRun } from '../client.ts';
import { loadRun } from '../control.ts';
import { useNumberWords } from '../format.ts';
import { notify } from '../notices.ts';
import { readRunFile } from '../readRunFile.ts';
import { feed } from '../store.ts';
import { download } from '../ui/download.ts';
import { Icon } from './icons.tsx';
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
        <Links copy={copy} />
        <RunFiles choose={() => input.current?.click()} />
      </Popup>
      <FileInput input={input} />
      <span role="status" className={said ? shell.shareCopied : 'hidden-words'}>
        {said}
      </span>
      {result !== null && 'link' in result && (
        <ByHand
          link={result.link}
          close={() => {
            setResult(null);
          }}
        />
      )}
    </div>
  );
}

const stepNow = (): number => feed.frame?.step ?? 0;

/** The two links to a run. Looked at when the panel opens: the step does not run on under the reader's finger. */
function Links({ copy }: { copy: (step: number) => Promise<void> }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const [step] = useState(stepNow);
  const item = (words: string, at: number) => (
    <button
      type="button"
      className="popup-item"
      onClick={() => {
        void copy(at);
      }}
    >
      {words}
    </button>
  );
  return (
    <>
      {step > 0 && item(t('shell.bar.copyAt', { step: numbers.plain(step) }), step)}
      {item(t('shell.bar.copyStart'), 0)}
    </>
  );
}

function ByHand({ link, close }: { link: string; close: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={shell.shareLink}>
      <label>
        {t('shell.bar.copyBy')}
        <input
          type="text"
          readOnly
          autoFocus
          value={link}
          onFocus={(event) => {
            event.target.select();
          }}
          onBlur={close}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
          }}
        />
      </label>
    </div>
  );
}

/** Takes the run away as a file. */
async function takeAway(): Promise<void> {
  try {
    const run = await saveRun();
    download(`mmoe-lab-step-${feed.frame?.step ?? 0}.mmoe`, 'application/octet-stream', run);
  } catch (error) {
    notify('error', 'errors.save', { message: error instanceof Error ? error.message : String(error) }, 'run');
  }
}

/** Saving the run to a file and opening one. @param choose - lets the reader choose a file */
function RunFiles({ choose }: { choose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <button
        type="button"
        className="popup-item"
        onClick={() => {
          void takeAway();
        }}
      >
        {t('shell.bar.save')}
      </button>
      <button type="button" className="popup-item" onClick={choose}>
        {t('shell.bar.load')}
      </button>
    </>
  );
}

/** Outlives the panel that it is opened from. */
function FileInput({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  return (
    <input
      ref={input}
      type="file"
      hidden
      accept=".mmoe"
      aria-label={t('shell.bar.load')}
      onChange={(event) => {
        const [file] = Array.from(event.target.files ?? []);
        event.target.value = ''; // the same file may be opened again
        if (file) void readRunFile(file).then((bytes) => bytes && loadRun(bytes));
      }}
    />
  );
}

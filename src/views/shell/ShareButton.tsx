import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLink } from '../address.ts';
import { saveRun } from '../client.ts';
import { loadRun } from '../control.ts';
import { notify } from '../notices.ts';
import { readRunFile } from '../readRunFile.ts';
import { feed } from '../store.ts';
import { Icon } from './icons.tsx';
import { Popup } from './Popup.tsx';

const SAY_SO_MS = 2500;

/** Copies the link to this run and says so; where the browser refuses, the link is there to be copied by hand. */
export function ShareButton() {
  const { t } = useTranslation();
  const [result, setResult] = useState<'copied' | { link: string } | null>(null);
  useEffect(() => {
    if (result !== 'copied') return;
    const timer = setTimeout(() => {
      setResult(null);
    }, SAY_SO_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [result]);
  const copy = async (): Promise<void> => {
    const link = currentLink();
    try {
      await navigator.clipboard.writeText(link);
      setResult('copied');
    } catch {
      setResult({ link });
    }
  };
  return (
    <div className="popup share split">
      <button
        type="button"
        className="button"
        title={t('shell.bar.shareHint')}
        onClick={() => {
          void copy();
        }}
      >
        <Icon name="share" />
        <span className="bar-word">{t('shell.bar.share')}</span>
      </button>
      <RunFiles />
      <span role="status" className={result === 'copied' ? 'share-copied' : 'hidden-words'}>
        {result === 'copied' ? t('shell.bar.copied') : ''}
      </span>
      {result !== null && result !== 'copied' && (
        <div className="popup-panel popup-right share-link">
          <label>
            {t('shell.bar.copyBy')}
            <input
              type="text"
              readOnly
              autoFocus
              value={result.link}
              onFocus={(event) => {
                event.target.select();
              }}
              onBlur={() => {
                setResult(null);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setResult(null);
              }}
            />
          </label>
        </div>
      )}
    </div>
  );
}

/** Takes the run away as a file. */
async function download(): Promise<void> {
  try {
    const url = URL.createObjectURL(new Blob([await saveRun()], { type: 'application/octet-stream' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `mmoe-lab-step-${feed.frame?.step ?? 0}.mmoe`;
    anchor.click();
    setTimeout(() => {
      URL.revokeObjectURL(url);
    }, 10_000); // the browser is still reading it
  } catch (error) {
    notify('error', 'errors.save', { message: error instanceof Error ? error.message : String(error) });
  }
}

/** Saving the run to a file and opening one. */
function RunFiles() {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Popup
        className="button split-more"
        align="right"
        label={t('shell.bar.moreSharing')}
        face={<Icon name="chevron" />}
      >
        <button
          type="button"
          className="popup-item"
          onClick={() => {
            void download();
          }}
        >
          {t('shell.bar.save')}
        </button>
        <button
          type="button"
          className="popup-item"
          onClick={() => {
            input.current?.click();
          }}
        >
          {t('shell.bar.load')}
        </button>
      </Popup>
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
    </>
  );
}

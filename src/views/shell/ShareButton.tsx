import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLink } from '../address.ts';
import { Icon } from './icons.tsx';

const SAY_SO_MS = 2500;

/** Copies the link to this run and says so; where the browser refuses, the link is there to be copied by hand. */
export function ShareButton() {
  const { t } = useTranslation();
  const [result, setResult] = useState<'copied' | { link: string } | null>(null);
  useEffect(() => {
    if (result !== 'copied') return;
    const timer = setTimeout(() => { setResult(null); }, SAY_SO_MS);
    return () => { clearTimeout(timer); };
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
    <div className="popup share">
      <button type="button" className="button" title={t('shell.bar.shareHint')} onClick={() => { void copy(); }}>
        <Icon name="share" />
        <span className="bar-word">{t('shell.bar.share')}</span>
      </button>
      <span role="status" className={result === 'copied' ? 'share-copied' : 'hidden-words'}>{result === 'copied' ? t('shell.bar.copied') : ''}</span>
      {result !== null && result !== 'copied' && (
        <div className="popup-panel popup-right share-link">
          <label>
            {t('shell.bar.copyBy')}
            <input
              type="text"
              readOnly
              autoFocus
              value={result.link}
              onFocus={(event) => { event.target.select(); }}
              onBlur={() => { setResult(null); }}
              onKeyDown={(event) => { if (event.key === 'Escape') setResult(null); }}
            />
          </label>
        </div>
      )}
    </div>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLink } from '../address.ts';
import { useNumberWords } from '../format.ts';
import { usePageView } from '../pageView.ts';
import { feed } from '../store.ts';
import { isReplaced } from '../version.ts';
import shell from './shell.module.css';

/** What keeps the run for a reload. Fetched soon after the start: where the page has been replaced meanwhile, it would not come any more. */
const keepForReload = async (): Promise<number | null> => {
  try {
    return await (await import('../keep/reload.ts')).keepForReload();
  } catch {
    return null;
  }
};

/** Loads the page anew, where the run is. */
function reloadHere(): void {
  const at = feed.frame?.step ?? 0;
  import('../keep/reload.ts').then(
    ({ reloadThere }) => {
      reloadThere();
    },
    () => {
      location.assign(currentLink(at, undefined, usePageView.getState()));
    },
  );
}

/** What has become of the run, and of the page, that a file of a chapter did not come for. */
interface Found {
  replaced: boolean;
  /** The step at which the run is kept; null: this browser keeps none. */
  kept: number | null;
}

/** In the place of a chapter whose file did not come: what happened, and that the run is not lost. */
export function Missing({ message, onRetry }: { message: string; onRetry: () => void }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let asked = true;
    void Promise.all([isReplaced(), keepForReload()]).then(([replaced, kept]) => {
      if (asked) setFound({ replaced, kept });
    });
    return () => {
      asked = false;
    };
  }, []);
  const step = numbers.plain(found?.kept ?? feed.frame?.step ?? 0);
  return (
    <section className={shell.failure} role="alert">
      <h2>{t('missing.chapter.title')}</h2>
      <p>{t(found?.replaced ? 'missing.chapter.replaced' : 'missing.chapter.todo')}</p>
      {found && step !== '0' && <p>{t(`missing.chapter.${found.kept === null ? 'notKept' : 'kept'}`, { step })}</p>}
      <div className={shell.failureWays}>
        {!found?.replaced && (
          <button type="button" className="button primary" onClick={onRetry}>
            {t('missing.retry')}
          </button>
        )}
        <button type="button" className={`button ${found?.replaced ? 'primary' : ''}`} onClick={reloadHere}>
          {t('missing.chapter.reload')}
        </button>
      </div>
      <details>
        <summary>{t('failed.details')}</summary>
        <pre>{message}</pre>
      </details>
    </section>
  );
}

import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPacked } from '../../run/link.ts';
import { currentLink } from '../address.ts';
import { usePageView } from '../pageView.ts';
import { stepNow } from '../store.ts';
import { download } from '../ui/download.ts';
import { Gap } from '../ui/Gap.tsx';
import { CopyText } from './CopyText.tsx';
import { lessonLink, shortened } from './links.ts';
import { qrOf, type QrCode } from './qr.ts';
import { QrPicture } from './QrPicture.tsx';
import { Start, type Opening } from './Start.tsx';
import panel from '../ui/panel.module.css';
import styles from './share.module.css';

/** Longer links nobody types from a screen. */
const MOST_TO_READ = 120;

/** The shortest link that opens the same; the link itself until that is known. */
function useShort(link: string): string {
  const [short, setShort] = useState({ of: link, link });
  useEffect(() => {
    let open = true;
    shortened(link).then(
      (found) => {
        if (open) setShort({ of: link, link: found });
      },
      // A browser that cannot pack has the long one.
      () => undefined,
    );
    return () => {
      open = false;
    };
  }, [link]);
  return short.of === link ? short.link : link;
}

/** A link for a slide, and its code to scan. */
export function Code() {
  const { t } = useTranslation();
  // As it was when the dialog opened: the code does not change under a camera.
  const [step] = useState(stepNow);
  const [lesson] = useState(() => usePageView.getState().lesson);
  const [opens, setOpens] = useState<Opening>(lesson === null ? 'beginning' : 'lesson');
  const long = useMemo(
    () =>
      opens === 'lesson' && lesson !== null
        ? lessonLink(location, lesson)
        : currentLink(opens === 'trained' ? step : 0),
    [opens, lesson, step],
  );
  const link = useShort(long);
  const code = useMemo(() => qrOf(link), [link]);
  return (
    <div className={styles.codeBody}>
      {code ? (
        <QrPicture code={code} label={t('share.code.alt')} className={styles.qr} />
      ) : (
        <p className={styles.tooLong}>{t('share.code.tooLong', { count: link.length })}</p>
      )}
      <div className={styles.form}>
        <Start step={step} lesson={lesson !== null} value={opens} onChange={setOpens} />
        {link.length <= MOST_TO_READ && <p className={styles.words}>{link}</p>}
        <CopyText label={t('share.code.link')} text={link} rows={2} />
        <p className={panel.ways}>
          {code && <Save code={code} />}
          <Give link={link} />
        </p>
        <p className={panel.note}>
          {t('share.code.length', { count: link.length })}
          {isPacked(new URL(link).search) && !isPacked(new URL(long).search) && (
            <>
              <Gap />
              {t('share.code.packed', { long: long.length })}
            </>
          )}
        </p>
        {code?.fine && <p className={panel.note}>{t('share.code.fine', { size: code.size })}</p>}
        <p className={panel.note}>{t('share.code.honest')}</p>
      </div>
    </div>
  );
}

function Save({ code }: { code: QrCode }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        download('mmoe-lab-link.svg', 'image/svg+xml', code.svg);
      }}
    >
      {t('share.code.save')}
    </button>
  );
}

/** By the device's own ways of sharing, where it has some. */
function Give({ link }: { link: string }) {
  const { t } = useTranslation();
  if (!('share' in navigator)) return null;
  return (
    <button
      type="button"
      className="button"
      onClick={() => {
        // Given up half way, or refused: nothing was shared, and the link is still there.
        navigator.share({ title: t('shell.brand'), url: link }).catch(() => undefined);
      }}
    >
      {t('share.code.give')}
    </button>
  );
}

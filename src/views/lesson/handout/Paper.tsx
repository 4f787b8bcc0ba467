import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../../charts/Drawn.tsx';
import { qrOf } from '../../share/qr.ts';
import { QrPicture } from '../../share/QrPicture.tsx';
import { FRAME_WIDTH, type Drawing } from './frames.ts';
import type { KeptPicture } from './kept.ts';
import type { Sheet, SheetStep } from './sheet.ts';
import lesson from '../lesson.module.css';
import styles from './handout.module.css';

/** A sheet as it is printed. */
export function Paper({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation();
  return (
    <article className={styles.paper} data-kind={sheet.kind}>
      <header className={styles.top}>
        <div>
          <h1>{sheet.title}</h1>
          <p>{sheet.intro}</p>
          <p className={styles.link}>{t('named', { name: t('handout.link'), value: sheet.link })}</p>
        </div>
        <LinkCode link={sheet.link} />
      </header>
      {sheet.kind === 'questions' && (
        <div className={styles.lines} data-beside="">
          <Line name={t('handout.student')} />
          <Line name={t('handout.date')} />
        </div>
      )}
      {sheet.steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </article>
  );
}

/** The link as a code: nobody types it from paper. */
function LinkCode({ link }: { link: string }) {
  const { t } = useTranslation();
  const code = useMemo(() => qrOf(link), [link]);
  return code && <QrPicture code={code} label={t('handout.code')} className={styles.code} />;
}

/** What is written by hand. */
function Line({ name }: { name: string }) {
  return (
    <p className={styles.line}>
      <span>{name}</span>
    </p>
  );
}

function Step({ step }: { step: SheetStep }) {
  const { title, text, pictures, about, question, hint, choices, drawing, told, notes, lines } = step;
  return (
    <section className={styles.step}>
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {question && <h3>{question}</h3>}
      {choices.length > 0 && (
        <ul className={styles.choices}>
          {choices.map((choice) => (
            <li key={choice}>{choice}</li>
          ))}
        </ul>
      )}
      {/* Not before the question: a heading that ends its step would keep the next one on its page. */}
      {notes && <p>{notes}</p>}
      {drawing && <Frame drawing={drawing} label={question} />}
      {hint && <p className={styles.about}>{hint}</p>}
      {told.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {pictures.map((picture) => (
        <Picture key={picture.card} picture={picture} />
      ))}
      {about && <p className={styles.about}>{about}</p>}
      {lines.length > 0 && (
        <div className={styles.lines}>
          {lines.map((name) => (
            <Line key={name} name={name} />
          ))}
        </div>
      )}
    </section>
  );
}

function Frame({ drawing: { height, marks }, label }: { drawing: Drawing; label: string }) {
  const box = `0 0 ${String(FRAME_WIDTH)} ${String(height)}`;
  return (
    <div className={`${lesson.pictures} ${styles.frame}`}>
      <Drawn viewBox={box} role="img" aria-label={label} marks={marks} />
    </div>
  );
}

/** What was on screen. As a file of its own: whatever is in it, it is a picture. */
function Picture({ picture: { title, subtitle, svg, sources } }: { picture: KeptPicture }) {
  return (
    <figure className={styles.picture}>
      <figcaption>
        <b>{title}</b>
        <span>{subtitle}</span>
      </figcaption>
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={title} />
      <p className={styles.about}>{sources.join(' ')}</p>
    </figure>
  );
}

import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import built from 'virtual:built';
import type { Provenance } from '../../study/provenance.ts';
import { Lead } from '../lead/Lead.tsx';
import { Words } from '../terms/Words.tsx';
import { Made } from '../ui/Made.tsx';
import panel from '../ui/panel.module.css';
import { PAPERS, type Paper } from './papers.ts';
import { provenances, type Stored } from './stored.ts';
import styles from './about.module.css';

const SYNTHETIC = ['data', 'models', 'stored', 'paper'] as const;
const CHECKS = ['engines', 'gradients', 'literal', 'interval', 'browser', 'planted'] as const;

/** What this page is, for whom, and how its numbers are checked. */
export function AboutChapter() {
  const { t } = useTranslation();
  return (
    <div className={`${panel.chapter} ${styles.about}`}>
      <Lead chapter="about" text={t('lead.about.text')} />
      <Section name={t('about.what.name')}>
        <p>{t('about.what.text')}</p>
        <p>{t('about.what.whom')}</p>
        <p>{t('about.what.local')}</p>
      </Section>
      <Section name={t('about.papers.name')}>
        {PAPERS.map((paper) => (
          <Cited key={paper.doi} paper={paper} />
        ))}
      </Section>
      <Section name={t('about.synthetic.name')}>
        <dl className={styles.facts}>
          {SYNTHETIC.map((what) => (
            <div key={what}>
              <dt>{t(`about.synthetic.${what}.name`)}</dt>
              <dd>
                <Words text={t(`about.synthetic.${what}.text`)} />
              </dd>
            </div>
          ))}
        </dl>
        <StoredResults />
      </Section>
      <Section name={t('about.checks.name')}>
        <p>{t('about.checks.text')}</p>
        <ul>
          {CHECKS.map((check) => (
            <li key={check}>
              <Words text={t(`about.checks.${check}`)} />
            </li>
          ))}
        </ul>
      </Section>
      <Section name={t('about.licence.name')}>
        <p>{t('about.licence.text')}</p>
        <p className={styles.links}>
          <a href={`${import.meta.env.BASE_URL}licence.txt`}>{t('about.licence.own')}</a>
          <a href={`${import.meta.env.BASE_URL}licences.md`}>{t('about.licence.others')}</a>
        </p>
        <p>{t(built.commit ? 'about.licence.versionOf' : 'about.licence.version', built)}</p>
      </Section>
    </div>
  );
}

function Section({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={panel.panel} aria-label={name}>
      <h2>{name}</h2>
      {children}
    </section>
  );
}

/** A paper, where it is found, and what one puts into a list of references. */
function Cited({ paper: { authors, title, venue, doi, bibtex } }: { paper: Paper }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <article className={styles.paper}>
      <p lang="en">
        <cite>{title}</cite>
        <span className={styles.authors}>{authors}</span>
      </p>
      <p className={styles.links}>
        <a href={`https://doi.org/${doi}`}>{t('about.papers.link', { venue, doi })}</a>
        <button
          type="button"
          className="button small"
          onClick={() => {
            navigator.clipboard.writeText(bibtex).then(
              () => {
                setCopied(true);
              },
              // The words stand below, to be copied by hand.
              () => {
                setCopied(false);
              },
            );
          }}
        >
          {t('about.papers.copy', { venue })}
        </button>
        <span role="status">{copied && t('about.papers.copied')}</span>
      </p>
      <details>
        <summary>{t('about.papers.bibtex', { venue })}</summary>
        <pre lang="en" tabIndex={0} aria-label={t('about.papers.bibtex', { venue })}>
          {bibtex}
        </pre>
      </details>
    </article>
  );
}

/** Which program, at which state, made the results that the page brings along. */
function StoredResults() {
  const { t } = useTranslation();
  const [made, setMade] = useState<(readonly [Stored, Provenance])[] | null>(null);
  useEffect(() => {
    void provenances().then(setMade);
  }, []);
  return (
    <details>
      <summary>{t('about.stored.name')}</summary>
      <dl className={styles.facts}>
        {made?.map(([name, by]) => (
          <div key={name}>
            <dt>{t(`about.stored.${name}`)}</dt>
            <dd>
              <Made by={by} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

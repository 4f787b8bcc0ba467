import { Component, useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failed } from '../../session/protocol.ts';
import { goOnAgain } from '../control.ts';
import { askForOwnFile } from '../source/ownFile.ts';
import { fetchLate } from './Late.tsx';
import { pageFile } from '../pageFile.ts';
import { isEmbedded } from '../pageView.ts';
import { useLab } from '../store.ts';
import shell from './shell.module.css';

/** What each engine runs on, as the reader knows it. */
const RUNS_ON = { fused: 'webgpu', reference: 'wasm', simd: 'wasm', scalar: 'cpu' } as const;

/** Failures that have a better way out than a reload. */
const WITH_A_WAY: readonly string[] = ['own', 'worker', 'run'];

/** Where nothing can go on: what happened and what to do, in words; the technical message below them. */
export function Failure({ code, message, tried }: Omit<Failed, 'code'> & { code: Failed['code'] | 'page' }) {
  const { t, i18n } = useTranslation();
  const name = useLab(({ state }) => state.run.source.own?.name);
  // A worker that says nothing has not begun.
  const details = message || (code === 'worker' ? t('missing.worker') : '');
  const engines = [...new Set(tried?.map((name) => t(`engine.backend.${RUNS_ON[name]}`)))];
  return (
    <section className={shell.failure} role="alert">
      <h2>{t(`failed.${code}.title`)}</h2>
      {engines.length > 0 && (
        <p>{t('failed.tried', { engines: new Intl.ListFormat(i18n.language).format(engines) })}</p>
      )}
      <p>{t(`failed.${code}.todo`)}</p>
      {code === 'own' && name && <p>{t('failed.own.name', { name })}</p>}
      <div className={shell.failureWays}>
        {code === 'own' && !isEmbedded() && <ChooseOwn />}
        {(code === 'worker' || code === 'run') && <Again />}
        <button
          type="button"
          className={`button ${WITH_A_WAY.includes(code) ? '' : 'primary'}`}
          onClick={() => {
            location.reload();
          }}
        >
          {t('failed.reload')}
        </button>
        <a className="button" href={location.pathname}>
          {t('failed.defaults')}
        </a>
      </div>
      {details && (
        <details>
          <summary>{t('failed.details')}</summary>
          <pre>{details}</pre>
        </details>
      )}
    </section>
  );
}

/** Goes on with the run where it was. What was kept of it is read by a part that may be missing: it is trained there again, then. */
function Again() {
  const { t } = useTranslation();
  const again = (): void => {
    import('../keep/again.ts').then(
      ({ goOn }) => goOn(),
      () => {
        goOnAgain(undefined);
      },
    );
  };
  return (
    <button type="button" className="button primary" onClick={again}>
      {t('failed.again')}
    </button>
  );
}

/** The rows of the reader's file are not here: the way to them. */
function ChooseOwn() {
  const { t } = useTranslation();
  const [missing, setMissing] = useState(false);
  // What did not come is asked for again by the next press.
  const prepare = useCallback((): void => {
    pageFile(fetchLate).then(
      () => {
        setMissing(false);
      },
      () => {
        setMissing(true);
      },
    );
  }, []);
  // The dialog comes with the first chapter, of which there may be none yet.
  useEffect(prepare, [prepare]);
  return (
    <>
      <button
        type="button"
        className="button primary"
        onClick={() => {
          prepare();
          askForOwnFile();
        }}
      >
        {t('failed.own.choose')}
      </button>
      {missing && <p className={shell.failureMissing}>{t('failed.own.missing')}</p>}
    </>
  );
}

/** Catches what React throws, so that the page is never blank. The error still reaches the console. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    return this.state.message === null ? this.props.children : <Failure code="page" message={this.state.message} />;
  }
}

import { Component, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failed } from '../../session/protocol.ts';
import { askForOwnFile } from '../source/ownFile.ts';
import { fetchLate } from './Late.tsx';
import { pageFile } from '../pageFile.ts';
import { isEmbedded } from '../pageView.ts';
import { useLab } from '../store.ts';
import shell from './shell.module.css';

/** What each engine runs on, as the reader knows it. */
const RUNS_ON = { fused: 'webgpu', reference: 'wasm', simd: 'wasm', scalar: 'cpu' } as const;

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
        <button
          type="button"
          className={`button ${code === 'own' ? '' : 'primary'}`}
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

/** Fetches the dialog; what did not come is asked for again by the next press. */
function prepare(): void {
  pageFile(fetchLate).catch(() => undefined);
}

/** The rows of the reader's file are not here: the way to them. */
function ChooseOwn() {
  const { t } = useTranslation();
  // The dialog comes with the first chapter, of which there may be none yet.
  useEffect(prepare, []);
  return (
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

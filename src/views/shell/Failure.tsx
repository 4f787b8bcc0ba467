import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const CODES = ['engine', 'world', 'worker', 'page'] as const;

/** Where nothing can go on: what happened and what to do, in words; the technical message below them. */
export function Failure({ code, message }: { code: string; message: string }) {
  const { t } = useTranslation();
  const known = CODES.find((one) => one === code) ?? 'page';
  return (
    <section className="failure" role="alert">
      <h2>{t(`failed.${known}.title`)}</h2>
      <p>{t(`failed.${known}.todo`)}</p>
      <div className="failure-ways">
        <button
          type="button"
          className="button primary"
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
      {message && (
        <details>
          <summary>{t('failed.details')}</summary>
          <pre>{message}</pre>
        </details>
      )}
    </section>
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

import { useTranslation } from 'react-i18next';
import type { Provenance } from '../../study/provenance.ts';
import { Gap } from './Gap.tsx';
import panel from './panel.module.css';

/** Where stored numbers come from, so that anybody can make them again. */
export function Made({ by: { commit, date, engine, backend, adapter, rounding, command } }: { by: Provenance }) {
  const { t } = useTranslation();
  return (
    <>
      {t('made', {
        date,
        commit,
        engine: t(`engine.name.${engine}`),
        adapter: rounding ? t(`engine.with.${rounding}`) : adapter || backend,
      })}
      <Gap />
      <code>{command}</code>
    </>
  );
}

/** One line that says what the numbers are; where they come from is folded below it, out of the way of the picture. */
export function MadeFolded({ words, by }: { words: string; by: Provenance }) {
  const { t } = useTranslation();
  return (
    <details className={panel.progress}>
      <summary>
        {words}
        <Gap />
        <span className={panel.how}>{t('panel.how')}</span>
      </summary>
      <p data-made="">
        <Made by={by} />
      </p>
    </details>
  );
}

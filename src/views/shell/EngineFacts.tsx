import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineInfo } from '../../engine/types.ts';
import { askedBackend, currentLink } from '../address.ts';
import { chooseGraphics, chooseProcessor } from '../engineOffer.ts';
import { useNumberWords } from '../format.ts';
import { useLive } from '../charts/live.ts';
import { feed } from '../store.ts';
import type { Opened } from '../../session/protocol.ts';
import shell from './shell.module.css';

/** What is behind the engine's badge: how fast it is, what a model is for it, and what to do for a faster one. */
export function EngineFacts({ opened: { engine, why, parameters, multiplications } }: { opened: Opened }) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  // What the address does not ask for, the reader does.
  const chosen = why === 'asked' && askedBackend() === undefined;
  const speed = useRef<HTMLElement>(null);
  useLive(() => {
    const rate = feed.frame?.stepsPerSecond ?? 0;
    if (speed.current)
      speed.current.textContent =
        rate > 0 ? t('engine.speedValue', { value: numbers.fixed(rate, rate < 10 ? 1 : 0) }) : t('engine.idle');
  });
  return (
    <div className={shell.facts}>
      <p>{engine.software ? t('engine.software') : t(`engine.explain.${engine.backend}`)}</p>
      {why && <p className={shell.factsTodo}>{t(`engine.why.${chosen ? 'chosen' : why}`)}</p>}
      <OtherEngine engine={engine} chosen={chosen} />
      <dl>
        {engine.adapter && (
          <>
            <dt>{t('engine.adapter')}</dt>
            <dd>{engine.adapter}</dd>
          </>
        )}
        <dt>{t('engine.kernels')}</dt>
        <dd>{t(`engine.name.${engine.engine}`)}</dd>
        {engine.rounding && (
          <>
            <dt>{t('engine.rounding.label')}</dt>
            <dd>{t(`engine.rounding.${engine.rounding}`)}</dd>
          </>
        )}
        <dt>{t('engine.size')}</dt>
        <dd>
          {t('engine.sizeValue', {
            parameters: numbers.plain(parameters),
            multiplications: numbers.plain(multiplications),
          })}
        </dd>
        <dt>{t('engine.speed')}</dt>
        <dd ref={speed}>{t('engine.idle')}</dd>
      </dl>
    </div>
  );
}

/** The way to another engine, and back: the run goes on from where it is, unless the address asks for the one that trains it. */
function OtherEngine({ engine, chosen }: { engine: EngineInfo; chosen: boolean }) {
  const { t } = useTranslation();
  if (askedBackend() !== undefined)
    return (
      engine.software && (
        <p>
          <a href={currentLink(0, 'wasm')}>{t('engine.tryWasm')}</a>
        </p>
      )
    );
  if (engine.backend !== 'webgpu' && !chosen) return null;
  return (
    <p>
      <button type="button" className="button" onClick={chosen ? chooseGraphics : chooseProcessor}>
        {t(chosen ? 'engine.useGraphics' : 'engine.useProcessor')}
      </button>
    </p>
  );
}

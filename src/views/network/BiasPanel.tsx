import { useTranslation } from 'react-i18next';
import { DEVICES } from '../../world/spec.ts';
import { useNumberWords } from '../format.ts';
import { useSay } from '../say.ts';
import { useAgainst } from '../charts/LearnedBias.tsx';
import { NoTruth } from '../charts/NoTruth.tsx';
import { shownBias } from '../charts/origin.ts';
import { useNoPositions } from '../charts/useNoPositions.ts';
import { useTableShape } from '../sourceName.ts';
import { courseWords, rateWord } from '../trained.ts';
import { useTrainedWith } from '../useTrained.ts';
import { Facts } from './Facts.tsx';
import { Formula } from './Formula.tsx';
import { blockNorm, countParameters } from './norms.ts';
import type { PanelProps } from './panels.tsx';
import styles from './network.module.css';

/** What deals with position bias in this model. */
export function BiasPanel(props: PanelProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const say = useSay();
  const weights = useTrainedWith<number>('run.training.adversarialWeight');
  const {
    scene: { model, parameters },
    arm,
  } = props;
  if (model.biasHandling === 'shallow-tower') return <ShallowPanel {...props} />;
  const blocks =
    model.biasHandling === 'adversarial' ? (['adversary/w', 'adversary/b'] as const) : (['positionInput/w'] as const);
  return (
    <>
      <p className={styles.words}>
        {model.biasHandling === 'adversarial'
          ? t('network.inspector.adversary', { weight: courseWords(say, weights, (weight) => numbers.plain(weight)) })
          : t('network.inspector.inputFeature')}
      </p>
      <Formula of={[model.biasHandling === 'adversarial' ? 'adversary' : 'sharedPlaced']} />
      <Facts
        of={[
          [t('network.inspector.norm'), numbers.fixed(blockNorm(parameters, arm.parameters, blocks[0]), 2)],
          [t('network.inspector.parameters'), numbers.fixed(countParameters(parameters, blocks))],
        ]}
      />
    </>
  );
}

/** The shallow tower's formula, and its table beside the truth. */
function ShallowPanel({ arm }: PanelProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const say = useSay();
  const rates = useTrainedWith<number>('run.training.positionDropout');
  const against = useAgainst();
  const known = against !== 'none';
  const noPositions = useNoPositions();
  const placed = useTableShape()?.positions;
  const bias = arm.bias && shownBias(arm.bias);
  // Nothing has no sign.
  const logits = (value: number): string => numbers.fixed(Math.abs(value) < 0.005 ? 0 : value, 2);
  return (
    <>
      {bias && known && (
        <p className={styles.state}>{t('network.inspector.rmse', { value: numbers.fixed(bias.rmse, 2) })}</p>
      )}
      <p className={styles.words}>{t('network.inspector.plain.shallow', { task: t('task.click') })}</p>
      <Formula
        of={['shallow']}
        words={{
          MAIN: t('network.inspector.main'),
          DEVICE: t('network.inspector.device'),
          POSITION: t('network.inspector.position'),
        }}
      />
      {bias ? (
        <table className={styles.biasTable}>
          <caption className="hidden-words">{t(`network.inspector.biasTable.${against}`)}</caption>
          <thead>
            <tr>
              <td />
              {DEVICES.map((device) => (
                <th key={device} scope="col" colSpan={known ? 2 : 1}>
                  {t(`device.${device}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bias.truth[0].map((_, p) => (
              <tr key={p}>
                <th scope="row">{p + 1}</th>
                {DEVICES.flatMap((device, d) => [
                  <td key={device}>{logits(bias.learned[d][p])}</td>,
                  known && (
                    <td key={`${device} true`} className={styles.true}>
                      {logits(bias.truth[d][p])}
                    </td>
                  ),
                ])}
              </tr>
            ))}
            <tr>
              <th scope="row" title={t('network.inspector.missing')}>
                {t('network.inspector.missingShort')}
              </th>
              {DEVICES.flatMap((device, d) => [
                <td key={device}>{logits(bias.missing[d])}</td>,
                known && <td key={`${device} true`} />,
              ])}
            </tr>
          </tbody>
        </table>
      ) : (
        <p className={styles.words}>{placed ? noPositions : t('network.inspector.noPositions')}</p>
      )}
      {bias && !known && <NoTruth of="bias" />}
      <p className={styles.words}>
        {t('network.inspector.shallowServing', { rate: courseWords(say, rates, rateWord(say)) })}
      </p>
    </>
  );
}

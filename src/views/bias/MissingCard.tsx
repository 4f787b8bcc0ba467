import { useTranslation } from 'react-i18next';
import { useTableShape } from '../sourceName.ts';
import { useLab } from '../store.ts';
import { PlatformWords } from '../taskWords.tsx';
import { Panel } from '../ui/Panel.tsx';
import { useTrainedWith } from '../useTrained.ts';
import { DropoutStudy } from './DropoutStudy.tsx';
import { Impression } from './Impression.tsx';
import { hasChance, servedAs } from './servedAs.ts';
import styles from './bias.module.css';

/** What an impression is predicted when its position is known, unknown, or taken to be the first; and what "missing" is worth. */
export function MissingCard() {
  const { t } = useTranslation();
  const { world, model } = useLab((lab) => lab.opened?.run ?? lab.state.run);
  const shape = useTableShape();
  const logging = shape ? (shape.positions ? 'ranked' : 'none') : world.logging;
  const served = servedAs(logging, model.biasHandling, useTrainedWith<number>('run.training.positionDropout'));
  return (
    <Panel
      card="missing"
      name={t('bias.missing.name')}
      title={t('bias.missing.title')}
      subtitle={t(`bias.missing.subtitle.${served}`)}
    >
      <div className={styles.missing}>
        {(!shape || hasChance(shape)) && <Impression />}
        <PlatformWords>
          <DropoutStudy />
        </PlatformWords>
      </div>
    </Panel>
  );
}

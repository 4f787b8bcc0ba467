import { useTranslation } from 'react-i18next';
import { NoTruth } from '../charts/NoTruth.tsx';
import { PositionBias } from '../charts/PositionBias.tsx';
import { useNoPositions } from '../charts/useNoPositions.ts';
import { useLab } from '../store.ts';
import { PlatformWords } from '../taskWords.tsx';
import { InTurn } from '../ui/InTurn.tsx';
import { Panel } from '../ui/Panel.tsx';
import { MissingCard } from './MissingCard.tsx';
import { TreatmentsCard } from './TreatmentsCard.tsx';
import styles from './bias.module.css';

/** The chapter of a run on a table: what was observed and learned where it has positions, and what is measured on the platform. */
export function OnTable() {
  const positions = useLab(({ opened }) => (opened?.world.ctr.pooled.length ?? 0) > 0);
  return (
    <InTurn>
      {positions && (
        <div className={styles.live}>
          <PositionBias />
        </div>
      )}
      <Unknown positions={positions} />
      <PlatformWords>
        <TreatmentsCard />
      </PlatformWords>
      <MissingCard />
    </InTurn>
  );
}

/** In the place of the cards that have nothing to show: which they are, and why. */
function Unknown({ positions }: { positions: boolean }) {
  const { t } = useTranslation();
  const noPositions = useNoPositions();
  return (
    <Panel
      card="no-truth"
      wordsOnly
      name={t('bias.unknown.name')}
      title={positions ? t('bias.unknown.name') : noPositions}
    >
      <NoTruth of="cards" />
    </Panel>
  );
}

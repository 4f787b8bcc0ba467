import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { meanOf, treatmentsIn } from '../../experiments/loop/summary.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { Key } from './Key.tsx';
import { LoopSetup } from './LoopSetup.tsx';
import { known, roundsPicture, roundsTable, runsTable } from './pictures.ts';
import { RoundBar } from './RoundBar.tsx';
import { roundsHeight, roundsMarks } from './roundMarks.ts';
import type { ShownLoop } from './shown.ts';
import { roundsTitle, verdict } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import styles from './loop.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';
import { Picture } from '../ui/Picture.tsx';

/** Every treatment, round by round. Here the loop is set up and started, and the round chosen that all cards show. */
export function RoundsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { evidence, shown, round, live, source, other } = useShownLoop();
  return (
    <Panel
      name={t('loop.rounds.name')}
      title={roundsTitle(say, shown, round, live)}
      source={source}
      other={other}
      subtitle={t('loop.rounds.subtitle')}
      controls={
        shown && <DataButton name={t('loop.rounds.name')} table={() => runsTable(say, shown.runs, shown.spec.steps)} />
      }
      table={shown && roundsTable(say, shown.runs)}
    >
      <LoopSetup />
      {shown && <Rounds shown={shown} live={live} />}
      <div className={room.made}>{evidence?.made && <StoredNote made={evidence.made} seeds={evidence.finished} />}</div>
    </Panel>
  );
}

function Rounds({ shown, live }: { shown: ShownLoop; live: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const { round, runs } = useShownLoop();
  const picture = useMemo(
    () => roundsPicture(say, runs, shown.spec.rounds, round),
    [say, runs, shown.spec.rounds, round],
  );
  const oracle = meanOf(known(runs), 'none', round, (run) => run.oracleLift).mean;
  return (
    <>
      <RoundBar shown={shown} />
      <Key treatments={treatmentsIn(shown.runs)} />
      <Picture
        height={(width) => roundsHeight(width, picture.panels.length)}
        label={t('loop.rounds.alt')}
        marks={(width) => roundsMarks(width, picture)}
      />
      <p className={`${panel.note} ${styles.verdict}`}>
        {inSentences(
          t,
          live ? '' : verdict(say, shown),
          Number.isFinite(oracle) ? t('loop.oracle', { round, lift: say.numbers.fixed(oracle, 1) }) : '',
          shown.spec.boost > 0 ? t('loop.verdict.cure') : '',
        )}
      </p>
    </>
  );
}

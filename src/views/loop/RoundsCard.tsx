import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { treatmentsIn } from '../../experiments/loop/summary.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { Panel } from '../ui/Panel.tsx';
import { StoredNote } from '../ui/StoredNote.tsx';
import { Key } from './Key.tsx';
import { LoopSetup } from './LoopSetup.tsx';
import { roundsPicture, roundsTable, runsTable } from './pictures.ts';
import { RoundBar } from './RoundBar.tsx';
import { roundsHeight, roundsMarks } from './roundMarks.ts';
import type { ShownLoop } from './shown.ts';
import { cureWords, oracleWords, roundsTitle, verdict } from './titles.ts';
import { useShownLoop } from './useShownLoop.ts';
import styles from './loop.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';
import { Picture } from '../ui/Picture.tsx';

/** Every treatment, round by round. Here the loop is set up and started, and the round chosen that all cards show. */
export function RoundsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { evidence, shown, runs, round, live, source, other } = useShownLoop();
  // What is said is said of what is drawn: of one seed where one is looked at.
  const inSight = useMemo(() => shown && { ...shown, runs }, [shown, runs]);
  return (
    <Panel
      card="rounds"
      name={t('loop.rounds.name')}
      title={roundsTitle(say, inSight, round, live)}
      source={source}
      other={other}
      subtitle={t('loop.rounds.subtitle')}
      controls={
        shown && <DataButton name={t('loop.rounds.name')} table={() => runsTable(say, shown.runs, shown.spec.steps)} />
      }
      table={inSight && roundsTable(say, inSight.runs)}
    >
      <LoopSetup />
      {shown && inSight && (
        <>
          <RoundBar shown={shown} />
          <Rounds shown={inSight} round={round} live={live} />
        </>
      )}
      <div className={room.made}>{evidence?.made && <StoredNote made={evidence.made} seeds={evidence.finished} />}</div>
    </Panel>
  );
}

function Rounds({ shown, round, live }: { shown: ShownLoop; round: number; live: boolean }) {
  const { t } = useTranslation();
  const say = useSay();
  const { runs, spec } = shown;
  const picture = useMemo(() => roundsPicture(say, runs, spec.rounds, round), [say, runs, spec.rounds, round]);
  return (
    <>
      <Key treatments={treatmentsIn(runs)} />
      <Picture
        height={(width) => roundsHeight(width, picture.panels.length)}
        label={t('loop.rounds.alt')}
        marks={(width) => roundsMarks(width, picture)}
      />
      <p className={`${panel.note} ${styles.verdict}`}>
        {inSentences(t, live ? '' : verdict(say, shown), oracleWords(say, runs, round), cureWords(say, spec))}
      </p>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { armsOf, EXTRA_ARMS, type ArmName, type TrainedArm } from '../../experiments/live/spec.ts';
import { MEASURES } from '../../experiments/live/tally.ts';
import { useSay } from '../say.ts';
import { Panel } from '../ui/Panel.tsx';
import { TableScroll } from '../ui/TableScroll.tsx';
import panel from '../ui/panel.module.css';
import { useLive } from './experiment.ts';
import styles from './live.module.css';
import { openArm } from './open.ts';
import type { ShownExperiment } from './shown.ts';
import { useShown } from './useShown.ts';
import { verdictsOf } from './verdicts.ts';
import { armName, liftWords, neededWords, peekWords, verdictsTitle, verdictWords } from './words.ts';

/** What may be said of each arm, and how much it would take to say more. */
export function VerdictsCard() {
  const { t } = useTranslation();
  const say = useSay();
  const measure = useLive((state) => state.measure);
  const { shown, live, source, other } = useShown();
  const verdicts = shown ? verdictsOf(shown, measure) : [];
  return (
    <Panel
      card="verdicts"
      name={t('live.verdicts.name')}
      title={verdictsTitle(say, verdicts, measure, { live, stored: source === 'stored' })}
      source={source}
      other={other}
      subtitle={t('live.verdicts.subtitle')}
    >
      {shown && <Verdicts shown={shown} />}
      <p className={panel.note}>{t('live.verdicts.note')}</p>
    </Panel>
  );
}

function Verdicts({ shown }: { shown: ShownExperiment }) {
  const { t } = useTranslation();
  const say = useSay();
  const measure = useLive((state) => state.measure);
  const [engagement, satisfaction] = MEASURES.map((one) => verdictsOf(shown, one));
  const chosen = measure === 'engagement' ? engagement : satisfaction;
  return (
    <TableScroll label={t('live.verdicts.name')}>
      <table className={`${panel.table} ${styles.verdicts}`}>
        <thead>
          <tr>
            {[
              t('live.column.arm'),
              ...MEASURES.map((one) => t(`live.column.lift.${one}`)),
              t('live.column.verdict', { measure: t(`live.by.${measure}`) }),
              t('live.column.peek'),
              t('live.column.needed'),
              t('live.column.open'),
            ].map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('live.share.control', { arm: armName(say, armsOf(shown.spec)[0]) })}</th>
            <td colSpan={5} />
            <td>
              <OpenButton shown={shown} arm={shown.spec.control} />
            </td>
          </tr>
          {chosen.map((verdict, i) => (
            <tr key={verdict.arm} data-kind={verdict.kind}>
              <th scope="row">{armName(say, verdict.arm)}</th>
              <td>{liftWords(say, engagement[i])}</td>
              <td>{liftWords(say, satisfaction[i])}</td>
              <td>{verdictWords(say, verdict)}</td>
              <td>{peekWords(say, verdict)}</td>
              <td>{neededWords(say, verdict)}</td>
              <td>
                <OpenButton shown={shown} arm={verdict.arm} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** The model of a trained arm, seen from inside. */
function OpenButton({ shown, arm }: { shown: ShownExperiment; arm: ArmName }) {
  const { t } = useTranslation();
  const say = useSay();
  if ((EXTRA_ARMS as readonly ArmName[]).includes(arm)) return '–';
  return (
    <button
      type="button"
      className="button"
      aria-label={t('live.openArm', { arm: armName(say, arm) })}
      onClick={() => {
        openArm(shown.spec, arm as TrainedArm);
      }}
    >
      {t('live.open')}
    </button>
  );
}

import { Gates } from '../charts/Gates.tsx';
import { HeldOutCurves } from '../charts/HeldOutCurves.tsx';
import { PolarizationPair } from '../charts/PolarizationPair.tsx';
import { PositionBias } from '../charts/PositionBias.tsx';
import { Network } from '../network/Network.tsx';
import { isEmbedded } from '../pageView.ts';
import { Lead } from '../lead/Lead.tsx';
import { isMasked } from '../../model/visible.ts';
import { modelOfArm } from '../../run/runSpec.ts';
import { isSynthetic, tasksOf } from '../../run/source.ts';
import { SampleCard } from '../source/SampleCard.tsx';
import { useLab } from '../store.ts';
import { Story } from '../story/Story.tsx';
import { useSay } from '../say.ts';
import { inSentences } from '../sentences.ts';
import { useSourceName } from '../sourceName.ts';
import { treatmentWords } from '../trained.ts';
import { useApart, useSameModels } from '../useTrained.ts';
import { LessonWay } from './LessonWay.tsx';
import styles from './train.module.css';

/** What the lead says of the run that is open: of its architecture, and of what its two models are. */
function useLeadText(): string {
  const say = useSay();
  const { t } = say;
  const run = useLab((lab) => lab.opened?.run ?? lab.state.run);
  const { kind, sharing } = run.model;
  const serves = isMasked(modelOfArm(run, 0)) && sharing !== 'all' ? sharing : kind;
  const same = useSameModels();
  const apart = useApart();
  const cured = apart.cures.length > 0;
  const models = kind === 'shared-bottom' ? 'noGates' : same ? 'same' : cured ? 'cured' : 'two';
  const what = cured ? { what: treatmentWords(say, apart) } : {};
  const tasks = tasksOf(run);
  const asked = {
    count: tasks.length,
    name: useSourceName(),
    tasks: tasks.map(({ task }) => t(`task.${task}`)).join(t('comma')),
  };
  if (!isSynthetic(run))
    return inSentences(
      t,
      t('lead.train.table.question', asked),
      t(`lead.train.table.${serves}`),
      t(`lead.train.models.${models}`, what),
    );
  return inSentences(
    t,
    t(`lead.train.serves.${serves}`),
    run.model.biasHandling === 'shallow-tower' ? t('lead.train.tower') : '',
    t(`lead.train.models.${models}`, what),
  );
}

/** The first chapter: the whole story on one screen, live. Where the predictions come from, which experts each task listens to, and what came of it. */
export function TrainChapter() {
  const text = useLeadText();
  return (
    <div className={styles.page}>
      <div className={styles.lead}>
        <Lead chapter="train" text={text}>
          {!isEmbedded() && <LessonWay />}
          <SampleCard />
        </Lead>
        <Story />
      </div>
      <div className={styles.network}>
        <Network />
      </div>
      <div id="card-gates" className={styles.gates}>
        <Gates />
      </div>
      <div id="card-polarization" className={styles.polarization}>
        <PolarizationPair />
      </div>
      <div id="card-bias" className={styles.bias}>
        <PositionBias />
      </div>
      <div id="card-curves" className={styles.curves}>
        <HeldOutCurves />
      </div>
    </div>
  );
}

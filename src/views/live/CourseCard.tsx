import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MEASURES } from '../../experiments/live/tally.ts';
import { DataButton } from '../charts/DataDialog.tsx';
import { Segments } from '../charts/Segments.tsx';
import { useSay } from '../say.ts';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { armsOf } from '../../experiments/live/spec.ts';
import { coursePicture, courseTable } from './course.ts';
import { courseHeight, courseMarks } from './courseMarks.ts';
import { INTERVALS, setSight, useLive } from './experiment.ts';
import { LiveSetup } from './LiveSetup.tsx';
import type { ShownExperiment } from './shown.ts';
import { useShown } from './useShown.ts';
import { courseTitle } from './words.ts';
import styles from './live.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';
import { Picture } from '../ui/Picture.tsx';

/** The experiment as it runs: every arm's lift with intervals that narrow. */
export function CourseCard() {
  const { t } = useTranslation();
  const say = useSay();
  const measure = useLive((state) => state.measure);
  const { shown, live, source, other, evidence } = useShown();
  return (
    <Panel
      card="course"
      name={t('live.course.name')}
      title={courseTitle(say, shown, measure, { live, stored: source === 'stored' })}
      source={source}
      other={other}
      subtitle={t('live.course.subtitle')}
      controls={
        shown
        && shown.points.length > 0 && (
          <DataButton name={t('live.course.name')} table={() => courseTable(say, shown, measure)} />
        )
      }
    >
      <LiveSetup />
      <Sight />
      {shown && <Course shown={shown} />}
      <div className={room.made}>
        {evidence?.made ? (
          <MadeFolded words={t('live.stored', { queries: say.numbers.fixed(evidence.finished) })} by={evidence.made} />
        ) : (
          !shown && <p className={panel.note}>{t('live.missing')}</p>
        )}
      </div>
    </Panel>
  );
}

/** Which lift and which interval are looked at. */
function Sight() {
  const { t } = useTranslation();
  const measure = useLive((state) => state.measure);
  const intervals = useLive((state) => state.intervals);
  return (
    <div className={styles.sights}>
      <div className={styles.sight}>
        <span>{t('live.course.measure')}</span>
        <Segments
          label={t('live.course.measure')}
          choices={MEASURES.map((value) => ({ value, label: t(`group.${value}`) }))}
          value={measure}
          onChange={(value) => {
            setSight({ measure: value });
          }}
        />
      </div>
      <div className={styles.sight}>
        <span>{t('live.course.intervals')}</span>
        <Segments
          label={t('live.course.intervals')}
          choices={INTERVALS.map((value) => ({ value, label: t(`live.course.intervalKinds.${value}`) }))}
          value={intervals}
          onChange={(value) => {
            setSight({ intervals: value });
          }}
        />
      </div>
    </div>
  );
}

function Course({ shown }: { shown: ShownExperiment }) {
  const { t } = useTranslation();
  const say = useSay();
  const measure = useLive((state) => state.measure);
  const intervals = useLive((state) => state.intervals);
  const picture = useMemo(() => coursePicture(say, shown, measure, intervals), [say, shown, measure, intervals]);
  return (
    <Picture
      height={(width) => courseHeight(width, armsOf(shown.spec).length - 1)}
      label={t('live.course.alt')}
      marks={(width) => courseMarks(width, picture)}
    />
  );
}

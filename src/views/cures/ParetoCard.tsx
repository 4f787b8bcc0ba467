import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataButton } from '../charts/DataDialog.tsx';
import { Segments } from '../charts/Segments.tsx';
import { textWidth } from '../charts/textWidth.ts';
import { useSay } from '../say.ts';
import { EvidenceSwitch } from '../ui/EvidenceSwitch.tsx';
import { MadeFolded } from '../ui/Made.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SameQuestionWay } from '../ui/SameQuestionWay.tsx';
import { Toggles } from '../ui/Toggles.tsx';
import { CureTable } from './CureTable.tsx';
import { curesTable, numbersOf } from './curesTable.ts';
import { curveOf, type KnownCurve } from './curve.ts';
import { MEASURES } from '../../experiments/cures/recommend.ts';
import type { CureSummary } from '../../experiments/cures/results.ts';
import { combinationName, markedName, settingName } from './names.ts';
import type { ParetoPicture as Picture } from './paretoMarks.ts';
import { OnRows } from './OnRows.tsx';
import { ParetoPicture } from './ParetoPicture.tsx';
import { bestOf, POINT_KINDS, rolesOf, type CurePoint } from './points.ts';
import { differsFrom, PLACES, settingOf } from './setting.ts';
import { chooseResults, chosenOf, setCures, setPlace, shelfOf, useCures, type ShownCures } from './store.ts';
import { sweepWords } from './sweepWords.ts';
import { nothingWords, paretoTitle } from './titles.ts';
import { useLab } from '../store.ts';
import { useKnown, usePoints, useShownCures } from './useShownCures.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';
import room from '../ui/study.module.css';

/** How often gates polarize with each cure, and what it costs: a mark a cure, and the numbers beside. */
export function ParetoCard() {
  const { t } = useTranslation();
  const say = useSay();
  const { evidence, shown, live, source, other } = useShownCures();
  const known = useKnown(shown);
  const { all, seen } = usePoints(shown);
  const measure = useCures((state) => state.measure);
  const place = useCures((state) => state.place);
  const missing = useCures((state) => state.missing.includes(state.place));
  const running = useCures((state) => shelfOf(state).live !== null);
  const name = t('cures.pareto.name');
  const stored = evidence?.made;
  return (
    <Panel
      card="pareto"
      name={name}
      title={paretoTitle(say, known, all, live)}
      source={source}
      other={other}
      subtitle={t(measure === 'weights' ? 'cures.pareto.subtitle' : 'cures.pareto.subtitleContributions')}
      table={shown && numbersOf(say, shown)}
      controls={shown && <DataButton name={name} table={() => curesTable(say, shown)} />}
    >
      <Where />
      {shown && <OnRows shown={shown} stored={stored !== undefined} />}
      {shown ? (
        <Plane shown={shown} all={all} seen={seen} live={live} stored={stored !== undefined} />
      ) : (
        <p className={`${panel.note} ${styles.nothing}`}>
          {nothingWords(say, { own: place === 'present', running, missing })}
        </p>
      )}
      <p className={panel.note}>{t('cures.pareto.caution')}</p>
      <SameQuestionWay />
      <div className={`${room.made} ${styles.made}`}>
        {stored && shown && place !== 'present' && (
          <MadeFolded
            words={t('cures.pareto.made', {
              seeds: shown.spec.seeds,
              steps: say.numbers.fixed(shown.spec.base.training.steps),
              setting: settingName(say, settingOf(place)),
            })}
            by={stored}
          />
        )}
        {stored && shown?.sweepsMade && place !== 'present' && (
          <MadeFolded
            words={t('cures.sweep.made', { setting: settingName(say, settingOf(place)) })}
            by={shown.sweepsMade}
          />
        )}
      </div>
    </Panel>
  );
}

/** With what was trained, by what a gate is judged, which kinds are shown, whose results. */
function Where() {
  const { t } = useTranslation();
  const say = useSay();
  const { place, measure, kinds } = useCures();
  const shelf = useCures(shelfOf);
  return (
    <div className={panel.setup}>
      <Segments
        label={t('cures.pareto.where')}
        choices={PLACES.map((value) => ({
          value,
          label: value === 'present' ? t('cures.setting.present') : settingName(say, settingOf(value)),
        }))}
        value={place}
        onChange={setPlace}
      />
      <div className={styles.question}>
        <span>{t('cures.pareto.judged')}</span>
        <Segments
          label={t('cures.pareto.judged')}
          choices={MEASURES.map((value) => ({ value, label: t(`cures.pareto.measure.${value}`) }))}
          value={measure}
          onChange={(value) => {
            setCures({ measure: value });
          }}
        />
      </div>
      <div className={styles.question}>
        <span>{t('cures.pareto.kinds')}</span>
        <Toggles
          label={t('cures.pareto.kinds')}
          choices={POINT_KINDS}
          chosen={kinds}
          words={(kind) => t(`cures.kind.${kind}`)}
          onToggle={(kind) => {
            setCures({ kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind] });
          }}
        />
      </div>
      <div className={room.which}>
        <EvidenceSwitch shelf={shelf} of="seeds" onChoose={chooseResults} />
      </div>
    </div>
  );
}

interface PlaneProps {
  shown: ShownCures;
  all: readonly CurePoint[];
  seen: readonly CurePoint[];
  live: boolean;
  stored: boolean;
}

/** The picture, and the table beside it. */
function Plane({ shown, all, seen, live, stored }: PlaneProps) {
  const { t } = useTranslation();
  const say = useSay();
  const [pointed, setPointed] = useState<string | null>(null);
  const measure = useCures((state) => state.measure);
  const chosen = chosenOf(
    shown.cures,
    useCures((state) => state.chosen),
    bestOf(shown.cures, measure)?.cure.id,
  );
  const roles = useMemo(() => rolesOf(all, shown.cures, measure), [all, shown.cures, measure]);
  const curve = useMemo(() => chosen && curveOf(say, shown, chosen, measure), [say, shown, chosen, measure]);
  const picture = useMemo((): Picture => {
    const { numbers } = say;
    return {
      points: seen,
      roles,
      chosen: chosen?.id ?? null,
      pointed,
      curve,
      words: {
        rate: t('cures.pareto.rate'),
        loss: t('cures.pareto.loss'),
        name: (id) => {
          const cure = shown.cures.find((one) => one.id === id);
          return markedName(say, combinationName(say, cure?.combination ?? []), roles.get(id));
        },
        percent: (share) => numbers.percent(share),
        ratio: (ratio) => numbers.plain(ratio, 2),
      },
      textWidth,
    };
  }, [say, t, seen, roles, chosen, pointed, shown, curve]);
  const choose = (id: string): void => {
    setCures({ chosen: id });
  };
  return (
    <div className={styles.both}>
      <div className={styles.left}>
        <ParetoPicture picture={picture} onPoint={setPointed} onChoose={choose} />
        <Key curve={curve} />
        <Swept chosen={chosen} curve={curve} stored={stored} />
      </div>
      <CureTable
        cures={shown.cures}
        live={live}
        points={seen}
        roles={roles}
        chosen={chosen?.id}
        pointed={pointed}
        onPoint={setPointed}
        onChoose={choose}
      />
    </div>
  );
}

interface SweptProps {
  /** None while no cure is measured: the room is kept. */
  chosen: CureSummary | undefined;
  curve: KnownCurve | undefined;
  stored: boolean;
}

/** On what the strengths of the chosen cure were measured, or why there is no curve. */
function Swept({ chosen, curve, stored }: SweptProps) {
  const say = useSay();
  const place = useCures((state) => state.place);
  const controls = useLab((lab) => lab.state.run);
  const words = useMemo(() => {
    if (!chosen) return '';
    const differs = place === 'present' ? [] : differsFrom(place, controls);
    return sweepWords(say, { chosen, curve, stored, differs, setting: place === 'present' ? null : settingOf(place) });
  }, [say, chosen, curve, stored, place, controls]);
  return <p className={`${panel.note} ${styles.swept}`}>{words}</p>;
}

/** Which shape is which kind, and which line which. */
function Key({ curve }: { curve: KnownCurve | undefined }) {
  const { t } = useTranslation();
  return (
    <p className={`${panel.key} ${styles.key}`}>
      {POINT_KINDS.map((kind) => (
        <span key={kind} data-kind={kind}>
          {t(`cures.kind.${kind}`)}
        </span>
      ))}
      <span data-line="front">{t('cures.pareto.front')}</span>
      <span data-line="curve" data-off={!curve || undefined}>
        {t(curve?.fewerSeeds === false ? 'cures.pareto.curveAlike' : 'cures.pareto.curve')}
      </span>
    </p>
  );
}

import { useTranslation } from 'react-i18next';
import { shownOf, type Shelf } from '../../study/evidence.ts';
import { useJob } from '../studies.ts';
import type { Owner } from '../studyClient.ts';
import { EvidenceSwitch, type Counted } from './EvidenceSwitch.tsx';
import { JobLine } from './JobLine.tsx';
import { StartStop } from './StartStop.tsx';
import panel from './panel.module.css';
import study from './study.module.css';

interface Props<Data> {
  owner: Owner;
  shelf: Shelf<Data>;
  /** What its results are counted in. */
  of: Counted;
  start: string;
  onStart: () => void;
  onChoose: (id: number) => void;
  /** The newest study was started with other settings than those chosen now. */
  other: boolean;
  /** Why it cannot be started with these. */
  problem?: string;
  /** What is told of the study stands beside its button where there is room, not below it. */
  beside?: boolean;
  /** Of the button. */
  className?: string;
}

/** The end of a card's settings: start and stop, how far the study is or how it ended, and whose results are looked at. Moves nothing below it. */
export function StudyControls<Data>({
  owner,
  shelf,
  of,
  start,
  onStart,
  onChoose,
  other,
  problem,
  beside = false,
  className,
}: Props<Data>) {
  const { t } = useTranslation();
  // Nothing has been started yet: an embedded picture keeps no room for what would be told of it.
  const idle = (useJob(owner) === undefined && shelf.asked === null && problem === undefined) || undefined;
  return (
    <>
      <span className={panel.ways}>
        <StartStop
          owner={owner}
          primary
          className={className}
          start={start}
          stop={t('study.stop')}
          onStart={onStart}
          disabled={problem !== undefined}
        />
      </span>
      <div className={beside ? `${study.told} ${study.beside}` : study.told} data-idle={idle}>
        {problem !== undefined && (
          <p className={study.problem} role="alert">
            {problem}
          </p>
        )}
        <JobLine owner={owner} kept={shelf.kept} elsewhere={shownOf(shelf)?.id !== shelf.last} other={other} />
      </div>
      <div className={study.which} data-idle={idle}>
        <EvidenceSwitch shelf={shelf} of={of} onChoose={onChoose} />
      </div>
    </>
  );
}

import { GateDistributions } from '../charts/GateDistributions.tsx';
import { useLab } from '../store.ts';
import { AblationCard } from './AblationCard.tsx';
import { Impression } from './Impression.tsx';
import { Overview } from './Overview.tsx';
import { PastGates } from './PastGates.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SharingCard } from './SharingCard.tsx';
import { useScrub } from './scrub.ts';
import './gates.css';

/** What gates do to one impression, and to all of them, now and at any earlier step. */
export function GatesChapter() {
  const step = useScrub((state) => state.step);
  const gates = useLab((lab) => (lab.opened?.run ?? lab.state.run).model.kind !== 'shared-bottom');
  return (
    <div className="pol gates-chapter">
      <Scrubber />
      {step === null || !gates ? <GateDistributions /> : <PastGates step={step} />}
      {gates && <Overview />}
      <Impression />
      {gates && <AblationCard />}
      <SharingCard />
    </div>
  );
}

import { Gates } from '../charts/Gates.tsx';
import { HeldOutCurves } from '../charts/HeldOutCurves.tsx';
import { PolarizationPair } from '../charts/PolarizationPair.tsx';
import { PositionBias } from '../charts/PositionBias.tsx';
import { Network } from '../network/Network.tsx';
import './train.css';

/** The first chapter: the whole story on one screen, live. Where the predictions come from, which experts each task listens to, and what came of it. */
export function TrainChapter() {
  return (
    <div className="train">
      <div className="train-network">
        <Network />
      </div>
      <div className="train-gates">
        <Gates />
      </div>
      <div className="train-polarization">
        <PolarizationPair />
      </div>
      <div className="train-bias">
        <PositionBias />
      </div>
      <div className="train-curves">
        <HeldOutCurves />
      </div>
    </div>
  );
}

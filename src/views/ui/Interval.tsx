import { Drawn } from '../charts/Drawn.tsx';
import { intervalMarks, type IntervalPicture } from './intervalMarks.ts';
import panel from './panel.module.css';

/** A dot with its interval (either may not be known) on a scale with zero in the middle; the numbers stand beside it. */
export function Interval(picture: IntervalPicture) {
  return <Drawn className={panel.interval} aria-hidden="true" marks={intervalMarks(picture)} />;
}

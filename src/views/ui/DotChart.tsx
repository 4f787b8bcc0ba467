import { useMemo, useRef, type MouseEvent } from 'react';
import { Drawn } from '../charts/Drawn.tsx';
import type { Mark } from '../charts/marks.ts';
import { textWidth } from '../charts/textWidth.ts';
import { dotAt, dotMarks, layoutOf, type DotPicture, type FoundDot } from './dotRows.ts';
import { useNear } from './useNear.ts';
import { useWidth } from './useWidth.ts';
import { placeIn } from './zoomed.ts';
import panel from './panel.module.css';
import './dots.css';

const NONE: readonly Mark[] = [];

interface Props {
  picture: Omit<DotPicture, 'textWidth' | 'chosen'>;
  /** For those who cannot see it; the numbers are in the table below. */
  label: string;
  chosen: { seed: number } | null;
  /** Where a dot is a run that can be chosen. */
  onChoose?: (dot: FoundDot) => void;
}

/** Rows of dots. A dot that is pressed is the run that is chosen: its seed stands out in every row. */
export function DotChart({ picture, label, chosen, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const near = useNear(box);
  const layout = useMemo(() => layoutOf(width, { ...picture, textWidth }), [width, picture]);
  const press = (event: MouseEvent<HTMLDivElement>): void => {
    const { x, y } = placeIn(event.currentTarget, event);
    const found = dotAt(layout, x, y);
    if (found) onChoose?.(found);
  };
  const seed = chosen?.seed ?? null;
  // Pictures out of sight have their room and no more: a dozen of them drawn at once would hold up the page.
  const marks = useMemo(() => (near ? dotMarks(layout, { chosen: seed }) : NONE), [near, layout, seed]);
  return (
    <div ref={box} className={panel.picture} onClick={onChoose && press}>
      {width > 0 && <Drawn width={width} height={layout.height} role="img" aria-label={label} marks={marks} />}
    </div>
  );
}

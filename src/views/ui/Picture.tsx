import { useMemo, useRef } from 'react';
import { Drawn } from '../charts/Drawn.tsx';
import type { Mark } from '../charts/marks.ts';
import { useNear } from './useNear.ts';
import { useWidth } from './useWidth.ts';
import panel from './panel.module.css';

const NONE: readonly Mark[] = [];

interface Props {
  /** In pixels, or what it is at a width. */
  height: number | ((width: number) => number);
  /** For those who cannot see it. */
  label: string;
  /** Computed anew for another function: kept by who draws much. */
  marks: (width: number) => readonly Mark[];
  /** Drawn only near the screen: out of sight it has its room and no more. */
  patient?: boolean;
}

/** A picture as wide as its place. */
export function Picture({ height, label, marks, patient = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const near = useNear(box);
  const drawn = useMemo(() => (width > 0 && (near || !patient) ? marks(width) : NONE), [width, near, patient, marks]);
  return (
    <div ref={box} className={panel.picture}>
      {width > 0 && (
        <Drawn
          width={width}
          height={typeof height === 'number' ? height : height(width)}
          role="img"
          aria-label={label}
          marks={drawn}
        />
      )}
    </div>
  );
}

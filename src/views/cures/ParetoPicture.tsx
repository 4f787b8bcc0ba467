import { useMemo, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../charts/Drawn.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { placeIn } from '../ui/zoomed.ts';
import { PARETO_HEIGHT, paretoLayout, paretoMarks, pointAt, type ParetoPicture as Picture } from './paretoMarks.ts';
import styles from './cures.module.css';
import panel from '../ui/panel.module.css';

interface Props {
  picture: Picture;
  onPoint: (id: string | null) => void;
  onChoose: (id: string) => void;
}

/** The plane of polarization and loss. A mouse points at the nearest mark and chooses it; the keyboard does both in the table beside it. */
export function ParetoPicture({ picture, onPoint, onChoose }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const marks = useMemo(() => (width > 0 ? paretoMarks(width, picture) : []), [width, picture]);
  const at = (event: Pick<PointerEvent, 'clientX' | 'clientY'>): string | null => {
    const { x, y } = placeIn(box.current!, event);
    return pointAt(paretoLayout(width, picture), picture, x, y);
  };
  return (
    <div
      ref={box}
      className={`${panel.picture} ${styles.plane}`}
      style={{ height: PARETO_HEIGHT }}
      onPointerMove={(event) => {
        if (event.pointerType === 'mouse') onPoint(at(event));
      }}
      onPointerLeave={() => {
        onPoint(null);
      }}
      onClick={(event) => {
        const found = at(event);
        if (found !== null) onChoose(found);
      }}
    >
      {width > 0 && (
        <Drawn width={width} height={PARETO_HEIGHT} role="img" aria-label={t('cures.pareto.alt')} marks={marks} />
      )}
    </div>
  );
}

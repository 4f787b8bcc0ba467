import { useMemo, useRef, type MouseEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../../charts/Drawn.tsx';
import { useSay } from '../../say.ts';
import { useWidth } from '../../ui/useWidth.ts';
import { placeIn } from '../../ui/zoomed.ts';
import type { Question, StepId } from '../types.ts';
import { valueWords } from '../words.ts';
import { curveMarks, curvePlane } from './curveMarks.ts';
import { gridOf, onGrid, withStroke, type Spot } from './drawing.ts';
import { Grip, heightIn } from './Grip.tsx';
import { PLANE_HEIGHT, type Plane } from './plane.ts';
import { useCurveWords } from './pictureWords.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  question: Extract<Question, { kind: 'curve' }>;
  values: readonly number[] | null;
  onChange: (values: readonly number[]) => void;
}

/** A curve over the positions: drawn across with a pointer, or point by point, each a slider for pointer and keys. */
export function CurveAsked({ question, values, onChange }: Props) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const words = useCurveWords(question);
  const { from, to, points, unit } = question;
  const scale = useMemo(() => gridOf(from, to), [from, to]);
  // Level, at no effect where the scale has that.
  const level = onGrid(0, scale);
  const curve = values ?? Array.from({ length: points }, () => level);
  const picture = { points, from, to, curves: { predicted: curve }, words };
  const plane = curvePlane(width, picture, false);
  const stroke = useStroke(curve, plane, scale, onChange);
  return (
    <div className={styles.drawing}>
      <div ref={box} className={styles.board} role="group" aria-label={t('lesson.page.curve')}>
        {width > 0 && (
          <>
            <Drawn
              width={width}
              height={PLANE_HEIGHT}
              aria-hidden="true"
              marks={curveMarks(width, picture, false)}
              {...stroke}
            />
            {curve.map((value, p) => (
              <Grip
                key={p}
                name={t('lesson.page.point', { position: numbers.plain(p + 1) })}
                left={plane.x(p + 1)}
                top={plane.y(value)}
                width={Math.min(32, plane.x(2) - plane.x(1))}
                scale={scale}
                value={value}
                said={valueWords(numbers, { t }, unit, value, scale.step)}
                unset={values === null}
                valueAt={(clientY) => onGrid(plane.valueAt(heightIn(box.current, clientY)), scale)}
                onChange={(next) => {
                  onChange(curve.map((old, q) => (q === p ? next : old)));
                }}
              />
            ))}
          </>
        )}
      </div>
      <p className={styles.hint}>{t('lesson.page.curveHint')}</p>
    </div>
  );
}

/** A stroke that begins beside the points draws all that it passes. Not a finger's: that scrolls, takes hold of a point, or puts one by a tap. */
function useStroke(
  curve: readonly number[],
  plane: Plane,
  scale: Parameters<typeof withStroke>[3],
  onChange: (values: readonly number[]) => void,
) {
  /** Where the stroke was, and what it has drawn: strokes are quicker than React. */
  const last = useRef<{ spot: Spot; drawn: readonly number[] } | null>(null);
  const spotAt = (event: MouseEvent<SVGSVGElement>): Spot => {
    const { x, y } = placeIn(event.currentTarget, event);
    return { place: plane.atX(x) - 1, value: plane.valueAt(y) };
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.type === 'pointerdown') last.current = null;
    if (event.pointerType === 'touch') return;
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const spot = spotAt(event);
    const drawn = withStroke(last.current?.drawn ?? curve, last.current?.spot ?? null, spot, scale);
    last.current = { spot, drawn };
    onChange(drawn);
  };
  const tap = (event: MouseEvent<SVGSVGElement>): void => {
    // The end of a stroke is no tap.
    if (!last.current) onChange(withStroke(curve, null, spotAt(event), scale));
  };
  return { onPointerDown: draw, onPointerMove: draw, onClick: tap };
}

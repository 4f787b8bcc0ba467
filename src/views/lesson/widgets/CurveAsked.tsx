import { useMemo, useRef, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawn } from '../../charts/Drawn.tsx';
import { useSay } from '../../say.ts';
import { useWidth } from '../../ui/useWidth.ts';
import { placeIn } from '../../ui/zoomed.ts';
import type { Question, StepId } from '../types.ts';
import { valueWords } from '../words.ts';
import { curveMarks, curvePlane } from './curveMarks.ts';
import { gridOf, heldAt, onGrid, withStroke, type Scale, type Spot } from './drawing.ts';
import { Grip, heightIn } from './Grip.tsx';
import { PLANE_HEIGHT, type Plane } from './plane.ts';
import { useCurveWords } from './pictureWords.ts';
import styles from '../lesson.module.css';

interface Props {
  id: StepId;
  question: Extract<Question, { kind: 'curve' }>;
  values: readonly number[] | null;
  onChange: (values: readonly number[]) => void;
  onClear: () => void;
}

/** A curve over the positions: drawn across, or point by point, each but the first a slider for pointer and keys. */
export function CurveAsked({ question, values, onChange, onClear }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const words = useCurveWords(question);
  const { from, to, points } = question;
  const scale = useMemo(() => gridOf(from, to), [from, to]);
  // Level, at no effect where the scale has that; there every curve begins.
  const level = onGrid(0, scale);
  const curve = heldAt(level, values ?? Array.from({ length: points }, () => level));
  const picture = { points, from, to, curves: { predicted: curve }, words };
  const plane = curvePlane(width, picture, false);
  const { drawTo, strokes } = useDrawing(box, curve, plane, scale, onChange);
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
              {...strokes}
            />
            <Points
              box={box}
              question={question}
              curve={curve}
              plane={plane}
              scale={scale}
              unset={values === null}
              onChange={onChange}
              onDrag={drawTo}
            />
          </>
        )}
      </div>
      <p className={styles.hint}>{t('lesson.page.curveHint')}</p>
      <button
        type="button"
        className="button small"
        disabled={values === null}
        onClick={() => {
          onClear();
          box.current?.querySelector<HTMLElement>('.lesson-grip')?.focus({ preventScroll: true });
        }}
      >
        {t('lesson.page.clear')}
      </button>
    </div>
  );
}

interface PointsProps extends Pick<Props, 'question' | 'onChange'> {
  box: RefObject<HTMLDivElement | null>;
  curve: readonly number[];
  plane: Plane;
  scale: Scale;
  unset: boolean;
  onDrag: DrawTo;
}

/** The points that can be moved: all but the first. */
function Points({ box, question: { unit }, curve, plane, scale, unset, onChange, onDrag }: PointsProps) {
  const { t } = useTranslation();
  const { numbers } = useSay();
  return curve.map(
    (value, p) =>
      p > 0 && (
        <Grip
          key={p}
          name={t('lesson.page.point', { position: numbers.plain(p + 1) })}
          left={plane.x(p + 1)}
          top={plane.y(value)}
          width={Math.min(32, plane.x(2) - plane.x(1))}
          scale={scale}
          value={value}
          said={valueWords(numbers, { t }, unit, value, scale.step)}
          unset={unset}
          valueAt={(clientY) => onGrid(plane.valueAt(heightIn(box.current, clientY)), scale)}
          onChange={(next) => {
            onChange(curve.map((old, q) => (q === p ? next : old)));
          }}
          onDrag={onDrag}
        />
      ),
  );
}

type DrawTo = (at: { clientX: number; clientY: number }, begins: boolean) => void;

/**
 * A stroke draws all that it passes, also where it began at a point. Beside the points only a mouse draws: a finger scrolls there, or puts a point by
 * a tap.
 */
function useDrawing(
  box: RefObject<HTMLDivElement | null>,
  curve: readonly number[],
  plane: Plane,
  scale: Scale,
  onChange: (values: readonly number[]) => void,
) {
  /** Where the stroke was, and what it has drawn: strokes are quicker than React. */
  const last = useRef<{ spot: Spot; drawn: readonly number[] } | null>(null);
  const drawTo: DrawTo = (at, begins) => {
    if (!box.current) return;
    if (begins) last.current = null;
    const { x, y } = placeIn(box.current, at);
    const spot = { place: plane.atX(x) - 1, value: plane.valueAt(y) };
    const drawn = heldAt(curve[0], withStroke(last.current?.drawn ?? curve, last.current?.spot ?? null, spot, scale));
    last.current = { spot, drawn };
    onChange(drawn);
  };
  const draw = (event: PointerEvent<SVGSVGElement>): void => {
    const begins = event.type === 'pointerdown';
    if (begins) last.current = null;
    if (event.pointerType === 'touch') return;
    if (begins) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    drawTo(event, begins);
  };
  const tap = (event: MouseEvent<SVGSVGElement>): void => {
    // The end of a stroke is no tap.
    if (!last.current) drawTo(event, true);
  };
  return { drawTo, strokes: { onPointerDown: draw, onPointerMove: draw, onClick: tap } };
}

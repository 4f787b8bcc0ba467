import { useRef, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultState } from '../../run/labState.ts';
import { DEVICES } from '../../world/spec.ts';
import { setField } from '../control.ts';
import { Drawn } from '../charts/Drawn.tsx';
import { useNumberWords } from '../format.ts';
import { Panel } from '../ui/Panel.tsx';
import { useWidth } from '../ui/useWidth.ts';
import { placeIn } from '../ui/zoomed.ts';
import { useLab } from '../store.ts';
import { EDITOR_HEIGHT, editorMarks, editorPlaces } from './editorMarks.ts';
import { CURVES, keyed, onGrid, valueSide, withPoint, withStroke, type Side, type Spot } from './curve.ts';
import styles from './bias.module.css';

/** The true bias of every device, drawn by hand: each point is a slider for the pointer and for the keys. */
export function BiasEditor() {
  const { t } = useTranslation();
  const curves = useLab((lab) => lab.state.run.world.biasCurves);
  const strength = useLab((lab) => lab.state.run.world.biasStrength);
  const clicks = useLab((lab) => lab.state.run.world.clickModel);
  const numbers = useNumberWords();
  const set = (flat: number[]): void => {
    setField(CURVES.path, flat);
  };
  return (
    <Panel
      card="editor"
      name={t('bias.editor.name')}
      title={t('bias.editor.title')}
      subtitle={[
        t(`bias.editor.subtitle.${clicks}`),
        strength !== 1 && t('bias.editor.strength', { strength: numbers.plain(strength, 1) }),
      ]
        .filter(Boolean)
        .join(' ')}
      controls={
        <>
          <button
            type="button"
            className="button small"
            onClick={() => {
              set(defaultState().run.world.biasCurves.flat());
            }}
          >
            {t('bias.editor.restore')}
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => {
              set(curves.flat().map(() => 0));
            }}
          >
            {t('bias.editor.flat')}
          </button>
        </>
      }
    >
      <div className={styles.editors}>
        {DEVICES.map((_, device) => (
          <Curve key={device} device={device} curves={curves} unit={t(`bias.editor.unit.${clicks}`)} onChange={set} />
        ))}
      </div>
    </Panel>
  );
}

interface CurveProps {
  device: number;
  curves: readonly (readonly number[])[];
  unit: string;
  onChange: (flat: number[]) => void;
}

function Curve({ device, curves, unit, onChange }: CurveProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const box = useRef<HTMLDivElement>(null);
  /** Where the pointer's stroke was. */
  const last = useRef<Spot | null>(null);
  const width = useWidth(box);
  const running = useLab((lab) => lab.opened?.run.world.biasCurves[device]);
  const curve = curves[device];
  const { x, y, positionAt, logitAt: logitOf, handleWidth } = editorPlaces(width);
  const name = t(`device.${DEVICES[device]}`);
  const waits = running?.some((logit, p) => logit !== curve[p]) ?? false;

  const put = (place: number, logit: number): void => {
    if (logit !== curve[place]) onChange(withPoint(curves, device, place, logit));
  };
  const logitAt = (clientY: number): number => {
    const picture = box.current?.querySelector('svg');
    return onGrid(logitOf(picture ? placeIn(picture, { clientX: 0, clientY }).y : clientY));
  };
  const spotAt = (event: MouseEvent<SVGSVGElement>): Spot => ({
    place: positionAt(placeIn(event.currentTarget, event).x),
    logit: logitAt(event.clientY),
  });
  /** A stroke that begins beside the points draws all that it passes. Not a finger's: that scrolls the page, or puts a point by a tap. */
  const stroke = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.type === 'pointerdown') last.current = null;
    if (event.pointerType === 'touch') return;
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const spot = spotAt(event);
    // The newest curves, not those of the last render: strokes are quicker than React.
    onChange(withStroke(useLab.getState().state.run.world.biasCurves, device, last.current, spot));
    last.current = spot;
  };
  /**
   * Browsers give a finger that comes down beside an element to the nearest one that answers to it, 20 pixels off and more: the picture answers, so
   * that a swipe that begins beside a point scrolls the page. The end of a stroke is no tap.
   */
  const tap = (event: MouseEvent<SVGSVGElement>): void => {
    if (last.current) return;
    const { place, logit } = spotAt(event);
    put(place, logit);
  };
  return (
    <div ref={box} className={styles.curve}>
      <h3>
        {name}
        {waits && <small>{t('bias.editor.waits')}</small>}
      </h3>
      {width > 0 && (
        <div className={styles.board} role="group" aria-label={t('bias.editor.curve', { device: name })}>
          <Drawn
            width={width}
            height={EDITOR_HEIGHT}
            aria-hidden="true"
            onClick={tap}
            onPointerDown={stroke}
            onPointerMove={stroke}
            marks={editorMarks(width, {
              device,
              curve,
              running: waits && running ? running : null,
              words: { unit, position: t('bias.position'), logit: (logit) => numbers.plain(logit) },
            })}
          />
          {curve.map((value, p) => (
            <Handle
              key={p}
              name={t('bias.editor.point', { device: name, position: p + 1 })}
              left={x(p)}
              top={y(value)}
              width={handleWidth}
              value={value}
              side={valueSide(curve, p)}
              logitAt={logitAt}
              onChange={(logit) => {
                put(p, logit);
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface HandleProps {
  name: string;
  left: number;
  top: number;
  width: number;
  value: number;
  /** Where its number stands. */
  side: Side;
  logitAt: (clientY: number) => number;
  onChange: (logit: number) => void;
}

/**
 * One point of a curve: it moves up and down alone. An element of the page over the picture rather than a part of the picture, because browsers
 * obey `touch-action` only there: a finger that drags it must not scroll the page.
 */
function Handle({ name, left, top, width, value, side, logitAt, onChange }: HandleProps) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  /** How far from the point's middle it was taken hold of: a finger lands beside it, and must not move it by that alone. */
  const grip = useRef(0);
  const press = (event: KeyboardEvent): void => {
    const next = keyed(event.key, value);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChange(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointerdown') {
      if (event.button !== 0) return;
      const { top: edge, height } = event.currentTarget.getBoundingClientRect();
      // Given to the point by a browser that means well, see tap in Curve.
      if (event.clientY < edge || event.clientY > edge + height) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus({ preventScroll: true });
      grip.current = event.pointerType === 'touch' ? event.clientY - (edge + height / 2) : 0;
      if (event.pointerType === 'touch') return;
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onChange(logitAt(event.clientY - grip.current));
  };
  return (
    <div
      className="bias-handle"
      role="slider"
      tabIndex={0}
      data-side={side}
      style={{ left, top, width }}
      aria-label={name}
      aria-orientation="vertical"
      aria-valuemin={CURVES.min}
      aria-valuemax={CURVES.max}
      aria-valuenow={value}
      aria-valuetext={t('unit.logits', { value: numbers.plain(value) })}
      onKeyDown={press}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <i />
      <span aria-hidden="true">{numbers.plain(value, 2)}</span>
    </div>
  );
}

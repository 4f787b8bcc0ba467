/** The true bias of one device as it can be edited: what lies under the handles, and where those stand. */
import { line, scaleLinear, scalePoint } from 'd3';
import { DEVICES, POSITIONS } from '../../world/spec.ts';
import { label, path, segment, type Mark } from '../charts/marks.ts';
import { deviceDash } from '../encoding.ts';
import { CURVES } from './curve.ts';

export const EDITOR_HEIGHT = 188;
const EDGE = { top: 24, bottom: 30, left: 30, right: 10 };
const TICKS = [0, -1, -2, -3, -4];
/** Width of a handle where there is room for it. */
const HANDLE = 28;
const y = scaleLinear([CURVES.min, CURVES.max], [EDITOR_HEIGHT - EDGE.bottom, EDGE.top]);

/** Places of an editor's positions and logits, both ways. Positions from 0. */
export interface EditorPlaces {
  x: (p: number) => number;
  y: (logit: number) => number;
  positionAt: (x: number) => number;
  logitAt: (y: number) => number;
  handleWidth: number;
}

export function editorPlaces(width: number): EditorPlaces {
  const all = Array.from({ length: POSITIONS }, (_, p) => p);
  const scale = scalePoint(all, [EDGE.left, Math.max(EDGE.left + 1, width - EDGE.right)]).padding(0.4);
  const x = (p: number): number => scale(p) ?? 0;
  return {
    x,
    y,
    positionAt: (at) => Math.max(0, Math.min(POSITIONS - 1, Math.round((at - x(0)) / scale.step()))),
    logitAt: (at) => y.invert(at),
    handleWidth: Math.min(HANDLE, scale.step()),
  };
}

export interface EditorPicture {
  /** Index of the device. */
  device: number;
  curve: readonly number[];
  /** The curve of the run that trains, where it is another one. */
  running: readonly number[] | null;
  words: { unit: string; position: string; logit: (logit: number) => string };
}

export function editorMarks(width: number, { device, curve, running, words }: EditorPicture): Mark[] {
  const { x } = editorPlaces(width);
  const right = width - EDGE.right;
  const d = (logits: readonly number[]): string => line<number>((_, p) => x(p), y).digits(2)(logits) ?? '';
  const tick = { class: 'bias-tick' };
  return [
    ...TICKS.flatMap((logit) => [
      segment(`line ${String(logit)}`, EDGE.left, y(logit), right, y(logit), { class: 'bias-grid' }),
      label(`logit ${String(logit)}`, EDGE.left - 6, y(logit) + 3.5, words.logit(logit), {
        ...tick,
        'text-anchor': 'end',
      }),
    ]),
    label('unit', 0, 10, words.unit, tick),
    ...curve.map((_, p) =>
      label(`position ${String(p + 1)}`, x(p), EDITOR_HEIGHT - EDGE.bottom + 14, String(p + 1), {
        ...tick,
        'text-anchor': 'middle',
      }),
    ),
    label('position', (EDGE.left + width) / 2, EDITOR_HEIGHT - 3, words.position, { ...tick, 'text-anchor': 'middle' }),
    ...(running ? [path('running', d(running), { class: 'bias-running' })] : []),
    path('curve', d(curve), { class: 'bias-truth', 'stroke-dasharray': deviceDash(DEVICES[device]) || null }),
  ];
}

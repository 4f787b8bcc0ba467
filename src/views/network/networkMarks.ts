/**
 * What stands still in the picture of a network, as marks: lines without widths, nodes without numbers, each around its own origin. The frames
 * (frame.ts) fill them in. Pure: a scene and words in, marks out; classes are names of network.module.css.
 */
import type { ModelSpec } from '../../model/spec.ts';
import { ownerOf, ownerRuns, type Owner } from '../../model/sharing.ts';
import { expertsOf } from '../../model/visible.ts';
import { GROUP_OF_TASK, TASK_GROUPS, TASKS, type Task, type TaskGroup } from '../../world/spec.ts';
import { circle, entitled, group, label, path, px, rect, type Attributes, type Mark } from '../charts/marks.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { shortened } from '../charts/shortened.ts';
import { shareInset } from './frame.ts';
import type { Edge, NodeId } from './graph.ts';
import { centre, type Box, type Point } from './places.ts';
import { edgePath, featurePaths } from './links.ts';
import { tasksIn } from './graph.ts';
import type { Scene } from './scene.ts';

/** Words inside the picture. */
export interface NetworkWords {
  query: string;
  item: string;
  features: (count: number) => string;
  shared: string;
  units: (count: number) => string;
  place: string;
  /** What deals with position bias. */
  bias: Record<Exclude<ModelSpec['biasHandling'], 'none'>, string>;
  /** @param number - from 1 */
  expert: (number: number) => string;
  gate: string;
  gates: string;
  task: (task: Task) => string;
  group: (group: TaskGroup) => string;
  /** Whose an expert is. */
  owner: (owner: Owner) => string;
}

type Known = Pick<Scene, 'graph' | 'layout' | 'model' | 'features' | 'gates'>;

/** The gates' reading lines first: they pass behind gates, and below everything else. */
const ORDER: Record<Edge['kind'], number> = { read: 0, features: 1, weights: 1, bias: 2, mix: 3, task: 4 };

/** The lines, each named as its edge; those of the features have one path per feature. */
export function edgeMarks({ graph, layout }: Known): Mark[] {
  return [...graph.edges]
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind])
    .map((edge) => {
      const at: Attributes = { 'data-edge': edge.id, class: 'edge', 'data-kind': edge.kind };
      if (edge.kind === 'features')
        return group(
          edge.id,
          featurePaths(layout, edge.from === 'query' ? 'query' : 'item').map((d, i) => path(String(i), d)),
          at,
        );
      const style = edge.task && `stroke: ${taskColor(edge.task)}`;
      // The lines of a mix move with the weights: the frame owns their shape.
      const d = edge.kind === 'mix' ? undefined : edgePath(layout, edge);
      return { key: edge.id, tag: 'path', at: { ...at, d, style } };
    });
}

/** Name of the column of gates, which have no room for one of their own: one gate is one. */
export function captionMarks({ gates, layout }: Known, words: Pick<NetworkWords, 'gate' | 'gates'>): Mark[] {
  const first = gates.at(0);
  if (!first || layout.flow === 'down') return [];
  const { x, y, w } = layout.boxes.get(first.id)!;
  const text = gates.length === 1 ? words.gate : words.gates;
  return [label('gates', x + w / 2, y - 5, text, { 'text-anchor': 'middle', class: 'detail', 'aria-hidden': 'true' })];
}

/** A letter of a small name is about this wide, and one of the usual size. */
const SMALL_LETTER = 6;
const USUAL_LETTER = 8;
/** A small one in the widest of the usual fonts: names of columns must fit in all of them. */
const WIDE_LETTER = 7;
/** Letters of a name that a box of the usual width has room for whatever they are. */
const SHORT = 10;

/** Whose the experts are: a line above the first of each owner's, or above all of them where they stand side by side. */
export function ownerMarks({ model, layout }: Known, words: Pick<NetworkWords, 'owner'>): Mark[] {
  const marks = ownerRuns(model).map(({ owner, first, end }) => {
    const [from, to] = [layout.boxes.get(`expert/${first}`)!, layout.boxes.get(`expert/${end - 1}`)!];
    const name = words.owner(owner);
    // The names of columns may be longer than the expert that they stand above.
    const lines =
      layout.flow === 'right' ? [shortened(name, from.w + OWNER_ROOM, widthOf)] : linesIn(name, to.x + to.w - from.x);
    const at: Attributes =
      layout.flow === 'right'
        ? { class: 'detail owner', 'text-anchor': 'start' }
        : { class: 'detail owner', 'text-anchor': 'middle' };
    const x = layout.flow === 'right' ? from.x + 2 : (from.x + to.x + to.w) / 2;
    return group(
      `owner of expert ${String(first + 1)}`,
      lines.map((line, i) => {
        const mark = label(String(i), x, from.y - 4 - 12 * (lines.length - 1 - i), line, at);
        return layout.flow === 'right' ? entitled(name, line, mark) : mark;
      }),
    );
  });
  return marks.length > 0 ? [group('owners', marks, { 'aria-hidden': 'true' })] : [];
}

/** Right of the experts there is room before the gates, which their lines leave free near the experts' upper edges. */
const OWNER_ROOM = 40;

/** About how wide small letters are: a Chinese one is twice as wide as a Latin one. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1) * SMALL_LETTER, 0);

/** A name on one line, on two where one is too narrow, or not at all. */
function linesIn(name: string, room: number): string[] {
  // The names of neighbours leave a little room between them.
  const fits = (text: string): boolean => widthOf(text) <= room + 6;
  if (fits(name)) return [name];
  // Chinese names have no blanks: they break in the middle.
  const middle = Math.ceil(name.length / 2);
  const lines = /\p{Script=Han}/u.test(name) ? [name.slice(0, middle), name.slice(middle)] : name.split(' ');
  return lines.length === 2 && lines.every(fits) ? lines : [];
}

/** Half the height of a line of words, and how far a bracket's ends reach from its back. */
const HALF_LINE = 9;
const HOOK = 4;
/** From the back of a group's bracket, which stands right of the words, to the right edge of its predictions. */
const BEHIND = 3;

/** The tasks' groups: a bracket round the predictions of each, with its name where the predictions leave room. */
export function groupMarks({ layout, model }: Known, words: Pick<NetworkWords, 'group'>): Mark[] {
  // The groups of a table are hues without a meaning.
  return (model.present ? [] : TASK_GROUPS).map((name, g) => {
    const own = TASKS.filter((_, k) => GROUP_OF_TASK[k] === g).map((task) => layout.boxes.get(`out/${task}`)!);
    const [first, last] = [own[0], own[own.length - 1]];
    const marks =
      layout.flow === 'right'
        ? bracketBeside(centre(first), centre(last), first.x + first.w - BEHIND)
        : bracketBelow(first.x + 2, last.x + last.w - 2, first.y + first.h + 2);
    const at = { class: 'detail', 'text-anchor': marks.anchor };
    return group(
      `group ${name}`,
      [path('bracket', marks.d, { class: 'bracket' }), label('name', marks.x, marks.y, words.group(name), at)],
      { 'aria-hidden': 'true' },
    );
  });
}

/** Right of two lines of words and the gap between them, in which the name stands. */
function bracketBeside(first: Point, last: Point, back: number): Bracket {
  const [from, to] = [first.y - HALF_LINE, last.y + HALF_LINE];
  return {
    d: `M${num(back - HOOK)},${num(from)}H${num(back)}V${num(to)}H${num(back - HOOK)}`,
    x: back - HOOK,
    y: (from + to) / 2 + 4,
    anchor: 'end',
  };
}

function bracketBelow(from: number, to: number, y: number): Bracket {
  return {
    d: `M${num(from)},${num(y)}V${num(y + HOOK)}H${num(to)}V${num(y)}`,
    x: (from + to) / 2,
    y: y + HOOK + 13,
    anchor: 'middle',
  };
}

interface Bracket {
  d: string;
  /** Of the name. */
  x: number;
  y: number;
  anchor: 'end' | 'middle';
}

const num = (value: number): string => String(px(value));

const taskOf = (node: NodeId): Task | undefined => TASKS.find((task) => node.endsWith(`/${task}`));

/** The only task that may use an expert; none where several may, or where it is another node. */
function ownTask({ model }: Known, node: NodeId): Task | undefined {
  if (!node.startsWith('expert/') || model.visible === undefined) return undefined;
  const owner = ownerOf(model, Number(node.split('/')[1]));
  return 'tasks' in owner && owner.tasks.length === 1 ? owner.tasks[0] : undefined;
}

/** One node. */
export function nodeMark(scene: Known, node: NodeId, words: NetworkWords): Mark {
  const box = scene.layout.boxes.get(node)!;
  const task = taskOf(node) ?? ownTask(scene, node);
  return group(node, shapeMarks(scene, node, box, words), {
    'data-node': node,
    class: 'node',
    'data-kind': node.split('/')[0],
    transform: `translate(${String(box.x)},${String(box.y)})`,
    style: task && `stroke: ${taskColor(task)}`,
  });
}

function shapeMarks(scene: Known, node: NodeId, box: Box, words: NetworkWords): Mark[] {
  if (node === 'sum') return sumMarks(box);
  const task = taskOf(node);
  if (node.startsWith('out/') && task) return [outMark(scene, box, task)];
  return [
    rect('ring', -3, -3, box.w + 6, box.h + 6, { class: 'ring', rx: 8 }),
    rect('box', 0, 0, box.w, box.h, { class: 'box', rx: Math.min(6, box.h / 3) }),
    ...insideMarks(scene, node, box, words),
  ];
}

/** ⊕: where the shallow tower's logit is added. */
function sumMarks(box: Box): Mark[] {
  const { x, y } = centre({ ...box, x: 0, y: 0 });
  const r = box.w / 2 - 1;
  return [
    circle('ring', x, y, r),
    path(
      'plus',
      `M${String(x - r + 3)},${String(y)}H${String(x + r - 3)}M${String(x)},${String(y - r + 3)}V${String(y + r - 3)}`,
    ),
  ];
}

/** A prediction's measure: name and number are filled in by the live drawing. */
function outMark({ layout }: Known, box: Box, task: Task): Mark {
  const at = { class: 'metric', style: `fill: ${taskInk(task)}` };
  const tspan = (key: string, more: Attributes, text?: string): Mark => ({ key, tag: 'tspan', at: more, text });
  const name = { 'data-metric-name': task };
  const value = { 'data-metric': task, class: 'value' };
  return layout.flow === 'right'
    ? {
        key: 'measure',
        tag: 'text',
        at: { ...at, x: 6, y: box.h / 2 + 4 },
        marks: [tspan('name', name), tspan('space', {}, ' '), tspan('value', value)],
      }
    : {
        key: 'measure',
        tag: 'text',
        at: { ...at, 'text-anchor': 'middle' },
        marks: [tspan('name', { ...name, x: box.w / 2, y: 12 }), tspan('value', { ...value, x: box.w / 2, y: 28 })],
      };
}

function insideMarks(scene: Known, node: NodeId, box: Box, words: NetworkWords): Mark[] {
  const [kind, which] = node.split('/');
  const { model } = scene;
  switch (kind) {
    case 'query':
    case 'item':
      return inputMarks(scene, kind, box, words);
    case 'shared':
      return sharedMarks(scene, box, words);
    case 'place':
      return [middleLabel(box, words.place, scene.layout.flow === 'right' ? '' : 'small')];
    case 'bias':
      return model.biasHandling === 'none' ? [] : [middleLabel(box, words.bias[model.biasHandling])];
    case 'expert':
      return expertMarks(scene, Number(which), box, words);
    case 'gate':
      return [gateBars(scene, node, box)];
    default: {
      const task = taskOf(node)!;
      return taskLabels(box, words.task(task), { style: `fill: ${taskInk(task)}` });
    }
  }
}

const named = (small: string): string => (small ? `name ${small}` : 'name');

const middleLabel = (box: Box, text: string, small = '', at: Attributes = {}): Mark =>
  label('name', box.w / 2, box.h / 2 + 4, text, { 'text-anchor': 'middle', class: named(small), ...at });

/** A task's name: small where its box is, and on two lines where it would touch the box's edges. */
function taskLabels(box: Box, name: string, at: Attributes): Mark[] {
  const usual = (widthOf(name) * USUAL_LETTER) / SMALL_LETTER;
  if (box.w >= 68 && (name.length <= SHORT || usual + 6 <= box.w)) return [middleLabel(box, name, '', at)];
  const wide = (text: string): number =>
    (widthOf(text) * (name.length <= SHORT ? SMALL_LETTER : WIDE_LETTER)) / SMALL_LETTER;
  if (wide(name) + 4 <= box.w) return [middleLabel(box, name, 'small', at)];
  const [first, second] = halvesOf(name);
  const cut = (text: string): string => shortened(text, box.w - 2, wide);
  if (second === '') return [entitled(name, cut(name), middleLabel(box, cut(name), 'small', at))];
  const line = (half: string, key: string, down: number): Mark => {
    const mark = { ...middleLabel({ ...box, h: box.h + down }, cut(half), 'small', at), key };
    return cut(half) === half ? mark : entitled(name, cut(half), mark);
  };
  return [line(first, 'name, first line', -12), line(second, 'name, second line', 12)];
}

/** A name in two, at the blank or behind the mark between words that is nearest its middle; whole where it has neither. */
function halvesOf(name: string): [string, string] {
  const breaks = Array.from(name.matchAll(/[ _./-]/g), ({ index }) => index + 1).filter((at) => at < name.length);
  const middle = breaks.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2)).at(0);
  return middle === undefined ? [name, ''] : [name.slice(0, middle).trimEnd(), name.slice(middle)];
}

/** The dots of a node's features or units. */
function dotMarks({ layout }: Known, node: NodeId, box: Box): Mark[] {
  const dots = layout.dots.get(node) ?? [];
  if (dots.length === 0) return [];
  return [
    group(
      'dots',
      dots.map(({ x, y, r }, i) => ({ key: String(i), tag: 'circle', at: { cx: x - box.x, cy: y - box.y, r } })),
      { 'data-dots': '', 'aria-hidden': 'true' },
    ),
  ];
}

function inputMarks(scene: Known, kind: 'query' | 'item', box: Box, words: NetworkWords): Mark[] {
  const right = scene.layout.flow === 'right';
  // Two lines where there is height for them, between the dots and the edge.
  const y = right ? box.h / 2 - 2 : 16;
  const count = words.features(scene.features[kind]);
  return [
    label('name', 9, y, words[kind], { class: 'name' }),
    ...(right ? [label('detail', 9, y + 15, count, { class: 'detail' })] : []),
    ...dotMarks(scene, kind, box),
  ];
}

function sharedMarks(scene: Known, box: Box, words: NetworkWords): Mark[] {
  const units = words.units(scene.model.sharedUnits);
  const middle = { 'text-anchor': 'middle' };
  return [
    ...(scene.layout.flow === 'right'
      ? [
          label('name', box.w / 2, 17, words.shared, { ...middle, class: 'name' }),
          label('detail', box.w / 2, 32, units, { ...middle, class: 'detail' }),
        ]
      : [
          label('name', 10, 15, words.shared, { class: 'name' }),
          label('detail', box.w - 10, 15, units, { 'text-anchor': 'end', class: 'detail' }),
        ]),
    ...dotMarks(scene, 'shared', box),
  ];
}

/** An expert: its number, the bar of its share (a segment for each task), and the cross of a dead one. */
function expertMarks({ layout, gates, model }: Known, expert: number, box: Box, words: NetworkWords): Mark[] {
  const right = layout.flow === 'right';
  const low = box.h < 16;
  const bar = low ? 2 : right ? 3 : 4;
  const share = group(
    'share',
    tasksIn(model).map((task) => ({ key: task, tag: 'rect', at: { height: bar, width: 0, fill: taskColor(task) } })),
    {
      'data-share': '',
      transform: `translate(${String(shareInset(box.w))},${String(box.h - bar - (low ? 0.5 : 1))})`,
      'aria-hidden': 'true',
    },
  );
  return [
    ...(gates.length > 0 ? [share] : []),
    label(
      'name',
      right ? 8 : box.w / 2,
      right ? (box.h - bar) / 2 + 3.5 : 17,
      right ? words.expert(expert + 1) : String(expert + 1),
      { 'text-anchor': right ? 'start' : 'middle', class: named(low || box.w < 20 ? 'small' : '') },
    ),
    path('dead', right ? cross(box.w - 9, box.h / 2 - 1, 3.5) : cross(box.w / 2, 12, Math.min(9, box.w / 2 - 3)), {
      class: 'dead',
    }),
  ];
}

const cross = (x: number, y: number, r: number): string => {
  const [left, right, top, bottom] = [x - r, x + r, y - r, y + r].map(String);
  return `M${left},${top}L${right},${bottom}M${left},${bottom}L${right},${top}`;
};

/** A gate's bars, one for each expert that it may use, at the expert's place in their order; flat until a frame comes. */
function gateBars({ model }: Known, node: NodeId, box: Box): Mark {
  const task = taskOf(node);
  const pitch = (box.w - 6) / model.experts;
  const width = Math.min(10, Math.max(1, pitch - Math.min(1.5, pitch * 0.3)));
  return group(
    'bars',
    expertsOf(model, task ? TASKS.indexOf(task) : 0).map((e) => ({
      key: `expert ${String(e + 1)}`,
      tag: 'rect',
      at: { x: 3 + e * pitch + Math.max(0, pitch - 10) / 2, width, y: box.h - 3.5, height: 0.5 },
    })),
    { 'data-bars': node, style: task && `fill: ${taskColor(task)}`, class: 'bars', 'aria-hidden': 'true' },
  );
}

/**
 * Where everything in the picture of a network stands. Two arrangements: from left to right where there is room, from top to bottom on
 * narrow screens. Pure: a model and a width in, boxes out.
 */
import { ownerRuns } from '../../model/sharing.ts';
import { gatesOf, networkGraph, tasksIn, type FeatureCounts, type Graph, type Network, type NodeId } from './graph.ts';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Dot extends Point {
  r: number;
}

export interface NetworkLayout {
  /** Direction of flow. */
  flow: 'right' | 'down';
  width: number;
  height: number;
  boxes: ReadonlyMap<NodeId, Box>;
  /** One dot per feature of `query` and `item`, per unit of `shared`. */
  dots: ReadonlyMap<NodeId, readonly Dot[]>;
  /** Pixels of line width for a mean gate weight of 1: a gate's incoming lines side by side fill its edge. */
  fullWeight: number;
  /** Where the line on which the gates read what is below them runs: y when the flow is to the right, x when it is down. */
  bus: number;
  /** Where the line from `bias` to `sum` runs, in the same sense. */
  lane: number;
}

/** From this width on the network flows to the right, where the letters have their usual size. */
export const HORIZONTAL_FROM = 560;
/** Smallest width that is drawn; anything narrower scrolls. */
const LEAST_WIDTH = 260;

export const centre = ({ x, y, w, h }: Box): Point => ({ x: x + w / 2, y: y + h / 2 });

/** Evenly spaced numbers in the middle of `count` equal parts of [from, to]. */
const spread = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((i + 0.5) * (to - from)) / count);

/** Dots on a grid of at most `columns`, as large as fits up to `most`. */
function grid(count: number, columns: number, box: Box, most: number): Dot[] {
  const across = Math.min(count, columns);
  const down = Math.ceil(count / across);
  const pitch = Math.min(most * 2 + 4, box.w / across, box.h / down);
  const { x, y } = centre(box);
  return Array.from({ length: count }, (_, i) => ({
    x: x + ((i % across) - (across - 1) / 2) * pitch,
    y: y + (Math.floor(i / across) - (down - 1) / 2) * pitch,
    r: Math.min(most, pitch * 0.36),
  }));
}

/** Splits a length between the feature groups in proportion to their sizes, none getting less than `least`. */
function shareOut(
  groups: readonly { id: NodeId; count: number }[],
  length: number,
  gap: number,
  least: number,
): number[] {
  const room = length - gap * (groups.length - 1);
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const wanted = groups.map(({ count }) => Math.max(least, (room * count) / total));
  const over = wanted.reduce((sum, size) => sum + size, 0) - room;
  if (over <= 0) return wanted;
  // What the small ones got too much, the largest gives back.
  const largest = wanted.indexOf(Math.max(...wanted));
  return wanted.map((size, i) => (i === largest ? Math.max(least, size - over) : size));
}

interface Plan {
  model: Network;
  features: FeatureCounts;
  graph: Graph;
  has: (node: NodeId) => boolean;
  /** How large the letters are, 1 = 16 pixels a rem. */
  letters: number;
  groups: { id: 'query' | 'item'; count: number }[];
  boxes: Map<NodeId, Box>;
  dots: Map<NodeId, Dot[]>;
}

/** The height that the rows stand in, and where it begins and ends. */
interface Frame {
  top: number;
  main: number;
  middle: number;
  height: number;
}

/** Height of a line that says whose the experts below it are. */
const OWNER_LINE = 14;

/** Pixels above each expert that such lines take: of its own owner, and of those before it. */
const ownerLines = ({ model, letters }: Pick<Plan, 'model' | 'letters'>): number[] => {
  const runs = ownerRuns(model);
  return Array.from({ length: model.experts }, (_, e) => runs.filter(({ first }) => first <= e).length).map(
    (lines) => lines * OWNER_LINE * letters,
  );
};

function frameRight(plan: Plan, room: number): Frame {
  const { model, has } = plan;
  const top = has('bias') ? 30 : 16;
  const bottom = gatesOf(model).length > 0 ? 12 : 6;
  const pitch = Math.max(15.5, Math.min(20.5, 168 / model.experts));
  const least = Math.max(168, model.experts * pitch) + ownerLines(plan)[model.experts - 1];
  // Where the card is higher than it need be, the picture opens up, until it would look empty.
  const main = Math.max(least, Math.min(room - top - bottom, 1.7 * least));
  return { top, main, middle: top + main / 2, height: top + main + bottom };
}

type Column = 'input' | 'shared' | 'expert' | 'gate' | 'tower' | 'out';

/** Left edge and width of each column: what they need, and the rest of the width shared out between them. */
function columnsRight(
  { model, has, letters }: Plan,
  width: number,
): { at: Record<Column, number>; need: Record<Column, number> } {
  const gated = gatesOf(model).length > 0;
  const wide = Math.max(letters, Math.min(1.25, Math.max(1, width / 760)));
  const need = {
    input: 112 * wide,
    shared: has('shared') ? 64 * wide : 0,
    expert: 77 * wide,
    gate: gated ? Math.min(64, Math.max(34, model.experts * 4.5 + 6)) : 0,
    tower: 82 * wide,
    // A measure, and the bracket of its group.
    out: 84 * letters,
  };
  const gaps = {
    shared: has('shared') ? 1 : 0,
    expert: 1,
    gate: gated ? 2.3 : 0,
    tower: gated ? 0.4 : 2.3,
    out: has('sum') ? 0.95 : 0.5,
  };
  const unit = (width - 1 - Object.values(need).reduce((a, b) => a + b)) / Object.values(gaps).reduce((a, b) => a + b);
  const at = { input: 0.5, shared: 0, expert: 0, gate: 0, tower: 0, out: 0 };
  at.shared = at.input + need.input + gaps.shared * unit;
  at.expert = at.shared + need.shared + gaps.expert * unit;
  at.gate = at.expert + need.expert + gaps.gate * unit;
  at.tower = at.gate + need.gate + gaps.tower * unit;
  at.out = at.tower + need.tower + gaps.out * unit;
  return { at, need };
}

type Columns = ReturnType<typeof columnsRight>;

/** The feature groups above each other, and the shared layer beside them. */
function placeInputsRight(
  { model, has, groups, boxes, dots }: Plan,
  { main, middle }: Frame,
  { at, need }: Columns,
): void {
  const inputHeight = Math.min(main, Math.max(168, 0.75 * main));
  const sizes = shareOut(groups, inputHeight, 8, 40);
  let y = middle - inputHeight / 2;
  groups.forEach(({ id, count }, i) => {
    const box = { x: at.input, y, w: need.input, h: sizes[i] };
    boxes.set(id, box);
    const pad = Math.min(7, box.h / count / 2);
    const r = Math.min(2.6, (box.h - 2 * pad) / count / 2.8);
    dots.set(
      id,
      spread(count, y + pad, y + box.h - pad).map((cy) => ({ x: box.x + box.w - 9, y: cy, r })),
    );
    y += sizes[i] + 8;
  });
  if (!has('shared')) return;
  const rows = Math.ceil(model.sharedUnits / 4);
  const h = Math.min(inputHeight, 46 + Math.min(rows, 8) * 13);
  const box = { x: at.shared, y: middle - h / 2, w: need.shared, h };
  boxes.set('shared', box);
  dots.set(
    'shared',
    grid(model.sharedUnits, rows > 8 ? 8 : 4, { x: box.x + 6, y: box.y + 40, w: box.w - 12, h: h - 46 }, 3.4),
  );
}

/** Experts, gates, towers and predictions, each kind in its column. */
function placeRowsRight(plan: Plan, { top, main, middle }: Frame, { at, need }: Columns): void {
  const { model, boxes } = plan;
  const lines = ownerLines(plan);
  const length = main - lines[model.experts - 1];
  spread(model.experts, top, top + length).forEach((cy, e) => {
    const h = Math.min(26, length / model.experts - 2.5);
    boxes.set(`expert/${e}`, { x: at.expert, y: cy + lines[e] - h / 2, w: need.expert, h });
  });
  const tasks = tasksIn(model);
  const rows = spread(tasks.length, top, top + main);
  gatesOf(model).forEach(({ id }, g, gates) => {
    const h = model.kind === 'omoe' ? 40 : 32;
    const cy = gates.length === 1 ? middle : rows[g];
    boxes.set(id, { x: at.gate, y: cy - h / 2, w: need.gate, h });
  });
  tasks.forEach((task, k) => {
    boxes.set(`tower/${task}`, { x: at.tower, y: rows[k] - 14, w: need.tower, h: 28 });
    boxes.set(`out/${task}`, { x: at.out, y: rows[k] - 14, w: need.out, h: 28 });
  });
}

/** What deals with position: above the rest, and where it joins the click. */
function placeBiasRight({ has, boxes, letters }: Plan, { at, need }: Columns): void {
  if (has('place')) boxes.set('place', { x: at.input, y: 1, w: need.input, h: 22 });
  if (has('bias')) {
    // The shallow tower stands on its way to the click; the others right above the shared layer, which they feed or read.
    const w = 112 * letters;
    const over = has('sum') ? at.expert + need.expert / 2 : at.shared + need.shared / 2;
    boxes.set('bias', { x: Math.max(over - w / 2, has('place') ? need.input + 12 : 1), y: 1, w, h: 22 });
  }
  if (has('sum')) {
    // Many experts make the gates wide and the gap before the predictions narrow.
    const r = Math.min(8, (at.out - at.tower - need.tower) / 2 - 0.5);
    const tower = boxes.get('tower/click')!;
    boxes.set('sum', { x: (at.tower + need.tower + at.out) / 2 - r, y: tower.y + tower.h / 2 - r, w: 2 * r, h: 2 * r });
  }
}

type Rest = Omit<NetworkLayout, 'boxes' | 'dots' | 'flow' | 'width'>;

function layoutRight(plan: Plan, width: number, room: number): Rest {
  const frame = frameRight(plan, room);
  const columns = columnsRight(plan, width);
  placeInputsRight(plan, frame, columns);
  placeRowsRight(plan, frame, columns);
  placeBiasRight(plan, columns);
  return { height: frame.height, fullWeight: 26, bus: frame.height - 5, lane: 12 };
}

/** Left and right edge of what lies below the inputs, and the width kept beside them for what deals with position. */
interface Band {
  left: number;
  right: number;
  beside: number;
  /** Where inputs and shared layer begin. */
  inputLeft: number;
}

/** Height of the brackets of the tasks' groups under the predictions, with their names. */
const GROUPS_BELOW = 22;

const GAP_DOWN = 8;
const INPUT_HEIGHT = 38;

/** The feature groups beside each other. @returns y below them */
function placeInputsDown({ has, groups, boxes, dots }: Plan, width: number, { beside, inputLeft }: Band): number {
  const y = 1;
  const sizes = shareOut(groups, width - 1 - inputLeft, GAP_DOWN, 60);
  let x = inputLeft;
  groups.forEach(({ id, count }, i) => {
    const box = { x, y, w: sizes[i], h: INPUT_HEIGHT };
    boxes.set(id, box);
    const pad = Math.min(8, box.w / count / 2);
    const r = Math.min(2.6, (box.w - 2 * pad) / count / 2.8);
    dots.set(
      id,
      spread(count, x + pad, x + box.w - pad).map((cx) => ({ x: cx, y: box.y + box.h - 8, r })),
    );
    x += sizes[i] + GAP_DOWN;
  });
  if (has('place')) boxes.set('place', { x: 1, y, w: beside - 1, h: INPUT_HEIGHT });
  return y + INPUT_HEIGHT;
}

/** The shared layer, and beside it what deals with position. @returns y below them */
function placeSharedDown({ model, has, boxes, dots }: Plan, from: number, { right, beside, inputLeft }: Band): number {
  if (!has('shared') && !has('bias')) return from;
  const y = from + (has('shared') ? 32 : 18);
  const h = 40;
  if (has('shared')) {
    const box = { x: inputLeft, y, w: right - inputLeft, h };
    boxes.set('shared', box);
    dots.set(
      'shared',
      grid(
        model.sharedUnits,
        model.sharedUnits > 16 ? Math.ceil(model.sharedUnits / 2) : model.sharedUnits,
        { x: box.x + 8, y: box.y + 19, w: box.w - 16, h: 18 },
        3.2,
      ),
    );
  }
  if (has('bias')) boxes.set('bias', { x: 1, y, w: beside - 1, h });
  return y + h;
}

/** Experts in a row, and the gates below the lines that lead to them. @returns y where the towers begin */
function placeGatesDown({ model, boxes }: Plan, from: number, { left, right }: Band): number {
  const pitch = (right - left) / model.experts;
  spread(model.experts, left, right).forEach((cx, e) => {
    const w = Math.min(48, pitch - 2.5);
    boxes.set(`expert/${e}`, { x: cx - w / 2, y: from, w, h: 30 });
  });
  const y = from + 30 + 96;
  const gates = gatesOf(model);
  if (gates.length === 0) return y;
  const tasks = tasksIn(model);
  const columns = spread(tasks.length, left, right);
  const column = (right - left) / tasks.length;
  const h = 38;
  gates.forEach(({ id }, g) => {
    const w = gates.length === 1 ? Math.min(120, column * 2) : Math.min(72, column - 8);
    boxes.set(id, { x: (gates.length === 1 ? (left + right) / 2 : columns[g]) - w / 2, y, w, h });
  });
  return y + h + (gates.length === 1 ? 34 : 16);
}

/** Towers and predictions, a column for each task. @returns height of the whole */
function placeTowersDown({ model, has, boxes }: Plan, from: number, { left, right }: Band): number {
  const tasks = tasksIn(model);
  const columns = spread(tasks.length, left, right);
  const column = (right - left) / tasks.length;
  const below = from + 28;
  const out = below + (has('sum') ? 36 : 14);
  tasks.forEach((task, k) => {
    const w = Math.min(84, column - 4);
    boxes.set(`tower/${task}`, { x: columns[k] - w / 2, y: from, w, h: 28 });
    boxes.set(`out/${task}`, { x: columns[k] - column / 2 + 2, y: out, w: column - 4, h: 34 });
  });
  if (has('sum')) boxes.set('sum', { x: columns[0] - 8, y: below + 9, w: 16, h: 16 });
  return out + 35 + GROUPS_BELOW;
}

function layoutDown(plan: Plan, width: number): Rest {
  const { model, has, boxes } = plan;
  const gate = gatesOf(model).at(0);
  // Wide enough for "device × position" with room around it.
  const beside = has('bias') ? 116 : 0;
  const band: Band = {
    left: has('sum') ? 14 : 1,
    right: width - (gate ? 12 : 1),
    beside,
    inputLeft: beside > 0 ? beside + GAP_DOWN : 1,
  };
  const inputs = placeInputsDown(plan, width, band);
  const shared = placeSharedDown(plan, inputs, band);
  // Two lines: a task's name may need both.
  const owners = ownerRuns(model).length > 0 ? 2 * OWNER_LINE : 0;
  const height = placeTowersDown(plan, placeGatesDown(plan, shared + 34 + owners, band), band);
  const box = gate && boxes.get(gate.id);
  return { height, fullWeight: box ? Math.min(36, box.w - 6) : 26, bus: width - 5, lane: 5 };
}

/**
 * Places every node of a model's network in a box of the given width; the height follows.
 * @param width - available pixels; less than {@link LEAST_WIDTH} counts as that
 * @param room - pixels of height that may be filled; the picture is higher where it must be
 * @param letters - how large the letters are, 1 = 16 pixels a rem: boxes of words grow with them
 */
export function layoutNetwork(
  model: Network,
  features: FeatureCounts,
  width: number,
  room = 0,
  letters = 1,
): NetworkLayout & { graph: Graph } {
  const graph = networkGraph(model, features);
  const known = new Set(graph.nodes);
  const plan: Plan = {
    model,
    features,
    graph,
    has: (node) => known.has(node),
    letters,
    boxes: new Map(),
    dots: new Map(),
    groups: [
      { id: 'query' as const, count: features.query },
      { id: 'item' as const, count: features.item },
    ].filter(({ count }) => count > 0),
  };
  const across = Math.max(LEAST_WIDTH, Math.floor(width));
  const flow = across >= HORIZONTAL_FROM * letters ? 'right' : 'down';
  const rest = flow === 'right' ? layoutRight(plan, across, room) : layoutDown(plan, across);
  return { graph, flow, width: across, boxes: plan.boxes, dots: plan.dots, ...rest };
}

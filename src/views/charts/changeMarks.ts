/** What was changed while a run trained, as small labelled marks on curves over its steps. */
import { group, label, segment, type Mark } from './marks.ts';

/** A change in words. */
export interface ShownChange {
  /** Steps taken before it acted. */
  step: number;
  /** "gate dropout 50%" */
  label: string;
  /** "50%", for pictures without room for more. */
  short: string;
}

export interface ChangeWords {
  /** "3 changes" */
  several: (number: number) => string;
  /** Width of a text in pixels. */
  textWidth: (text: string) => number;
}

export interface ChangeRoom {
  /** Place of a step. */
  x: (step: number) => number;
  /** Labels stay between these. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Of the labels; null for lines alone. */
  baseline: number | null;
}

/** Between two labels. */
const GAP = 8;
/** Lines nearer to each other than this are one. */
const LINES_APART = 3;

interface Cluster {
  changes: ShownChange[];
  text: string;
  /** Of the label. */
  from: number;
  to: number;
}

/** Changes that share a label, placed at the first of them as far as there is room. */
function clusterOf(changes: ShownChange[], { x, left, right }: ChangeRoom, words: ChangeWords): Cluster {
  const [first] = changes;
  const wanted = changes.length > 1 ? [words.several(changes.length)] : [first.label, first.short];
  const text = wanted.find((each) => words.textWidth(each) <= right - left) ?? '';
  const width = words.textWidth(text);
  const from = Math.max(left, Math.min(right - width, x(first.step)));
  return { changes, text, from, to: from + width };
}

/** Labels that would touch become one. */
function clustersOf(changes: readonly ShownChange[], room: ChangeRoom, words: ChangeWords): Cluster[] {
  const clusters: Cluster[] = [];
  for (const change of changes) {
    let cluster = clusterOf([change], room, words);
    for (let before = clusters.at(-1); before && before.to + GAP > cluster.from; before = clusters.at(-1)) {
      clusters.pop();
      cluster = clusterOf([...before.changes, ...cluster.changes], room, words);
    }
    clusters.push(cluster);
  }
  return clusters;
}

/**
 * A line at the step of every change, and labels that do not overlap: where they would, one says how many there are.
 * @param shown - the newest step that is drawn; what comes later is not
 */
export function changeMarks(
  changes: readonly ShownChange[],
  shown: number,
  room: ChangeRoom,
  words: ChangeWords,
): Mark {
  const past = changes.filter(({ step }) => step <= shown).sort((a, b) => a.step - b.step);
  const lines: number[] = [];
  for (const { step } of past) {
    const last = lines.at(-1);
    if (last === undefined || room.x(step) - room.x(last) >= LINES_APART) lines.push(step);
  }
  const { baseline } = room;
  const labels = baseline === null ? [] : clustersOf(past, room, words).filter(({ text }) => text !== '');
  return group(
    'changes',
    [
      ...lines.map((step) => segment(`step ${String(step)}`, room.x(step), room.top, room.x(step), room.bottom)),
      ...labels.map(({ changes: [first], text, from }) =>
        label(`label ${String(first.step)}`, from, baseline ?? 0, text),
      ),
    ],
    { class: 'change' },
  );
}

/** Which of the four places among the tasks each label of a table takes. */
import { TASK_COUNT } from '../world/spec.ts';
import type { ColumnMapping, Mapping } from './types.ts';

/** Names that mean what the synthetic platform's tasks mean, and take their places. */
const RESERVED: Readonly<Record<string, number>> = { click: 0, watch_time: 1, like: 2, rating: 3 };

/**
 * Places the labels of a mapping among the tasks: where they say so themselves; `click`, `watch_time`, `like` and `rating` where the synthetic
 * platform has them; the others where there is room, in the order of their columns. The first binary one of these prefers place 0, whose
 * logit the position bias is added to. Where two want one place the first has it.
 * @returns [4] null = no task; labels for which no room is left are nowhere
 */
export function placeTasks({ columns }: Pick<Mapping, 'columns'>): (ColumnMapping | null)[] {
  const places = new Array<ColumnMapping | null>(TASK_COUNT).fill(null);
  const put = (label: ColumnMapping, place: number | undefined): boolean => {
    if (place === undefined || places[place] !== null) return false;
    places[place] = label;
    return true;
  };
  const labels = columns.filter(({ role }) => role === 'label');
  const unsaid = labels.filter((label) => !put(label, label.task));
  const others = unsaid.filter((label) => !put(label, RESERVED[label.name.toLowerCase()]));
  const first = others.find(({ kind }) => kind === 'binary');
  const preferred = first !== undefined && put(first, 0) ? first : undefined;
  for (const label of others) if (label !== preferred) put(label, free(places));
  return places;
}

const free = (places: readonly (ColumnMapping | null)[]): number | undefined => {
  const place = places.indexOf(null);
  return place < 0 ? undefined : place;
};

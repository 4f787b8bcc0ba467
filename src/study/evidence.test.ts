import { describe, expect, it } from 'vitest';
import {
  begun,
  choicesOf,
  choose,
  emptyShelf,
  ended,
  isLive,
  measured,
  MOST_KEPT,
  shownOf,
  withStored,
  type Shelf,
} from './evidence.ts';

/** Data: how many runs were measured and how many of them finished. */
interface Data {
  name: string;
  finished: number;
}
const stored = { data: { name: 'stored', finished: 60 }, finished: 60 };
const atEnd = (data: Data): { data: Data; finished: number } => ({
  data: { ...data, name: `${data.name}, cut` },
  finished: data.finished,
});
const grown = (finished: number) => (data: Data) => ({ ...data, finished });
const names = (shelf: Shelf<Data>): string[] => choicesOf(shelf).map(({ data }) => data.name);
const shown = (shelf: Shelf<Data>): string | undefined => shownOf(shelf)?.data.name;
/** A study that finishes so many runs. */
const study = (shelf: Shelf<Data>, name: string, finished: number): Shelf<Data> =>
  ended(measured(begun(shelf, { name, finished: 0 }), grown(finished)), atEnd);

describe('results of a question', () => {
  const first = withStored(emptyShelf<Data>(), stored);

  it('are none at first, then the stored ones', () => {
    expect(shownOf(emptyShelf())).toBeNull();
    expect(emptyShelf().kept).toBe(0);
    expect(shown(first)).toBe('stored');
    expect(shownOf(first)).toMatchObject({ id: 0, finished: 60 });
  });

  it('stay in sight until a running study has something to show, which then comes into sight', () => {
    const running = begun(first, { name: 'own', finished: 0 });
    expect(shown(running)).toBe('stored');
    expect(names(running)).toEqual(['stored']);
    const seen = measured(running, grown(0));
    expect([shown(seen), names(seen)]).toEqual(['own', ['stored', 'own']]);
    expect(isLive(seen, shownOf(seen))).toBe(true);
    expect(isLive(first, shownOf(first))).toBe(false);
  });

  it('are not replaced by a study that finished nothing', () => {
    const stopped = study(first, 'own', 0);
    expect([shown(stopped), names(stopped), stopped.kept, stopped.live]).toEqual(['stored', ['stored'], 0, null]);
    const before = study(first, 'one', 4);
    const again = study(before, 'two', 0);
    expect([shown(again), names(again)]).toEqual(['one, cut', ['stored', 'one, cut']]);
    // What had not been measured at all goes likewise.
    expect(names(ended(begun(first, { name: 'own', finished: 0 }), atEnd))).toEqual(['stored']);
  });

  it('are kept beside those of a study that finished fewer, each with its number', () => {
    const less = study(first, 'own', 4);
    expect(choicesOf(less).map(({ id, finished }) => [id, finished])).toEqual([
      [0, 60],
      [1, 4],
    ]);
    expect([shown(less), less.kept]).toEqual(['own, cut', 4]);
    expect(begun(less, { name: 'next', finished: 0 }).kept).toBe(0);
    expect(shown(choose(less, 0))).toBe('stored');
    expect(shown(choose(choose(less, 0), 1))).toBe('own, cut');
    const more = study(less, 'own', 9);
    expect(choicesOf(more).map(({ finished }) => finished)).toEqual([60, 4, 9]);
  });

  it('stay as the reader chose while a study runs on', () => {
    const running = measured(begun(first, { name: 'own', finished: 0 }), grown(1));
    const back = choose(running, 0);
    expect(shown(measured(back, grown(2)))).toBe('stored');
    expect(shown(ended(measured(back, grown(2)), atEnd))).toBe('stored');
  });

  it('of other settings take the place of the stored ones only', () => {
    const own = study(first, 'own', 4);
    const other = withStored(own, { data: { name: 'other', finished: 20 }, finished: 20 });
    expect(names(other)).toEqual(['other', 'own, cut']);
    expect(shown(choose(other, 0))).toBe('other');
    expect(shown(withStored(choose(own, 0), null))).toBe('own, cut');
    // The newest of them.
    expect(shown(withStored(choose(study(own, 'newer', 9), 0), null))).toBe('newer, cut');
  });

  it('are not kept without end: those with the fewest runs go first, the newest stay', () => {
    const many = [9, 2, 7, 2, 8, 1].reduce((shelf, n) => study(shelf, String(n), n), first);
    expect(choicesOf(many).map(({ finished }) => finished)).toEqual([60, 9, 7, 2, 8, 1]);
    expect(many.own).toHaveLength(MOST_KEPT);
    expect(shown(many)).toBe('1, cut');
    expect(choicesOf(many).map(({ id }) => id)).toEqual([0, 1, 3, 4, 5, 6]);
  });

  it('are let go of by their number of runs even where they are the newest but one', () => {
    const many = [9, 8, 7, 6, 2, 5].reduce((shelf, n) => study(shelf, String(n), n), first);
    expect(choicesOf(many).map(({ finished }) => finished)).toEqual([60, 9, 8, 7, 6, 5]);
  });

  it('change by nothing that a study which no longer runs says', () => {
    expect(measured(first, grown(3))).toBe(first);
    expect(ended(first, atEnd)).toBe(first);
  });
});

it('keeps what the newest study set out to measure, however it ended', () => {
  const asked = begun(emptyShelf<Data>(), { name: 'asked', finished: 0 });
  expect(emptyShelf<Data>().asked).toBeNull();
  expect(ended(asked, atEnd).asked?.name).toBe('asked');
  expect(study(asked, 'next', 3).asked?.name).toBe('next');
});

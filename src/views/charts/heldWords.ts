/** The one rule for words in pictures: they are of the frame that the card's other words were written from. Pure. */
import type { Mark } from './marks.ts';

/**
 * A picture that has moved on with the words that it had when words were last written: title, table and picture say the same number at every
 * moment, while lines and bars follow every frame. A word keeps its place in the picture, and all that it looked like ("polarized" is bold); one
 * that had not been written yet waits. Numbers of a scale move with it.
 * @param moved - the picture as it is now
 * @param written - the picture when words were last written
 */
export function withWordsOf(moved: readonly Mark[], written: readonly Mark[]): Mark[] {
  const before = new Map(written.map((mark) => [mark.key, mark]));
  return moved.flatMap((mark): Mark[] => {
    const then = before.get(mark.key);
    if (mark.marks) return [{ ...mark, marks: withWordsOf(mark.marks, then?.marks ?? []) }];
    if (mark.text === undefined || mark.scale) return [mark];
    return then?.text === undefined ? [] : [{ ...then, at: { ...then.at, x: mark.at.x, y: mark.at.y } }];
  });
}

import { describe, expect, it } from 'vitest';
import { withWordsOf } from './heldWords.ts';
import { bottomAxis, group, label, leftAxis, segment, type Mark } from './marks.ts';

/** A line at a height, words beside it, and a scale. */
const picture = (height: number, words: Mark[], top: string): Mark[] => [
  group('frame', [
    leftAxis('values', [{ at: 0, text: top }], 30),
    bottomAxis('steps', [{ at: 10, text: top }], 90, 3),
    label('unit', 0, 10, 'nats', { class: 'tick' }),
  ]),
  segment('line', 0, height, 100, height),
  group('words', words),
];

describe('the words of a picture that moves on', () => {
  const written = picture(50, [label('click', 100, 50, '0.50', { class: 'bold' })], '1');
  const moved = withWordsOf(picture(40, [label('click', 100, 40, '0.40')], '2'), written);

  it('stay as they were written, in sense and in look, and go with what they stand beside', () => {
    expect(moved[1]).toEqual(segment('line', 0, 40, 100, 40));
    expect(moved[2].marks).toEqual([label('click', 100, 40, '0.50', { class: 'bold' })]);
  });

  it('are not those of a scale: these say where the lines are', () => {
    expect(moved[0]).toEqual(picture(40, [], '2')[0]);
  });

  it('wait where they had not been written yet, and go with what they name', () => {
    const more = [label('click', 100, 40, '0.40'), label('like', 100, 60, '0.60')];
    expect(withWordsOf(picture(40, more, '1'), written)[2].marks?.map(({ text }) => text)).toEqual(['0.50']);
    expect(withWordsOf(picture(40, [], '1'), written)[2].marks).toEqual([]);
    expect(withWordsOf([group('new', more)], written)).toEqual([group('new', [])]);
  });

  it('are those of now once they are written', () => {
    const now = picture(40, [label('click', 100, 40, '0.40')], '2');
    expect(withWordsOf(now, now)).toEqual(now);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from './fields.ts';
import { decodePage, encodePage, noPageView, PAGE_KEYS, type PageView } from './pageView.ts';

const read = (query: string) => decodePage(new URLSearchParams(query));

describe('what a link says of the page', () => {
  it('asks for nothing where it says nothing', () => {
    expect(read('steps=200')).toEqual({ page: noPageView(), problems: [] });
    expect(encodePage(noPageView())).toBe('');
  });

  it('takes a bare key for yes, as a lecturer types it', () => {
    expect(read('present&lesson=gates').page).toEqual({
      lesson: 'gates',
      present: true,
      projector: false,
      embed: null,
    });
    expect(read('present=0').page.present).toBe(false);
  });

  it('shows controls in an embedded page unless they are hidden, and trains only if asked', () => {
    expect(read('embed=1').page.embed).toEqual({ card: null, controls: true, play: false });
    expect(read('embed&card=train.gates&controls=0&play').page.embed).toEqual({
      card: 'train.gates',
      controls: false,
      play: true,
    });
  });

  it('names what it cannot use, and what only an embedded page has', () => {
    expect(read('lesson=<b>&present=maybe')).toEqual({
      page: noPageView(),
      problems: [
        { key: 'lesson', given: '<b>' },
        { key: 'present', given: 'maybe' },
      ],
    });
    expect(read('play=1').problems).toEqual([{ key: 'play', given: '1' }]);
  });

  it('reads what it wrote', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
    const page: fc.Arbitrary<PageView> = fc.record({
      lesson: fc.option(name),
      present: fc.boolean(),
      projector: fc.boolean(),
      embed: fc.option(fc.record({ card: fc.option(name), controls: fc.boolean(), play: fc.boolean() })),
    });
    fc.assert(
      fc.property(page, (one) => {
        expect(read(encodePage(one))).toEqual({ page: one, problems: [] });
      }),
    );
  });

  it('has keys that no setting has', () => {
    const keys = new Set(FIELDS.map(({ key }) => key));
    expect(PAGE_KEYS.filter((key) => keys.has(key))).toEqual([]);
  });
});

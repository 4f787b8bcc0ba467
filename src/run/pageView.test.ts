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
    expect(read('present&lesson=gates').page).toEqual({ ...noPageView(), lesson: 'gates', present: true });
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
    expect(read('embed=1&card=../<b>')).toMatchObject({
      page: { embed: { card: null } },
      problems: [{ key: 'card', given: '../<b>' }],
    });
    expect(read('play=1').problems).toEqual([{ key: 'play', given: '1' }]);
  });

  it('asks for a language and a theme that there are', () => {
    expect(read('lang=zh&theme=dark').page).toEqual({ ...noPageView(), lang: 'zh', theme: 'dark' });
    expect(read('lang=constructor&theme=system').problems.map(({ key }) => key)).toEqual(['lang', 'theme']);
  });

  it('reads what it wrote', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);
    const page: fc.Arbitrary<PageView> = fc.record({
      lesson: fc.option(name),
      present: fc.boolean(),
      projector: fc.boolean(),
      embed: fc.option(fc.record({ card: fc.option(name), controls: fc.boolean(), play: fc.boolean() })),
      lang: fc.option(fc.constantFrom('en', 'zh')),
      theme: fc.option(fc.constantFrom('light', 'dark')),
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

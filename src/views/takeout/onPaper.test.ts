import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onPaper } from './onPaper.ts';

/** What the root says of the page, each time that it is styled. */
let styled: Record<string, string>[];
let dataset: Record<string, string>;

beforeEach(() => {
  styled = [];
  dataset = { theme: 'dark' };
  const style = (): number => styled.push({ ...dataset });
  vi.stubGlobal('document', {
    documentElement: { dataset },
    body: {
      get offsetHeight() {
        return style();
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const read = (): number => document.body.offsetHeight;

it('shows the page as on paper, and as it was again before anything may fade', () => {
  expect(onPaper(read)).toBe(1);
  expect(styled).toEqual([
    { theme: 'light', still: '' },
    { theme: 'dark', still: '' },
  ]);
  expect(dataset).toEqual({ theme: 'dark' });
});

it('leaves nothing behind where something goes wrong, nor where no theme was set', () => {
  delete dataset.theme;
  expect(() =>
    onPaper(() => {
      throw new Error('no picture');
    }),
  ).toThrow('no picture');
  expect(dataset).toEqual({});
});

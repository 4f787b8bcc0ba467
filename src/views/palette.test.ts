import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, tokensOf } from './testing/colors.ts';
import { difference, seenBy, VISIONS } from './testing/vision.ts';

// Marks of tasks, of what is true and of what is estimated are told apart by colour (and by dashes, places and words beside it): here, by which
// colours alone. Experts have no colours of their own.

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');
const [theme, projector] = [read('theme.css'), read('projector.css')];
const light = tokensOf(theme, ':root');
const dark = { ...light, ...tokensOf(theme, ":root[data-theme='dark']") };
const shown = (name: 'light' | 'dark') => tokensOf(projector, `:root[data-projector][data-theme='${name}']`);

const MARKS = ['--task-click', '--task-watchTime', '--task-like', '--task-rating', '--truth'];
const pairs = MARKS.flatMap((a, i) => MARKS.slice(i + 1).map((b) => [a, b] as const));

/** The least CIEDE2000 of two marks of a palette, as an eye sees them. */
const least = (palette: Record<string, string>, vision: keyof typeof VISIONS): number =>
  Math.min(...pairs.map(([a, b]) => difference(seenBy(vision, palette[a]), seenBy(vision, palette[b]))));

it('the measure is CIEDE2000 (Sharma, Wu and Dalal 2005, table 1), and grey stays grey for every eye', () => {
  expect(difference([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(difference([50, 2.5, 0], [61, -5, 29])).toBeCloseTo(22.8977, 4);
  expect(difference([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
  for (const vision of Object.keys(VISIONS) as (keyof typeof VISIONS)[]) {
    const [, a, b] = seenBy(vision, '#808080');
    expect(Math.hypot(a, b)).toBeLessThan(0.1);
  }
});

describe.each(Object.keys(VISIONS) as (keyof typeof VISIONS)[])('marks as seen with %s vision', (vision) => {
  it.each([
    ['light', light],
    ['dark', dark],
  ])('are 8 apart at least in the %s theme', (_, palette) => {
    expect(least(palette, vision)).toBeGreaterThanOrEqual(8);
  });
  it.each([
    ['light', { ...light, ...shown('light') }],
    ['dark', { ...dark, ...shown('dark') }],
  ])('are 15 apart at least for a projector, %s', (_, palette) => {
    expect(least(palette, vision)).toBeGreaterThanOrEqual(15);
  });
});

describe.each([
  ['light', { ...light, ...shown('light') }],
  ['dark', { ...dark, ...shown('dark') }],
])('for a projector, %s', (name, palette) => {
  const words = Object.keys(shown(name as 'light' | 'dark')).filter((token) =>
    /-ink$|^--(ink|muted|danger|warning|good)$/.test(token),
  );
  it.each(words)('%s can be read on paper, panel and sunken, at 7:1', (word) => {
    for (const ground of ['--paper', '--panel', '--sunken'])
      expect(contrast(palette[word], palette[ground]), ground).toBeGreaterThanOrEqual(7);
  });
  it.each([...MARKS, '--estimate', '--axis', '--edge', '--focus'])('%s stands out as a mark, at 3:1', (mark) => {
    for (const ground of ['--paper', '--panel', '--sunken'])
      expect(contrast(palette[mark], palette[ground]), ground).toBeGreaterThanOrEqual(3);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, tokensOf } from './testing/colors.ts';

const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

const TASKS = ['click', 'watchTime', 'like', 'rating'];
const MARKS = [...TASKS.map((task) => `--task-${task}`), '--truth', '--estimate', '--axis', '--edge', '--focus'];
const WORDS = [...TASKS.map((task) => `--task-${task}-ink`), '--ink', '--muted', '--danger', '--warning', '--good'];

it('the ratio is that of WCAG: black on white is 21, and #777 on white just fails AA', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const light = tokensOf(css, ':root');
describe.each([
  ['light', light],
  ['dark', { ...light, ...tokensOf(css, ":root[data-theme='dark']") }],
])('the %s theme', (_, theme) => {
  it.each(MARKS)('%s stands out from paper and panel as a mark, at 3:1', (name) => {
    for (const ground of ['--paper', '--panel'])
      expect(contrast(theme[name], theme[ground]), ground).toBeGreaterThanOrEqual(3);
  });

  it.each(TASKS)('the mark of %s stands out from the sunken ground of cells and gauges too', (task) => {
    expect(contrast(theme[`--task-${task}`], theme['--sunken'])).toBeGreaterThanOrEqual(3);
  });

  it.each(WORDS)('%s can be read on paper, panel and sunken, at 4.5:1', (name) => {
    for (const ground of ['--paper', '--panel', '--sunken'])
      expect(contrast(theme[name], theme[ground]), ground).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['--on-accent', '--accent'],
    ['--warning', '--warning-soft'],
    ['--danger', '--danger-soft'],
    ['--ink', '--danger-soft'],
    ['--ink', '--warning-soft'],
  ])('%s can be read on %s', (words, ground) => {
    expect(contrast(theme[words], theme[ground])).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the style sheets', () => {
  const folder = import.meta.dirname;
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const sheets = names.filter((name) => name.endsWith('.css')).map((name) => ({ name, text: read(name) }));
  const scripts = names.filter((name) => /\.tsx?$/.test(name)).map(read);

  it('use only variables that the theme, a sheet or a component sets', () => {
    const set = new Set(
      [...sheets.map(({ text }) => text), ...scripts].flatMap((text) =>
        [...text.matchAll(/(--[\w-]+)['"]?\s*[:,]/g)].map(([, name]) => name),
      ),
    );
    for (const { name, text } of sheets)
      for (const [, used] of text.matchAll(/var\((--[\w-]+)/g)) expect([...set], `${used} in ${name}`).toContain(used);
  });

  it.each(sheets)('$name lies in layers', ({ text }) => {
    const top = text.replace(/\/\*[^]*?\*\//g, '').match(/^[^\s}].*/gm) ?? [];
    expect(top.filter((line) => !line.startsWith('@layer '))).toEqual([]);
  });
});

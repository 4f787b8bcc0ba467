import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');

/** Hex colours declared in the rule of one selector. */
function tokens(selector: string): Record<string, string> {
  const rule = css.split(`${selector} {`)[1].split('\n  }')[0];
  return Object.fromEntries([...rule.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const TASKS = ['click', 'watchTime', 'like', 'rating'];
const MARKS = [...TASKS.map((task) => `--task-${task}`), '--truth', '--estimate', '--axis', '--edge', '--focus'];
const WORDS = [...TASKS.map((task) => `--task-${task}-ink`), '--ink', '--muted', '--danger', '--warning', '--good'];

it('the ratio is that of WCAG: black on white is 21, and #777 on white just fails AA', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

const light = tokens(':root');
describe.each([
  ['light', light],
  ['dark', { ...light, ...tokens(":root[data-theme='dark']") }],
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

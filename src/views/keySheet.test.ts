import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY_SHEET, type KeyRow } from './keySheet.ts';
import { SHORTCUTS, shortcutOf, type Shortcut } from './shortcuts.ts';
import { slowKey, type SlowPress } from './slow/useSlowKeys.ts';

const rows: readonly KeyRow[] = KEY_SHEET.flatMap((group): readonly KeyRow[] => group.rows);

/** The press that a key of the sheet stands for: on a keyboard of the United States. */
function pressed(shown: string): Parameters<typeof shortcutOf>[0] {
  const held = shown.split(' ');
  const name = held.pop()!;
  const shiftKey = held.includes('Shift');
  const key = name === 'space' ? ' ' : name === '.' && shiftKey ? '>' : shiftKey ? name : name.toLowerCase();
  const code = name === '.' ? 'Period' : '';
  return { key, code, shiftKey, ctrlKey: held.includes('Ctrl'), metaKey: false, altKey: false };
}

describe('shortcuts of the whole page', () => {
  const told = rows.flatMap(({ keys, does = [] }) => does.map((does, i): [string, Shortcut] => [keys[i], does]));
  it.each(told)('%s does what the sheet says: %s', (key, does) => {
    expect(shortcutOf(pressed(key), () => false)).toBe(does);
  });

  it('the sheet leaves none out, and tells of none twice', () => {
    expect(told.map(([, does]) => does).sort()).toEqual([...SHORTCUTS].sort());
    for (const { keys, does } of rows) if (does) expect(does).toHaveLength(keys.length);
  });

  it.each(['N', 'P', 'S', 'R'])(
    '%s is left to the browser with Ctrl, and to what is typed or open as a dialog',
    (key) => {
      expect(shortcutOf({ ...pressed(key), ctrlKey: true }, () => false)).toBeNull();
      expect(shortcutOf(pressed(key), (selector) => selector.includes('textarea'))).toBeNull();
      expect(shortcutOf(pressed(key), (selector) => selector === 'dialog *')).toBeNull();
    },
  );
});

// What a part of the page does with keys while it has the focus: which rows of the sheet tell of it.
const HANDLERS: Record<string, Partial<Record<string, string>>> = {
  'bias/curve.ts': { ArrowUp: 'parts', ArrowDown: 'parts', ArrowLeft: 'parts', ArrowRight: 'parts' },
  'charts/ExpertAxis.tsx': { ArrowLeft: 'parts', ArrowRight: 'parts', Home: 'ends', End: 'ends' },
  'data/Query.tsx': { ArrowUp: 'parts', ArrowDown: 'parts', Home: 'ends', End: 'ends' },
  'gates/Numbers.tsx': { ArrowUp: 'parts', ArrowDown: 'parts', ArrowLeft: 'parts', ArrowRight: 'parts' },
  'lesson/clicker.ts': { ArrowLeft: 'turn', ArrowRight: 'turn', PageUp: 'turn', PageDown: 'turn' },
  'lesson/handout/Handout.tsx': { Escape: 'escape' },
  'lesson/widgets/drawing.ts': { ArrowUp: 'parts', ArrowDown: 'parts', ArrowLeft: 'parts', ArrowRight: 'parts' },
  'network/Picture.tsx': { ArrowUp: 'parts', ArrowDown: 'parts', ArrowLeft: 'parts', ArrowRight: 'parts' },
  'polarization/RaceGrid.tsx': { ArrowUp: 'parts', ArrowDown: 'parts', ArrowLeft: 'parts', ArrowRight: 'parts' },
  'serve/window.ts': { ArrowUp: 'parts', ArrowDown: 'parts', Home: 'ends', End: 'ends' },
  'shell/controls/Finder.tsx': { Enter: 'typed', Escape: 'back' },
  'shell/controls/NumberEntry.tsx': { ArrowUp: 'values', ArrowDown: 'values', Enter: 'typed', Escape: 'back' },
  'shell/ShareWays.tsx': { Escape: 'escape' },
  'slow/useSlowKeys.ts': { ArrowLeft: 'phase', ArrowRight: 'phase', PageUp: 'phase', PageDown: 'phase' },
  'ui/WholeInput.tsx': { Enter: 'typed' },
};
for (const file of ['bias/curve.ts', 'lesson/widgets/drawing.ts', 'serve/window.ts'])
  Object.assign(HANDLERS[file], { PageUp: 'pages', PageDown: 'pages', Home: 'ends', End: 'ends' });
Object.assign(HANDLERS['lesson/widgets/drawing.ts'], { Enter: 'choose' });
for (const file of ['gates/Numbers.tsx', 'network/Picture.tsx', 'polarization/RaceGrid.tsx'])
  Object.assign(HANDLERS[file], { Home: 'ends', End: 'ends' });
Object.assign(HANDLERS['network/Picture.tsx'], { Enter: 'choose', Escape: 'let' });
Object.assign(HANDLERS['slow/useSlowKeys.ts'], { Home: 'firstPhase', Escape: 'leaveSlow' });
HANDLERS['polarization/RaceGrid.tsx'].Escape = 'let';

describe('keys of what has the focus', () => {
  const root = import.meta.dirname;
  const KEY = /\b(Arrow(?:Up|Down|Left|Right)|Page(?:Up|Down)|Home|End|Enter|Escape)\b(?=['":]|\s*:)/g;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|^(keySheet|shortcuts)\.ts$/.test(path))
    .map((path) => ({
      path: relative(root, join(root, path)).replaceAll('\\', '/'),
      keys: new Set([...readFileSync(join(root, path), 'utf8').matchAll(KEY)].map(([, key]) => key)),
    }))
    .filter(({ keys }) => keys.size > 0);

  it('each part that obeys keys is told of in the sheet, with all of them', () => {
    const found = Object.fromEntries(files.map(({ path, keys }) => [path, [...keys].sort()]));
    expect(found).toEqual(
      Object.fromEntries(Object.entries(HANDLERS).map(([path, told]) => [path, Object.keys(told).sort()])),
    );
  });

  it('each row stands for one of them, for a shortcut or for what browsers do everywhere', () => {
    const told = new Set(Object.values(HANDLERS).flatMap((keys) => Object.values(keys)));
    const letters = ['phasesPlay', 'impression']; // held to their handler below
    const browser = ['tab'];
    for (const { id, does } of rows)
      expect(does !== undefined || told.has(id) || [...letters, ...browser].includes(id), id).toBe(true);
    for (const id of told) expect(rows.map((row) => row.id)).toContain(id);
  });
});

describe('keys of slow motion', () => {
  const slow = KEY_SHEET.find(({ id }) => id === 'slow')!;
  const DO: Record<string, readonly SlowPress[]> = {
    phase: ['next', 'previous', 'next', 'previous'],
    firstPhase: ['first'],
    phasesPlay: ['play'],
    impression: ['other'],
    leaveSlow: ['leave'],
  };
  const NAMES: Partial<Record<string, string>> = {
    '→': 'ArrowRight',
    '←': 'ArrowLeft',
    PgDn: 'PageDown',
    PgUp: 'PageUp',
    Esc: 'Escape',
  };
  const press = (key: string) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false });
  const told = slow.rows.flatMap(({ id, keys }) =>
    keys.map((shown, i): [string, string, SlowPress] => [shown, NAMES[shown] ?? shown, DO[id][i]]),
  );

  it.each(told)('%s does what the sheet says', (_, key, does) => {
    expect(slowKey(press(key), () => false)).toBe(does);
    expect(slowKey(press(key.length === 1 ? key.toLowerCase() : key), () => false)).toBe(does);
    expect(slowKey({ ...press(key), ctrlKey: true }, () => false)).toBeNull();
  });

  it('the pace’s list and a table that scrolls keep their own keys, all but the way out', () => {
    for (const [, key, does] of told)
      expect(slowKey(press(key), (selector) => /select|region/.test(selector))).toBe(does === 'leave' ? 'leave' : null);
  });
});

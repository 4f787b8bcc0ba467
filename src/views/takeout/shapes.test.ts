import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed } from './compose.ts';
import { linesOf } from './lines.ts';
import { paintOf } from './paint.ts';
import { svgFile } from './shapes.ts';
import { allOf, textOf, xmlOf } from './testing/xml.ts';

const SIZE = { width: 40, height: 20 };
const said = (title: string, description = '') => ({ title, description, language: 'en' });

describe('an SVG file', () => {
  it('is XML whatever words are in it, and says them again', () => {
    const hostile = '</text><script>alert(1)</script> & "a" \'b\' <img onerror=x> 排序\u0000\u0007\ud800 😀';
    const file = svgFile(
      [{ tag: 'text', at: { x: 1, y: 2, 'font-family': '"Noto Sans", system-ui' }, text: hostile }],
      SIZE,
      said(hostile, hostile),
    );
    const root = xmlOf(file);
    const readable = hostile.replace('\u0000\u0007\ud800', '');
    expect(allOf(root, 'text').map(textOf)).toEqual([readable]);
    expect(allOf(root, 'text')[0].at['font-family']).toBe('"Noto Sans", system-ui');
    expect(allOf(root, 'title').map(textOf)).toEqual([readable]);
    expect(allOf(root, 'desc').map(textOf)).toEqual([readable]);
    expect(root.at['aria-label']).toBe(readable);
    expect(allOf(root, 'script')).toEqual([]);
  });

  it('is XML for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        xmlOf(svgFile([{ tag: 'text', at: { id: text }, text }], SIZE, said(text, text)));
      }),
    );
  });

  it('has its size, and what is inside of what', () => {
    const inside = [{ tag: 'circle', at: { cx: 1, cy: 2, r: 3 } }];
    const root = xmlOf(svgFile([{ tag: 'g', at: { opacity: 0.5 }, inside }], SIZE, said('t')));
    expect(root.at).toMatchObject({ width: '40', height: '20', viewBox: '0 0 40 20', role: 'img', 'xml:lang': 'en' });
    expect(allOf(root, 'g')[0].inside).toEqual([{ tag: 'circle', at: { cx: '1', cy: '2', r: '3' }, inside: [] }]);
  });

  it('is refused where a place is not a number', () => {
    const places: Record<string, string | number>[] = [
      { x: NaN },
      { transform: 'translate(1 NaN)' },
      { d: 'M0,Infinity' },
      { width: Infinity },
    ];
    for (const at of places) expect(() => svgFile([{ tag: 'rect', at }], SIZE, said('t'))).toThrow('not a place');
    expect(svgFile([{ tag: 'text', at: { x: 1 }, text: 'NaN' }], SIZE, said('NaN'))).toContain('NaN');
  });
});

describe('a colour', () => {
  it.each([
    ['rgb(31, 95, 168)', { color: '#1f5fa8', opacity: 1 }],
    ['rgba(0, 0, 0, 0.35)', { color: '#000000', opacity: 0.35 }],
    ['rgb(27 29 33 / 0.14)', { color: '#1b1d21', opacity: 0.14 }],
    ['color(srgb 1 0.5 0)', { color: '#ff8000', opacity: 1 }],
    ['color(srgb 0.2 0.4 1e-7 / 50%)', { color: '#336600', opacity: 0.5 }],
    ['#1f5fa8', { color: '#1f5fa8', opacity: 1 }],
  ])('%s is six digits and how opaque it is', (css, paint) => {
    expect(paintOf(css)).toEqual(paint);
  });

  it('is none where nothing is painted', () => {
    for (const css of ['none', 'transparent', '', 'rgba(0, 0, 0, 0)', 'rgb(1 2 3 / 0)'])
      expect(paintOf(css)).toBeNull();
  });
});

/** Six pixels a letter, twelve a Chinese one. */
const measure = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 6), 0);

describe('lines', () => {
  it('end between words, and no blank begins or ends one', () => {
    expect(linesOf('The like gate is the most selective', 80, measure)).toEqual([
      'The like gate',
      'is the most',
      'selective',
    ]);
  });
  it('end between Chinese words, and no line begins with punctuation', () => {
    const lines = linesOf('门控集中在一个专家上，评分门控最明显。', 120, measure, 'zh');
    expect(lines.join('')).toBe('门控集中在一个专家上，评分门控最明显。');
    for (const line of lines) {
      expect(measure(line)).toBeLessThanOrEqual(132); // a full stop may hang over
      expect(line).not.toMatch(/^[，。]/);
    }
  });
  it('break what has no blank where the line is full, and lose no letter', () => {
    const link = 'http://localhost/?v=1&n=900&nh=450&backend=wasm😀😀';
    const lines = linesOf(link, 60, measure);
    expect(lines.join('')).toBe(link);
    for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(60);
  });
  it('are none of no words', () => {
    expect(linesOf('', 60, measure)).toEqual([]);
    expect(linesOf('  ', 60, measure)).toEqual([]);
  });
});

describe('a picture that stands alone', () => {
  const by = {
    title: 'The like gate is the most selective of all the gates',
    subtitle: 'shape = all',
    sources: ['MMoE Lab 0.1.0 · Train', 'Computed on this machine.'],
    language: 'en',
    theme: { ground: '#fff', ink: '#111', muted: '#666', line: '#ddd', font: 'system-ui' },
    measure: (_: string, text: string) => measure(text),
  };
  const body = [{ tag: 'circle', at: { cx: 0, cy: 0, r: 1 } }];
  const { shapes, size } = composed(body, { width: 200, height: 100 }, by);

  it('has title and subtitle above, sources below, and all of it inside', () => {
    const texts = shapes.filter(({ tag }) => tag === 'text');
    expect(texts.map(({ text }) => text)).toEqual([
      'The like gate is the most selective of all the gates',
      'shape = all',
      'MMoE Lab 0.1.0 · Train',
      'Computed on this machine.',
    ]);
    const ys = texts.map(({ at }) => Number(at.y));
    const picture = shapes.find(({ tag }) => tag === 'g')!;
    const top = Number(/translate\(16 ([\d.]+)\)/.exec(String(picture.at.transform))![1]);
    expect(picture.inside).toBe(body);
    expect(top).toBeGreaterThan(ys[1]);
    expect(ys[2]).toBeGreaterThan(top + 100);
    expect(size.height).toBeGreaterThan(ys[3]);
    expect([...ys].sort((a, b) => a - b)).toEqual(ys);
  });

  it('is as wide as its picture with a margin, and no narrower than its words can be read', () => {
    expect(size.width).toBe(360);
    expect(composed(body, { width: 700.2, height: 100 }, by).size.width).toBe(733);
  });
});

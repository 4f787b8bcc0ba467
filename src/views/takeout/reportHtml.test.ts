import { describe, expect, it } from 'vitest';
import { reportHtml, type Report } from './reportHtml.ts';
import { svgFile } from './shapes.ts';
import { allOf, textOf, xmlOf } from './testing/xml.ts';

const HOSTILE = `<img src=x onerror="alert('1')"></p><script>alert(2)</script>`;

/** The page as XML: what has no end in HTML gets one. */
const read = (html: string) =>
  xmlOf(
    html
      .replace(/^<!doctype html>\n/, '')
      .replace(/<meta ([^>]*)>/g, '<meta $1/>')
      .replace(/<style>[^<]*<\/style>/, '<style/>'),
  );

function reportWith(words: string, changed: Partial<Report> = {}): Report {
  const svg = svgFile(
    [{ tag: 'text', at: { x: 1 }, text: words }],
    { width: 9, height: 9 },
    { title: words, description: words, language: 'en' },
  );
  const table = { columns: [{ label: words }, { label: '' }], rows: [[words, -1 / 3]] };
  return {
    language: 'en',
    title: words,
    question: words,
    lead: [words],
    before: [{ title: words, lines: [words] }],
    cards: [
      { title: words, subtitle: words, svg, sentences: [], tables: [table], sources: [words] },
      { title: words, subtitle: words, svg: null, sentences: [words], tables: [table], sources: [words] },
    ],
    after: [
      { title: words, lines: [[words, words]] },
      { title: 'nothing', lines: [] },
    ],
    link: words,
    words: { numbers: 'Numbers', sources: 'Sources', link: 'Link' },
    ...changed,
  };
}

describe('a report', () => {
  it('is a page of the words that it was given, and no words are markup', () => {
    const html = reportHtml(reportWith(HOSTILE));
    const page = read(html);
    for (const tag of ['script', 'img', 'iframe', 'link', 'object', 'foreignObject'])
      expect(allOf(page, tag)).toEqual([]);
    const everything = (element: typeof page): (typeof page)[] => [
      element,
      ...element.inside.flatMap((part) => (typeof part === 'string' ? [] : everything(part))),
    ];
    for (const { at } of everything(page)) {
      expect(Object.keys(at).filter((name) => name.startsWith('on'))).toEqual([]);
      expect(at.href).toBeUndefined();
    }
    expect(allOf(page, 'h1').map(textOf)).toEqual([HOSTILE]);
    expect(allOf(page, 'h2').map(textOf)).toEqual([HOSTILE, HOSTILE, HOSTILE, HOSTILE, 'Link']);
    expect(allOf(page, 'td').map(textOf)).toEqual(['−0.333333', '−0.333333']);
  });

  it('forbids scripts and anything from elsewhere, and says its language', () => {
    const page = read(reportHtml(reportWith('words', { language: 'zh-Hans' })));
    expect(page.at.lang).toBe('zh-Hans');
    const policy = allOf(page, 'meta').find(({ at }) => at['http-equiv'] === 'Content-Security-Policy')!.at.content;
    expect(policy).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  });

  it('has a picture inside of it that says what it shows, and the numbers of a card below it', () => {
    const page = read(reportHtml(reportWith('Gates lean')));
    const [picture] = allOf(page, 'figure');
    expect(picture.inside).toMatchObject([{ tag: 'svg', at: { role: 'img', 'aria-label': 'Gates lean' } }]);
    const [first, second] = allOf(page, 'article');
    expect(allOf(first, 'details')).toHaveLength(1);
    expect(allOf(second, 'details')).toHaveLength(0);
    expect(allOf(second, 'table')).toHaveLength(1);
    expect(allOf(second, 'th').map(({ at }) => at.scope)).toEqual(['col', 'col', 'row']);
    expect(allOf(second, 'caption').map(textOf)).toEqual(['Gates lean']);
  });

  it('leaves out a part without words, and lists what is what', () => {
    const page = read(
      reportHtml(
        reportWith('w', {
          after: [
            { title: 'Settings', lines: [['Experts', '4']] },
            { title: 'Changes', lines: [] },
          ],
        }),
      ),
    );
    expect(allOf(page, 'h2').map(textOf)).not.toContain('Changes');
    expect(allOf(page, 'dt').map(textOf)).toEqual(['Experts']);
    expect(allOf(page, 'dd').map(textOf)).toEqual(['4']);
  });
});

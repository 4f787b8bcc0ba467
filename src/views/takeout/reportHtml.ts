/** A report as one page of HTML: no scripts, nothing from elsewhere, to hand in or to file. Pure. */
import type { Table } from '../charts/table.ts';
import { escaped } from './shapes.ts';

export interface ReportCard {
  title: string;
  subtitle: string;
  /** An SVG file; null: there is none. */
  svg: string | null;
  /** Sentences of a card without a picture. */
  sentences: readonly string[];
  tables: readonly Table[];
  sources: readonly string[];
}

export interface ReportPart {
  title: string;
  /** Sentences, or a list of what is what. */
  lines: readonly string[] | readonly (readonly [label: string, value: string])[];
}

export interface Report {
  /** Tag of the language. */
  language: string;
  title: string;
  /** The chapter's question and its words. */
  question: string;
  lead: readonly string[];
  /** Before the pictures: what happened, what was predicted. */
  before: readonly ReportPart[];
  cards: readonly ReportCard[];
  /** After them: settings, changes, where it comes from. */
  after: readonly ReportPart[];
  link: string;
  words: { numbers: string; sources: string; link: string };
}

const STYLE = `
:root { color-scheme: light; font: 400 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; color: #1b1d21; background: #fff; }
body { max-width: 64rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul, dl { margin: .25rem 0; }
.quiet { color: #5f6168; font-size: .875rem; overflow-wrap: anywhere; }
figure { margin: .75rem 0; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
article { border-top: 1px solid #e4e1d9; margin-top: 1.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #5f6168; }
th, td { padding: .2rem .75rem .2rem 0; border-bottom: 1px solid #e4e1d9; text-align: left; vertical-align: top; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { color: #5f6168; max-width: 24rem; } dd { margin: 0; white-space: pre-line; }
@media (max-width: 600px) { dl { display: block; } }
@media print { body { max-width: none; padding: 0; } details { display: none; } article { break-inside: avoid-page; } }
`;

const element = (tag: string, inside: string, at = ''): string => `<${tag}${at}>${inside}</${tag}>`;
const words = (tag: string, text: string, at = ''): string => (text === '' ? '' : element(tag, escaped(text), at));

/** On paper six digits are enough; a file of the numbers has them all. */
const cellWords = (cell: string | number): string =>
  typeof cell === 'number' ? String(Number(cell.toPrecision(6))).replace('-', '−') : cell;

function tableHtml({ columns, rows }: Table, name: string): string {
  const head = columns.map(({ label }) => words('th', label || '\u00a0', ' scope="col"')).join('');
  const body = rows
    .map((row) =>
      element(
        'tr',
        row
          .map((cell, c) => element(c === 0 ? 'th' : 'td', escaped(cellWords(cell)), c === 0 ? ' scope="row"' : ''))
          .join(''),
      ),
    )
    .join('\n');
  const table = words('caption', name) + element('thead', element('tr', head)) + element('tbody', body);
  return element('div', element('table', table), ' class="scroll"');
}

/** An SVG file inside of a page: without what only a file of its own begins with. */
const inlined = (svg: string): string => svg.replace(/^<\?xml[^>]*\?>/, '').trim();

function cardHtml(card: ReportCard, { numbers }: Report['words']): string {
  const tables = card.tables.map((table) => tableHtml(table, card.title)).join('\n');
  return element(
    'article',
    [
      words('h2', card.title),
      words('p', card.subtitle, ' class="quiet"'),
      card.svg === null ? '' : element('figure', inlined(card.svg)),
      ...card.sentences.map((sentence) => words('p', sentence)),
      card.svg !== null && tables !== '' ? element('details', words('summary', numbers) + tables) : tables,
      ...card.sources.map((line) => words('p', line, ' class="quiet"')),
    ]
      .filter(Boolean)
      .join('\n'),
  );
}

function partHtml({ title, lines }: ReportPart): string {
  if (lines.length === 0) return '';
  const body = lines.map((line) =>
    typeof line === 'string' ? words('p', line) : words('dt', line[0]) + words('dd', line[1]),
  );
  const whole = body.join('\n');
  return element('section', words('h2', title) + (typeof lines[0] === 'string' ? whole : element('dl', whole)));
}

/** @returns the page; whatever words it is given, none of them is markup */
export function reportHtml(report: Report): string {
  const main = [
    words('h1', report.title),
    words('p', report.question),
    ...report.lead.map((line) => words('p', line, ' class="quiet"')),
    ...report.before.map(partHtml),
    ...report.cards.map((card) => cardHtml(card, report.words)),
    ...report.after.map(partHtml),
    element('section', words('h2', report.words.link) + words('p', report.link, ' class="quiet"')),
  ]
    .filter(Boolean)
    .join('\n');
  // Nothing in it runs, and nothing is fetched: a browser that is told so holds to it.
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:`;
  return `<!doctype html>
<html lang="${escaped(report.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${words('title', report.title)}
<style>${STYLE}</style>
</head>
<body>
${element('main', `\n${main}\n`)}
</body>
</html>
`;
}

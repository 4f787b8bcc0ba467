/** How many experts at one cost: fewer are wider. Pure. */
import type { KnownLines, Line } from '../../experiments/compare/storedMore.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { Cell, Column } from '../ui/dotRows.ts';
import { against, bothColumns, differenceWords, ratioWords, type Against } from './further.ts';
import { GROUP, keyed, sure, type Further } from './furtherParts.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import { evenScale } from '../ui/scales.ts';

type ExpertLine = Line<'experts'>;

/** With how many experts the others are compared. */
const USUAL = 8;

interface Compared {
  usual: ExpertLine;
  others: { line: ExpertLine; to: Against }[];
}

const idOf = ({ id }: ExpertLine): string => String(id.experts);
const nameOf = ({ t }: Say, { id }: ExpertLine): string =>
  t('compare.experts.row', { experts: id.experts, units: id.expertUnits });
/** Effective number of experts, of the mean weights. */
const usedOf = ({ runs }: ExpertLine): Mean =>
  meanInterval(runs.filter(({ diverged }) => !diverged).map(({ more }) => more[0]));

function usedColumn({ t, numbers }: Say, lines: readonly ExpertLine[]): Column {
  const { domain, ticks } = evenScale(
    lines.flatMap(({ runs }) => runs.map(({ more }) => more[0])),
    1,
  );
  return {
    id: 'used',
    title: t('compare.experts.used'),
    note: t('compare.experts.usedNote'),
    color: 'var(--ink)',
    ink: 'var(--ink)',
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    cells: Object.fromEntries(
      lines.map((line): [string, Cell] => {
        const { mean, low, high } = usedOf(line);
        const dots = line.runs.map(({ seed, more }) => ({ seed, value: more[0] }));
        return [keyed(idOf(line)), { dots, mean, low, high }];
      }),
    ),
  };
}

function titleOf(say: Say, { usual, others }: Compared): string {
  const { t } = say;
  const surely = sure(others.map(({ to }) => to));
  const names = (lower: boolean): string =>
    others
      .filter(({ to }) => surely.includes(to) && lower === to.ratio.ratio < 1)
      .map(({ line }) => nameOf(say, line))
      .join(t('comma'));
  const [lower, higher] = [names(true), names(false)];
  const than = nameOf(say, usual);
  return inSentences(
    t,
    higher ? t('compare.experts.higher', { usual: than, list: higher }) : '',
    lower ? t('compare.experts.lower', { usual: than, list: lower }) : '',
    higher || lower ? '' : t('compare.experts.none', { usual: than }),
  );
}

function tableOf(say: Say, lines: readonly ExpertLine[], { others }: Compared): PanelTable {
  const { t, numbers } = say;
  return {
    columns: [
      t('compare.experts.group'),
      t('compare.column.multiplications'),
      t('compare.pairs.ratio.title'),
      t('compare.pairs.aucGain.title'),
      t('compare.experts.usedColumn'),
    ],
    rows: lines.map((line) => {
      const to = others.find((one) => one.line === line)?.to;
      return [
        nameOf(say, line),
        numbers.fixed(line.id.multiplications),
        to ? ratioWords(say, to.ratio) : t('compare.paper.reference'),
        to ? differenceWords(say, to.aucGain) : t('compare.paper.reference'),
        intervalWords(say, (value) => numbers.fixed(value, 2), usedOf(line)),
      ];
    }),
  };
}

export function expertsCard(say: Say, { lines }: Pick<KnownLines<'experts'>, 'lines'>): Further {
  const { t, numbers } = say;
  const usual = lines.find(({ id }) => id.experts === USUAL)!;
  const others = lines
    .filter((line) => line !== usual)
    .map((line) => ({ line, to: against(keyed(idOf(line)), line.runs, usual.runs) }));
  const all = others.map(({ to }) => to);
  const than = { usual: nameOf(say, usual) };
  return {
    title: titleOf(say, { usual, others }),
    picture: {
      columns: [
        ...bothColumns(say, all, {
          ratioNote: t('compare.experts.ratioNote', than),
          auc: t('compare.pairs.aucGain.title'),
          aucNote: t('compare.experts.aucNote', than),
        }),
        usedColumn(say, lines),
      ],
      groups: [
        {
          id: GROUP,
          title: t('compare.experts.group'),
          rows: lines.map((line) => ({
            id: idOf(line),
            name: nameOf(say, line),
            detail: t('compare.mult', { m: numbers.fixed(line.id.multiplications) }),
          })),
        },
      ],
    },
    table: tableOf(say, lines, { usual, others }),
  };
}

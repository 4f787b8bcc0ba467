/** What is left of the large MMoE where it is made cheaper: by cost, from the dearest. Pure. */
import type { TeacherKind } from '../../experiments/compare/compress.ts';
import type { KnownLines, Line } from '../../experiments/compare/storedMore.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import { against, bothColumns, differenceWords, ratioWords, type Against } from './further.ts';
import { keyed, sure, type Further } from './furtherParts.ts';

type CompressLine = Line<'compress'>;

/** All that was made of one teacher. */
interface Group {
  teacher: TeacherKind;
  made: { line: CompressLine; to: Against }[];
}

const rowOf = ({ id: { way, experts, model } }: CompressLine): string => `${way} ${model ?? String(experts)}`;

function nameOf({ t }: Say, { id: { way, experts, model } }: CompressLine): string {
  return way === 'distilled' && model
    ? t('compare.compress.distilled', { model: t(`compare.architecture.${model}`) })
    : t(`compare.compress.${way === 'tuned' ? 'tuned' : 'pruned'}`, { experts });
}

const groupsOf = (lines: readonly CompressLine[]): Group[] =>
  [...new Set(lines.map(({ id }) => id.teacher))].flatMap((teacher) => {
    const own = lines.filter(({ id }) => id.teacher === teacher);
    const whole = own.find(({ id }) => id.way === 'whole');
    if (!whole) return [];
    // What was trained on is beside the whole model trained on for as long: extra steps are no merit of the pruning.
    const continued = own.find(({ id }) => id.way === 'continued') ?? whole;
    const made = own
      .filter((line) => line !== whole && line !== continued)
      .sort((a, b) => b.id.multiplications - a.id.multiplications)
      .map((line) => {
        const beside = line.id.way === 'tuned' ? continued : whole;
        return { line, to: against(keyed(rowOf(line), teacher), line.runs, beside.runs) };
      });
    return [{ teacher, made }];
  });

const everyOf = (groups: readonly Group[]): Against[] => groups.flatMap(({ made }) => made.map(({ to }) => to));

/** The cheapest of each teacher that is not surely worse than the whole, and how much it errs beside it: on few seeds hardly anything is sure. */
function titleOf(say: Say, groups: readonly Group[]): string {
  const { t, numbers } = say;
  const worse = sure(everyOf(groups)).filter(({ ratio }) => ratio.ratio > 1);
  return inSentences(
    t,
    ...groups.map(({ teacher, made }) => {
      const cheapest = made.findLast(({ to }) => !worse.includes(to));
      const values = { teacher: t(`compare.compress.teacher.${teacher}`) };
      if (!cheapest) return t('compare.compress.none', values);
      return t('compare.compress.title', {
        ...values,
        name: nameOf(say, cheapest.line),
        m: numbers.fixed(cheapest.line.id.multiplications),
        ratio: numbers.fixed(cheapest.to.ratio.ratio, 2),
      });
    }),
  );
}

function tableOf(say: Say, groups: readonly Group[]): PanelTable {
  const { t, numbers } = say;
  return {
    columns: [
      t('compare.column.model'),
      t('compare.compress.from'),
      t('compare.column.multiplications'),
      t('compare.pairs.ratio.title'),
      t('compare.compress.auc'),
    ],
    rows: groups.flatMap(({ teacher, made }) =>
      made.map(({ line, to }) => [
        nameOf(say, line),
        t(`compare.compress.group.${teacher}`),
        numbers.fixed(line.id.multiplications),
        ratioWords(say, to.ratio),
        differenceWords(say, to.aucGain),
      ]),
    ),
  };
}

export function compressCard(say: Say, { lines }: Pick<KnownLines<'compress'>, 'lines'>): Further {
  const { t, numbers } = say;
  const groups = groupsOf(lines);
  const every = everyOf(groups);
  return {
    title: titleOf(say, groups),
    picture: {
      columns: bothColumns(say, every, {
        ratioNote: t('compare.compress.ratioNote'),
        auc: t('compare.compress.auc'),
        aucNote: t('compare.compress.aucNote'),
      }),
      groups: groups.map(({ teacher, made }) => ({
        id: teacher,
        title: t(`compare.compress.group.${teacher}`),
        rows: made.map(({ line }) => ({
          id: rowOf(line),
          name: nameOf(say, line),
          detail: t('compare.mult', { m: numbers.fixed(line.id.multiplications) }),
        })),
      })),
    },
    table: tableOf(say, groups),
  };
}

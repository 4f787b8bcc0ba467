/** Whether the tasks of a group come to share experts: agreement of gates within and across groups, for usual gates and for those that begin at zero. Pure. */
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { groupAgreement, type GroupAgreement } from '../../experiments/compare/groupAgreement.ts';
import { runsOf, type ModelId } from '../../experiments/compare/summary.ts';
import { groupCorrelations } from '../../metrics/gates.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { Cell, Column } from '../ui/dotRows.ts';
import { differenceWords } from './further.ts';
import type { Further } from './furtherParts.ts';
import { evenScale } from '../ui/scales.ts';
import { signed } from '../signed.ts';

const GATE_KINDS = ['usual', 'zero'] as const;
const GATE_COSINES = [1, 0] as const;

/** Runs of comparisons, by how their gates begin and by the cosine of their worlds. */
export type GateRuns = Readonly<
  Partial<Record<`${(typeof GATE_KINDS)[number]} ${(typeof GATE_COSINES)[number]}`, readonly CompareRun[]>>
>;

/** The model whose gates are looked at: each task has one, and sees every expert. */
const MODEL: ModelId = { model: 'mmoe-8', size: 'large' };
const PARTS = ['within', 'across', 'difference'] as const;
type Part = (typeof PARTS)[number];

interface Found {
  key: string;
  kind: (typeof GATE_KINDS)[number];
  cosine: number;
  agreement: GroupAgreement | undefined;
  dots: Record<Part, Cell['dots']>;
}

function foundIn(runs: GateRuns): Found[] {
  return GATE_KINDS.flatMap((kind) =>
    GATE_COSINES.map((cosine) => {
      const own = runs[`${kind} ${cosine}`];
      const sound = own ? runsOf(own, MODEL).filter(({ diverged }) => !diverged) : [];
      const each = sound.map(({ seed, utilization }) => ({ seed, ...groupCorrelations(utilization) }));
      const dots = (of: (one: (typeof each)[number]) => number): Cell['dots'] =>
        each.map((one) => ({ seed: one.seed, value: of(one) }));
      return {
        key: `${kind} ${String(cosine)}`,
        kind,
        cosine,
        agreement: own && groupAgreement(own, MODEL),
        dots: {
          within: dots(({ within }) => within),
          across: dots(({ across }) => across),
          difference: dots(({ within, across }) => within - across),
        },
      };
    }),
  );
}

function columnOf({ t, numbers }: Say, part: Part, found: readonly Found[]): Column {
  const { domain, ticks } = evenScale(
    found.flatMap(({ dots }) => dots[part].map(({ value }) => value)),
    0,
  );
  return {
    id: part,
    title: t(`compare.groupGates.${part}`),
    note: t(`compare.groupGates.note.${part}`),
    color: 'var(--estimate)',
    ink: 'var(--ink)',
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    reference: 0,
    cells: Object.fromEntries(
      found.map(({ key, agreement, dots }): [string, Cell | undefined] => [
        key,
        agreement && {
          dots: dots[part],
          mean: agreement[part].mean,
          low: agreement[part].low,
          high: agreement[part].high,
        },
      ]),
    ),
  };
}

/** Whether the interval of a difference leaves out zero: what was measured at each of the four. */
function titleOf({ t, numbers }: Say, found: readonly Found[]): string {
  if (found.some(({ agreement }) => !agreement)) return t('compare.groupGates.before');
  return inSentences(
    t,
    ...GATE_KINDS.map((kind) => {
      const [one, zero] = found.filter((each) => each.kind === kind).map(({ agreement }) => agreement!.difference.mean);
      const words = (value: number): string => signed(numbers, value, 2);
      return t(`compare.groupGates.title.${kind}`, { one: words(one), zero: words(zero) });
    }),
  );
}

/** The card: rows are there before their runs are. */
export function groupGatesCard(say: Say, runs: GateRuns): Further {
  const { t, numbers } = say;
  const found = foundIn(runs);
  return {
    title: titleOf(say, found),
    picture: {
      columns: PARTS.map((part) => columnOf(say, part, found)),
      groups: GATE_KINDS.map((kind) => ({
        id: kind,
        title: t(`compare.groupGates.group.${kind}`),
        rows: GATE_COSINES.map((cosine) => ({
          id: String(cosine),
          name: t('compare.world.row.cosine', { value: numbers.plain(cosine) }),
        })),
      })),
    },
    table: {
      columns: [
        t('compare.groupGates.gates'),
        t('compare.world.group.cosine'),
        ...PARTS.map((part) => t(`compare.groupGates.${part}`)),
      ],
      rows: found.flatMap(({ kind, cosine, agreement }) =>
        agreement
          ? [
              [
                t(`compare.groupGates.group.${kind}`),
                numbers.plain(cosine),
                ...PARTS.map((part) => differenceWords(say, agreement[part])),
              ],
            ]
          : [],
      ),
    },
  };
}

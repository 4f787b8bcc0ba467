/** What the reader changes of a mapping. Pure. */
import type { ColumnProfile } from '../../tabular/profile.ts';
import type { ColumnMapping, ColumnRole, Mapping, SplitRule, ValueKind } from '../../tabular/types.ts';

export const ROLES = [
  'feature',
  'label',
  'query',
  'position',
  'device',
  'time',
  'split',
  'skip',
] as const satisfies readonly ColumnRole[];
const MOST_LABELS = 4;

/** As what the values of a column in that role may be taken; nothing where there is no choice. */
export function kindsOf(role: ColumnRole): readonly ValueKind[] {
  if (role === 'feature') return ['number', 'category'];
  return role === 'label' ? ['binary', 'regression'] : [];
}

/** Whether a column may still become a label. */
export const labelIsFree = ({ columns }: Mapping, index: number): boolean =>
  columns[index].role === 'label' || columns.filter(({ role }) => role === 'label').length < MOST_LABELS;

const withColumn = (mapping: Mapping, index: number, change: Partial<ColumnMapping>): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((column, i) => (i === index ? { ...column, ...change } : column)),
});

/** What nobody has said yet of a column in a role: by its values. */
function kindFor(role: ColumnRole, { numbers, binary }: ColumnProfile): ValueKind {
  if (role === 'label') return binary || !numbers ? 'binary' : 'regression';
  return role === 'feature' && numbers ? 'number' : 'category';
}

/** Rules of the split by the role of the column that they need, the surest first: so they are tried. */
const RULES: readonly (readonly [ColumnRole | null, SplitRule])[] = [
  ['split', 'column'],
  ['time', 'time'],
  ['query', 'query'],
  [null, 'random'],
];

/** The rules that a mapping has the column for. */
export const rulesOf = ({ columns }: Mapping): SplitRule[] =>
  RULES.filter(([needed]) => needed === null || columns.some(({ role }) => role === needed)).map(([, rule]) => rule);

/** The rule that holds: where the column of the chosen one is gone the next takes its place, as the encoding does. */
export function ruleOf(mapping: Mapping): SplitRule {
  const from = RULES.findIndex(([, rule]) => rule === mapping.split);
  const there = rulesOf(mapping);
  const [, rule] = RULES.slice(from).find(([, one]) => there.includes(one)) ?? [null, 'random'];
  return rule;
}

/** Who says which column tells times, queries or parts wants rows held out by it, unless a surer rule holds already. */
function earlier(split: SplitRule, role: ColumnRole): SplitRule {
  const [, rule] = RULES.find(([needed, one]) => needed === role || one === split) ?? [null, split];
  return rule;
}

/** A column in another role. What was said of the one before and means nothing in this one is forgotten. */
export function withRole(mapping: Mapping, index: number, role: ColumnRole, profile: ColumnProfile): Mapping {
  const { name, missing } = mapping.columns[index];
  const decimalComma = profile.numbers?.decimalComma ? { decimalComma: true } : {};
  const column: ColumnMapping = { name, role, missing, kind: kindFor(role, profile), ...decimalComma };
  const columns = mapping.columns.map((one, i) => (i === index ? column : one));
  return { ...mapping, columns, split: earlier(mapping.split, role) };
}

export const withKind = (mapping: Mapping, index: number, kind: ValueKind): Mapping =>
  withColumn(mapping, index, { kind });

export const withPositive = (mapping: Mapping, index: number, positive: string): Mapping =>
  withColumn(mapping, index, { positive });

export const withLog = (mapping: Mapping, index: number, log: boolean): Mapping => withColumn(mapping, index, { log });

/** Share of the rows with a value that hold the one which counts as 1, 0..1. */
export const rateOf = ({ positive }: ColumnMapping, binary: NonNullable<ColumnProfile['binary']>): number =>
  positive === binary.negative ? 1 - binary.rate : binary.rate;

/** Whether a text stands for no value. */
export function withMark(mapping: Mapping, index: number, text: string, isMissing: boolean): Mapping {
  const others = mapping.columns[index].missing.filter((mark) => mark !== text);
  return withColumn(mapping, index, { missing: isMissing ? [...others, text] : others });
}

/** What the columns of a table are first taken for, and why: a proposal, of which everything can be changed. */
import { foretells } from './alone.ts';
import { labelValues } from './labelValues.ts';
import type { ColumnProfile } from './profile.ts';
import type { Suffix } from './readNames.ts';
import type { TableFacts } from './readTable.ts';
import type { ColumnMapping, ColumnRole, Mapping, SplitRule, Table, TextColumn } from './types.ts';

/**
 * Categories that a column may have, and share of the rows with a value that may each have one of their own, before
 * it is skipped.
 */
const MOST_CATEGORIES = 1000;
const MOST_DISTINCT = 0.7;
const MOST_LABELS = 4;
/** From here on a column is the label under another name. */
const COPY = 0.9995;

/** Why a column is taken for what it is; words in the catalogue under `mapping.why.<code>`. */
export type Reason =
  /** Its name says it: one of the reserved ones. */
  | { code: 'reserved' }
  | { code: 'suffix'; suffix: Suffix }
  /** Its name or suffix says what its values do not fit, so it is taken by its values. */
  | { code: 'unfit'; as: ColumnRole | Suffix }
  /**
   * No column is named as a label: this one is called as labels often are, or it is the last one and has two values.
   * Proposed only.
   */
  | { code: 'calledLabel' | 'lastOfTwo' }
  /** A label beyond the fourth. */
  | { code: 'fifthLabel'; limit: number }
  /** All its values are numbers. */
  | { code: 'numbers' | 'decimalCommas' }
  /** Numbers of which a few are far greater than the rest: by their logarithm. */
  | { code: 'heavyTail'; max: number; mean: number }
  /** Numbers but for these texts, which are taken for missing: to be asked. */
  | { code: 'numbersButMarks'; marks: readonly string[] }
  | { code: 'categories'; distinct: number }
  /**
   * Numbers that are written as codes: with needless zeros, or `10,000`, of which a comma or a thousand may be meant.
   */
  | { code: 'leadingZeros' | 'thousands'; example: string }
  /** Skipped: */
  | { code: 'empty' }
  | { code: 'constant'; value: string }
  | { code: 'manyCategories'; distinct: number; limit: number }
  | { code: 'mostlyDistinct'; share: number }
  /** Whole numbers that count the rows, or are called an id and mostly differ. */
  | { code: 'identifier' }
  /** RecBole's sequences: several values in a cell. */
  | { code: 'sequence' }
  /** It foretells this label as the label itself does. */
  | { code: 'leak'; label: string };

interface GuessedColumn {
  mapping: ColumnMapping;
  reason: Reason;
}

export interface Guess {
  mapping: Mapping;
  /** Of each column, in their order. */
  reasons: Reason[];
  /** No column is a label: at least one has to be chosen. */
  problem: 'noLabel' | null;
}

/** All that is known of a column. */
interface Known {
  column: TextColumn;
  profile: ColumnProfile;
  suffix: Suffix | null;
  rows: number;
  /** Semicolons part the cells, so that commas are free to be decimal points. */
  semicolons: boolean;
}

const RESERVED: Readonly<Record<string, ColumnRole>> = {
  click: 'label',
  like: 'label',
  watch_time: 'label',
  rating: 'label',
  query: 'query',
  position: 'position',
  device: 'device',
  time: 'time',
  split: 'split',
};
const BINARY_NAMES = ['click', 'like'];
const REGRESSION_NAMES = ['watch_time', 'rating'];
const LABEL_NAMES = ['label', 'target', 'y'];

const wordsOf = ({ marks }: ColumnProfile): string[] =>
  marks.filter(({ kind }) => kind === 'word').map(({ text }) => text);

const mapped = (name: string, role: ColumnRole, rest: Partial<ColumnMapping> = {}): ColumnMapping => ({
  name,
  role,
  kind: 'category',
  missing: [],
  ...rest,
});

const commas = ({ numbers }: ColumnProfile): Partial<ColumnMapping> =>
  numbers?.decimalComma ? { decimalComma: true } : {};

/** A column as a label; null where its values are none: more than two words, or nothing. */
function asLabel({ profile }: Known): ColumnMapping | null {
  const { name, numbers, binary, distinct } = profile;
  if (distinct === 0) return null;
  const wanted = name.toLowerCase();
  // A text of both is missing only if it is neither of the two values.
  const missing = wordsOf(profile).filter((text) => text !== binary?.positive && text !== binary?.negative);
  const rest = { missing, ...commas(profile) };
  if (numbers && REGRESSION_NAMES.includes(wanted)) return mapped(name, 'label', { kind: 'regression', ...rest });
  if (binary) return mapped(name, 'label', { kind: 'binary', positive: binary.positive, ...rest });
  const few = BINARY_NAMES.includes(wanted) || distinct === 1;
  if (numbers) return mapped(name, 'label', { kind: few ? 'binary' : 'regression', ...rest });
  return distinct === 1 ? mapped(name, 'label', { kind: 'binary' }) : null;
}

/** Whether the values of a column can be read as its role demands. */
function fits(role: ColumnRole, { column, profile }: Known): boolean {
  const texts = column.dictionary.filter((text) => text !== '');
  if (role === 'position') return profile.numbers !== null;
  if (role === 'split') return texts.length > 1 && texts.some((text) => /^train(?:ing)?$/i.test(text));
  if (role === 'time')
    return (
      profile.numbers !== null
      || (texts.length > 0 && texts.every((text) => /^\d+$/.test(text) || !Number.isNaN(Date.parse(text))))
    );
  return texts.length > 0;
}

/** What a column's name or suffix says, if anything. */
function claimed(known: Known): GuessedColumn | { unfit: Reason } | null {
  const { profile, suffix } = known;
  const { name } = profile;
  if (suffix === 'skip') return { mapping: mapped(name, 'skip'), reason: { code: 'suffix', suffix } };
  const role = suffix === 'label' ? 'label' : RESERVED[name.toLowerCase()];
  if (role === undefined) return null;
  const reason: Reason = suffix === 'label' ? { code: 'suffix', suffix } : { code: 'reserved' };
  if (role !== 'label')
    return fits(role, known)
      ? { mapping: mapped(name, role, { missing: role === 'position' ? wordsOf(profile) : [] }), reason }
      : { unfit: { code: 'unfit', as: role } };
  const mapping = asLabel(known);
  return mapping ? { mapping, reason } : { unfit: { code: 'unfit', as: 'label' } };
}

const skip = (name: string, reason: Reason): GuessedColumn => ({ mapping: mapped(name, 'skip'), reason });

/** Whole numbers that only name the row: 0, 1, 2, … or mostly different ones that are called an id. */
function isIdentifier({ column, profile, rows }: Known): boolean {
  const { numbers, distinct, name } = profile;
  if (!numbers?.integers || distinct / rows <= MOST_DISTINCT || rows < 10) return false;
  const counting = column.dictionary.every((text, i) => Number(text) === Number(column.dictionary[0]) + i);
  return counting || /(?:^|[_\s.-])id$|^id[_\s.-]/i.test(name) || /[a-z]I[dD]$/.test(name);
}

function asNumber({ profile, column }: Known): GuessedColumn {
  const { name, numbers } = profile;
  const missing = wordsOf(profile);
  const { min, max, mean, deviation, decimalComma } = numbers!;
  // Not of 0 and 1, of which a rare 1 lies as far out.
  const heavy = min >= 0 && max >= 10 && deviation > 2 * mean;
  const mapping = mapped(name, 'feature', {
    kind: 'number',
    missing,
    ...commas(profile),
    ...(heavy ? { log: true } : {}),
  });
  const marks = missing.filter((text) => column.dictionary.includes(text));
  if (marks.length > 0) return { mapping, reason: { code: 'numbersButMarks', marks } };
  if (heavy) return { mapping, reason: { code: 'heavyTail', max, mean } };
  return { mapping, reason: { code: decimalComma ? 'decimalCommas' : 'numbers' } };
}

/** @param asked - whether a suffix asks for it, however many there are */
function asCategory({ profile, rows }: Known, asked: boolean, why?: Reason): GuessedColumn {
  const { name, distinct, missing } = profile;
  const share = distinct / ((1 - missing) * rows);
  if (!asked && distinct > MOST_CATEGORIES)
    return skip(name, { code: 'manyCategories', distinct, limit: MOST_CATEGORIES });
  if (!asked && share > MOST_DISTINCT) return skip(name, { code: 'mostlyDistinct', share });
  return { mapping: mapped(name, 'feature'), reason: why ?? { code: 'categories', distinct } };
}

/** What a column that is no label is taken for by its suffix and its values. */
function asFeature(known: Known): GuessedColumn {
  const { profile, suffix, column, semicolons } = known;
  const { name, numbers, distinct, missing } = profile;
  if (distinct === 0) return skip(name, { code: 'empty' });
  if (suffix === 'token_seq' || suffix === 'float_seq') return skip(name, { code: 'sequence' });
  if (suffix === 'category') return asCategory(known, true, { code: 'suffix', suffix });
  if (distinct === 1 && missing === 0) return skip(name, { code: 'constant', value: profile.example });
  if (suffix === 'token') return asCategory(known, false, { code: 'suffix', suffix });
  if (suffix === 'number' || suffix === 'float') {
    if (!numbers) return asCategory(known, false, { code: 'unfit', as: suffix });
    const { mapping } = asNumber(known);
    return { mapping, reason: { code: 'suffix', suffix } };
  }
  if (!numbers) return asCategory(known, false);
  const code = numbers.leadingZeros ? 'leadingZeros' : numbers.thousands && !semicolons ? 'thousands' : null;
  if (code !== null) {
    const example = column.dictionary.find((text) => /^[+-]?0\d|,/.test(text)) ?? profile.example;
    return asCategory(known, false, { code, example });
  }
  return isIdentifier(known) ? skip(name, { code: 'identifier' }) : asNumber(known);
}

/**
 * Where no name says which columns are labels: one that is called as labels often are, else the last one if it has
 * two values.
 */
function proposedLabel(all: readonly Known[], free: (i: number) => boolean): { at: number; reason: Reason } | null {
  const called = all.findIndex(({ profile }, i) => free(i) && LABEL_NAMES.includes(profile.name.toLowerCase()));
  if (called >= 0) return { at: called, reason: { code: 'calledLabel' } };
  const last = all.length - 1;
  return last >= 0 && free(last) && all[last].profile.binary ? { at: last, reason: { code: 'lastOfTwo' } } : null;
}

/** Takes for skipped what foretells a label as the label itself does. */
function withoutLeaks(columns: GuessedColumn[], all: readonly Known[]): GuessedColumn[] {
  const labels = columns.flatMap(({ mapping }, i) =>
    mapping.role === 'label' ? [{ name: mapping.name, values: labelValues(all[i].column, mapping) }] : [],
  );
  return columns.map((guessed, i) => {
    if (guessed.mapping.role !== 'feature' || guessed.reason.code === 'suffix') return guessed;
    const leak = labels.find(({ values }) => foretells(all[i].column, guessed.mapping, values) >= COPY);
    return leak ? skip(guessed.mapping.name, { code: 'leak', label: leak.name }) : guessed;
  });
}

function splitOf(columns: readonly ColumnMapping[]): SplitRule {
  const has = (role: ColumnRole): boolean => columns.some((column) => column.role === role);
  return has('split') ? 'column' : has('time') ? 'time' : has('query') ? 'query' : 'random';
}

/** The first four labels stay. */
function withinLimits(columns: (GuessedColumn | null)[]): (GuessedColumn | null)[] {
  let labels = 0;
  return columns.map((guessed) => {
    if (guessed?.mapping.role !== 'label' || ++labels <= MOST_LABELS) return guessed;
    return skip(guessed.mapping.name, { code: 'fifthLabel', limit: MOST_LABELS });
  });
}

/**
 * Proposes what the columns of a table are taken for: by reserved names and suffixes, else by their values. Nothing
 * but a name makes a column a label, save a proposal with its reason where no name does.
 * @param profiles - of `table`, see profileColumns
 * @param facts - of its file
 * @param inputs - most inputs of the model, 1 to 128
 * @param seed - unsigned 32-bit
 */
export function guessMapping(
  table: Table,
  profiles: readonly ColumnProfile[],
  facts: Pick<TableFacts, 'suffixes' | 'delimiter'>,
  { inputs = 64, seed = 1 }: Partial<Pick<Mapping, 'inputs' | 'seed'>> = {},
): Guess {
  const all = table.columns.map((column, i): Known => ({
    column,
    profile: profiles[i],
    suffix: facts.suffixes[i],
    rows: table.rows,
    semicolons: facts.delimiter === ';',
  }));
  const claims = all.map(claimed);
  const told = withinLimits(claims.map((claim) => (claim && 'mapping' in claim ? claim : null)));
  if (!told.some((guessed) => guessed?.mapping.role === 'label')) {
    const proposed = proposedLabel(all, (i) => claims[i] === null && all[i].suffix === null);
    const mapping = proposed && asLabel(all[proposed.at]);
    if (mapping) told[proposed.at] = { mapping, reason: proposed.reason };
  }
  const guessed = told.map((column, i) => {
    if (column) return column;
    const claim = claims[i];
    const feature = asFeature(all[i]);
    return claim && 'unfit' in claim ? { mapping: feature.mapping, reason: claim.unfit } : feature;
  });
  const columns = withoutLeaks(guessed, all);
  const mappings = columns.map(({ mapping }) => mapping);
  return {
    mapping: { columns: mappings, inputs, split: splitOf(mappings), seed },
    reasons: columns.map(({ reason }) => reason),
    problem: mappings.some(({ role }) => role === 'label') ? null : 'noLabel',
  };
}

/** Labels of a table's tasks. */
import { BINARY_WORDS, positiveOf } from './binary.ts';
import { countsOf } from './categories.ts';
import { readTexts, type MappedColumn } from './columns.ts';
import { momentsOf, readNumber } from './inputs.ts';
import type { RowSplit } from './split.ts';
import type { ColumnMapping, LogTask, TextColumn } from './types.ts';
import { isMissing } from './values.ts';

/** What was found in a column of labels. */
export interface LabelFacts {
  name: string;
  /** Of a binary label: the text that counts as 1; null where several do. */
  positive: string | null;
  /** Rows with a label, and those of them that are a 1 (0 for a regression). */
  train: { observed: number; positives: number };
  heldOut: { observed: number; positives: number };
  /** Texts that are neither a label nor a mark of a missing one; such rows are unobserved. */
  unreadable: string[];
}

/** A task, and what each text of its column stands for. */
export interface Labels {
  task: LogTask;
  column: TextColumn;
  /** [dictionary] 0 and 1, or the standardised number; NaN = unobserved. */
  values: Float64Array;
  facts: LabelFacts;
}

const knows = (texts: readonly string[], as: ColumnMapping): string[] =>
  texts.filter((text) => !isMissing(text, as.missing));

/**
 * How the texts of a binary label are read: as the mapping says which one is the 1; as two texts are by {@link positiveOf}; else each as a word
 * of yes or no, or as a number, of which all above the smallest of the training rows are a 1.
 */
function binaryReader(
  texts: readonly string[],
  as: ColumnMapping,
): { positive: string | null; read: (text: string) => number } {
  const positive = as.positive ?? positiveOf(texts);
  if (positive !== null) return { positive, read: (text) => (text === positive ? 1 : 0) };
  const number = (text: string): number => readNumber(text, { decimalComma: as.decimalComma ?? false, missing: [] });
  const least = texts.reduce((min, text) => (number(text) < min ? number(text) : min), Infinity);
  return {
    positive,
    read: (text) => {
      const value = number(text);
      return BINARY_WORDS[text.trim().toLowerCase()] ?? (Number.isNaN(value) ? NaN : value > least ? 1 : 0);
    },
  };
}

/** @returns how many rows have a label, and in how many it is a 1 */
function observedIn(values: Float64Array, counts: Uint32Array, binary: boolean): LabelFacts['train'] {
  let observed = 0;
  let positives = 0;
  for (let code = 0; code < values.length; code++) {
    if (!Number.isNaN(values[code])) observed += counts[code];
    if (binary && values[code] === 1) positives += counts[code];
  }
  return { observed, positives };
}

/**
 * Reads a column as the labels of a task. Regression labels are standardised by mean and deviation of the training rows; a deviation of 0
 * counts as 1. What is empty, marked as missing or cannot be read is unobserved.
 */
export function readLabels({ column, as }: MappedColumn, split: Pick<RowSplit, 'train' | 'heldOut'>): Labels {
  const binary = as.kind !== 'regression';
  const trainCounts = countsOf({ column }, split.train);
  const inTraining = knows(
    column.dictionary.filter((_, code) => trainCounts[code] > 0),
    as,
  );
  const { positive, read } = binary
    ? binaryReader(inTraining, as)
    : {
        positive: null,
        read: (text: string) => readNumber(text, { decimalComma: as.decimalComma ?? false, missing: [] }),
      };
  let values = readTexts(column, (text) => (isMissing(text, as.missing) ? NaN : read(text)));
  const unreadable = knows(
    column.dictionary.filter((_, code) => Number.isNaN(values[code])),
    as,
  );
  const task: LogTask = { name: as.name, kind: binary ? 'binary' : 'regression', mean: 0, deviation: 1 };
  if (!binary) {
    const { mean, deviation } = momentsOf(values, column, split.train);
    task.mean = mean;
    if (deviation > 0) task.deviation = deviation;
    values = values.map((value) => (value - task.mean) / task.deviation);
    if (as.unit !== undefined) task.unit = as.unit;
  }
  const facts: LabelFacts = {
    name: as.name,
    positive,
    train: observedIn(values, trainCounts, binary),
    heldOut: observedIn(values, countsOf({ column }, split.heldOut), binary),
    unreadable,
  };
  return { task, column, values, facts };
}

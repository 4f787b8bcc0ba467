/** What a study is: a setting, what differs between its arms, and how many seeds. */
import { fieldOf, withField, type FieldValue } from '../run/fields.ts';
import { defaultState } from '../run/labState.ts';
import type { RunSpec } from '../run/runSpec.ts';

export interface StudyArm {
  label: string;
  /** What differs from the base, by field path (`run.training.workers`). */
  changes: Record<string, FieldValue>;
}

export interface StudySpec {
  base: RunSpec;
  arms: readonly StudyArm[];
  /** Number of seeds; seed s of a run sets data, initial weights, dropout and batch order alike. */
  seeds: number;
  /** First seed. */
  seedBase: number;
  /** The base keeps its own four seeds: one run that is trained again in other ways, with `seeds` 1. */
  ownSeeds?: boolean;
}

/** @returns the run of an arm with one seed set four times over, or with the base's own four */
export function studyRun(spec: StudySpec, arm: StudyArm, seed: number): RunSpec {
  let state = { ...defaultState(), run: spec.base };
  for (const [path, value] of Object.entries(arm.changes)) state = withField(state, fieldOf(path), value);
  if (spec.ownSeeds) return state.run;
  return { ...state.run, seeds: { data: seed, init: seed, dropout: seed, batch: seed } };
}

/** JSON with its keys in order, so that equal settings read alike. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Whether two runs differ in nothing but their seeds and the threshold at which experts are counted as unused. */
export function sameSetting(a: RunSpec, b: RunSpec): boolean {
  // Stored studies of before say nothing of a source: theirs is the platform.
  const key = ({ seeds: _, threshold: __, source, ...rest }: Partial<RunSpec>): string =>
    ordered({ ...rest, ...(source?.name !== 'synthetic' && { source }) });
  return key(a) === key(b);
}

/** Whether two studies ask the same question: the same arms of the same setting, on however many and whichever seeds. */
export const sameQuestion = (a: StudySpec, b: StudySpec): boolean =>
  a.arms.length === b.arms.length
  && a.arms.every((arm, i) => sameSetting(studyRun(a, arm, 0), studyRun(b, b.arms[i], 0)));

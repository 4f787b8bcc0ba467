/** What of a run's cures acts on its model B. Pure. */
import { FIELDS } from './fields.ts';
import { idleReason } from './idle.ts';
import { NO_RUN_CURES, type RunCures, type RunSpec } from './runSpec.ts';

export type CureName = keyof RunCures;

const BEFORE = 'run.training.cures.';
/** In the order of the controls. */
const NAMES = FIELDS.flatMap(({ path }) => (path.startsWith(BEFORE) ? [path.slice(BEFORE.length) as CureName] : []));

/** @returns the names of the cures that a run has and that do something in it, in the order of the controls */
export const actingCures = (run: RunSpec): CureName[] =>
  NAMES.filter(
    (name) => run.training.cures[name] !== NO_RUN_CURES[name] && idleReason(run, `${BEFORE}${name}`) === null,
  );

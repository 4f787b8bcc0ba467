// What the commands `store-*.mjs` have in common: they turn results of `npm run lab` into the files that the page shows before a reader has run anything.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** @typedef {{ commit: string, date: string }} Made - the commit and day of results */

/**
 * A number in whole parts of 1 / scale. JSON has no NaN: null stands for it.
 * @param {number | null} value
 * @param {number} scale
 */
export const whole = (value, scale) => (value === null || !Number.isFinite(value) ? null : Math.round(value * scale));

/**
 * What made a file: the commit and day, the engine, and the command that gives the same again.
 * @param {Made} made
 * @param {{ name: string, backend: string, adapter: string, rounding?: string }} engine
 * @param {string} command - experiment and options
 */
export const provenance = (made, { name, backend, adapter, rounding }, command) => ({
  ...made,
  engine: name,
  backend,
  adapter,
  ...(rounding && { rounding }),
  command: `npm run lab -- ${command}`,
});

/** Values as JSON, a line each. @param {readonly unknown[]} values */
export const lines = (values) => `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;

/** An object as JSON that is left open: more is to follow. @param {object} value */
export const opened = (value) => JSON.stringify(value).slice(0, -1);

/**
 * Results as files hold them, each with its day and the commit that is checked out.
 * @param {readonly string[]} paths
 * @returns {{ path: string, report: any, made: Made }[]}
 */
export function reportsIn(paths) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return paths.map((path) => ({
    path,
    report: JSON.parse(readFileSync(path, 'utf8')),
    made: { commit, date: statSync(path).mtime.toISOString().slice(0, 10) },
  }));
}

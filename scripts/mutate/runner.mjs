// One warm Vitest that runs tests with one stretch of one file's text replaced. Nothing is written to disk: a plugin of Vite hands the
// changed text out.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { root } from '../lib.mjs';

/** @typedef {'killed' | 'timeout' | 'survived'} Verdict */

/** What is ended may not have begun yet: it is ended again this often, until Vitest has noticed. */
const AGAIN_MS = 500;

/**
 * How long tests may take with a mutant planted before it counts as one that loops for ever: three times as long as without, and time for a
 * process to start on a busy machine.
 * @param {number} ms - what they took without
 */
export const limitFor = (ms) => 5000 + 3 * ms;

/**
 * The processes below one, their own children included.
 * @param {string} table - lines of process, parent and command
 * @param {number} above - number of the process
 * @param {(command: string) => boolean} [wanted] - which of its children count; all below those do
 * @returns {number[]}
 */
export function processesBelow(table, above, wanted = () => true) {
  const rows = table.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
  return rows
    .filter(({ parent, command }) => parent === above && wanted(command))
    .flatMap(({ pid }) => [pid, ...processesBelow(table, pid)]);
}

/** Ends Vitest's workers, and what they started, hard: a mutant that loops for ever hears no other word. */
function endWorkers() {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  for (const pid of processesBelow(table, process.pid, (command) => command.includes('vitest'))) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

/**
 * Ends the workers when `limit` milliseconds have passed.
 * @param {number} limit
 * @returns {() => boolean} to be called when the tests are over; tells whether they had to be ended
 */
function endAfter(limit) {
  if (limit === Infinity) return () => false;
  let late = false;
  /** @type {NodeJS.Timeout} */
  let timer;
  const end = () => {
    late = true;
    endWorkers();
    timer = setTimeout(end, AGAIN_MS);
  };
  timer = setTimeout(end, limit);
  return () => {
    clearTimeout(timer);
    return late;
  };
}

/** Hands out the changed text of a file instead of its own. @param {ReadonlyMap<string, string>} replaced - by absolute path */
const mutantPlugin = (replaced) => ({
  name: 'mutant',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} _ @param {string} id */
  transform(_, id) {
    const code = replaced.get(id.split('?')[0]);
    return code === undefined ? undefined : { code, map: null };
  },
});

/** @param {ReadonlyMap<string, string>} replaced */
async function startVitest(replaced) {
  const vitest = await createVitest(
    'test',
    // Not vitest.config.ts, whose projects read their configuration themselves: they would know nothing of the plugin.
    { config: 'vite.config.ts', watch: false, bail: 1, maxWorkers: 1, fileParallelism: false, reporters: [{}] },
    { plugins: [mutantPlugin(replaced)] },
  );
  await vitest.standalone();
  return vitest;
}

export async function startRunner() {
  /** @type {Map<string, string>} */
  const replaced = new Map();
  const vitest = await startVitest(replaced);
  const all = await vitest.globTestSpecifications();

  /**
   * One file of tests.
   * @param {string} test - its name
   * @param {number} limit - milliseconds
   * @returns {Promise<Verdict>}
   */
  async function runFile(test, limit) {
    const specifications = all.filter(({ moduleId }) => moduleId === join(root, test));
    // What Vitest remembers of the run before would end this one at once: `bail` counts every failure that it knows.
    vitest.state.filesMap.clear();
    vitest.state.errorsSet.clear();
    const over = endAfter(limit);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    if (over()) return 'timeout';
    const failed = testModules.some((module) => module.state() === 'failed') || unhandledErrors.length > 0;
    return failed ? 'killed' : 'survived';
  }

  /**
   * Files of tests one after the other, as far as the first that fails or takes too long.
   * @param {readonly string[]} tests - their names
   * @param {readonly number[]} [limits] - milliseconds, for each of them
   * @returns {Promise<{ verdict: Verdict, times: number[], by?: string }>} times: what each took, in milliseconds; by: the one that noticed
   */
  async function run(tests, limits = tests.map(() => Infinity)) {
    /** @type {number[]} */
    const times = [];
    for (const [i, test] of tests.entries()) {
      const start = performance.now();
      const verdict = await runFile(test, limits[i]);
      times.push(performance.now() - start);
      if (verdict !== 'survived') return { verdict, times, by: test };
    }
    return { verdict: 'survived', times };
  }

  return {
    run,
    /** The same with a file's text replaced. @param {string} name @param {string} code @param {readonly string[]} tests @param {readonly number[]} limits */
    async runWith(name, code, tests, limits) {
      const path = join(root, name);
      replaced.set(path, code);
      vitest.invalidateFile(path);
      try {
        return await run(tests, limits);
      } finally {
        replaced.delete(path);
        vitest.invalidateFile(path);
      }
    },
    close: () => vitest.close(),
  };
}

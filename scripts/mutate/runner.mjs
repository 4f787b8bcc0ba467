// One warm Vitest that runs tests with one stretch of one file's text replaced. Nothing is written to disk: a plugin of Vite hands the
// changed text out.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import { root } from '../lib.mjs';

/** @typedef {'killed' | 'timeout' | 'survived'} Verdict */

/** The processes that this one started, ended hard: a mutant that loops for ever hears no other word. */
function endWorkers() {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  for (const line of table.split('\n')) {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === process.pid && command?.includes('vitest')) process.kill(Number(pid), 'SIGKILL');
  }
}

/** Tests run in the order given: the nearest most often notices. */
class AsGiven {
  /** @param {unknown[]} files */
  async shard(files) {
    return files;
  }
  /** @param {unknown[]} files */
  async sort(files) {
    return files;
  }
}

export async function startRunner() {
  /** @type {Map<string, string>} */
  const replaced = new Map();
  const vitest = await createVitest(
    'test',
    {
      watch: false,
      bail: 1,
      maxWorkers: 1,
      fileParallelism: false,
      reporters: [{}],
      // @ts-expect-error The type asks for a constructor that takes Vitest; ours needs none.
      sequence: { sequencer: AsGiven },
    },
    {
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          transform: (_, id) => {
            const code = replaced.get(id.split('?')[0]);
            return code === undefined ? undefined : { code, map: null };
          },
        },
      ],
    },
  );
  await vitest.standalone();
  const all = await vitest.globTestSpecifications();

  /**
   * @param {readonly string[]} tests - names of test files
   * @param {number} [limit] - milliseconds
   * @returns {Promise<{ verdict: Verdict, ms: number, by?: string }>}
   */
  async function run(tests, limit = Infinity) {
    const specifications = tests.flatMap((test) => all.filter(({ moduleId }) => moduleId === join(root, test)));
    // What Vitest remembers of the run before would end this one at once: `bail` counts every failure that it knows.
    vitest.state.filesMap.clear();
    vitest.state.errorsSet.clear();
    const start = performance.now();
    let late = false;
    const timer =
      limit === Infinity
        ? undefined
        : setInterval(() => {
            late = true;
            endWorkers();
          }, limit);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    clearInterval(timer);
    const failed = testModules.find((module) => module.state() === 'failed');
    const ms = performance.now() - start;
    if (late) return { verdict: 'timeout', ms };
    return failed || unhandledErrors.length > 0
      ? { verdict: 'killed', ms, by: failed?.relativeModuleId }
      : { verdict: 'survived', ms };
  }

  return {
    run,
    /** The same with a file's text replaced. @param {string} name @param {string} code @param {readonly string[]} tests @param {number} limit */
    async runWith(name, code, tests, limit) {
      const path = join(root, name);
      replaced.set(path, code);
      vitest.invalidateFile(path);
      try {
        return await run(tests, limit);
      } finally {
        replaced.delete(path);
        vitest.invalidateFile(path);
      }
    },
    close: () => vitest.close(),
  };
}

// A runner of mutants that always answers. Vitest itself may never come to an end when its workers are ended under its hands, or when a mutant takes hold
// of what it stands on: so it runs in a process group of its own, which is ended as a whole when a mutant's time is over, and begun anew.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./judge.mjs').Asked} Asked */
/** @typedef {{ verdict: import('./runner.mjs').Verdict, times: number[], by?: string }} Judged */

const JUDGE = fileURLToPath(new URL('judge.mjs', import.meta.url));
/** How long a runner may take to be there. */
const START_MS = 120_000;
/** What it has beyond the limits of its tests to end them by itself, which is quicker than to begin anew. */
const GRACE_MS = 15_000;
/** How long tests without a mutant may take together: nobody knows yet. */
const WITHOUT_MS = 600_000;

/**
 * @param {{ script?: string, startMs?: number, graceMs?: number }} [given] - for tests
 */
export function startGuarded({ script = JUDGE, startMs = START_MS, graceMs = GRACE_MS } = {}) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let judge = null;

  function end() {
    const { pid } = judge ?? {};
    judge = null;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  /**
   * The next thing that the process says.
   * @param {import('node:child_process').ChildProcess} from @param {number} ms
   * @returns {Promise<unknown>} undefined when the time is over, or the process has ended
   */
  function heard(from, ms) {
    return new Promise((resolve) => {
      const over = (/** @type {unknown} */ answer) => {
        clearTimeout(timer);
        from.off('message', over);
        from.off('exit', gone);
        resolve(answer);
      };
      const gone = () => over(undefined);
      const timer = setTimeout(gone, ms);
      from.once('message', over);
      from.once('exit', gone);
    });
  }

  /** @param {Asked} asked @param {number} ms @returns {Promise<Judged | null>} null when it did not answer in time */
  async function ask(asked, ms) {
    if (judge === null || judge.exitCode !== null || judge.signalCode !== null) {
      judge = fork(script, { detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      if ((await heard(judge, startMs)) === undefined) {
        end();
        throw new Error('the tests could not be started');
      }
    }
    const answer = heard(judge, ms);
    judge.send(asked);
    const judged = /** @type {Judged | undefined} */ (await answer);
    if (judged === undefined) end();
    return judged ?? null;
  }

  process.once('exit', end);
  return {
    /** Tests without a mutant. @param {string[]} tests @returns {Promise<Judged>} */
    async run(tests) {
      return (await ask({ tests }, WITHOUT_MS)) ?? { verdict: 'timeout', times: [], by: tests.join(', ') };
    },
    /** The same with a file's text replaced. @param {string} file @param {string} code @param {string[]} tests @param {number[]} limits @returns {Promise<Judged>} */
    async runWith(file, code, tests, limits) {
      const most = limits.reduce((a, b) => a + b, 0);
      return (await ask({ tests, file, code, limits }, most + graceMs)) ?? { verdict: 'timeout', times: [most] };
    },
    close: end,
  };
}

// The process in which mutants are run: guarded.mjs starts it, and ends it with all that it started when it does not answer.
import { startRunner } from './runner.mjs';

/** @typedef {{ tests: string[], file?: string, code?: string, limits?: number[] }} Asked */

// Whoever asks is no more, and a mutant that loops for ever would stay: this process leads a group of its own.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));

const runner = await startRunner();
/** @param {Asked} asked */
async function judge({ tests, file, code, limits }) {
  const mutated = file !== undefined && code !== undefined && limits !== undefined;
  process.send?.(mutated ? await runner.runWith(file, code, tests, limits) : await runner.run(tests));
}

// What fails ends this process, and with it what it was asked.
process.on('message', (/** @type {Asked} */ asked) => void judge(asked));
process.send?.('ready');

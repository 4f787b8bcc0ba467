// How many frames a second the page makes while it trains at full speed, and what each costs on the way from the engine.
import { firstStep, FULL_SPEED, keepOn, notedOn, pause, slowDown } from './visit.mjs';

/** @typedef {import('./visit.mjs').Page} Page */

/**
 * In the training worker: counts what is read back from a device and what is sent to the page, in bytes.
 * Typed arrays and array buffers only: what else is in a message is small.
 */
function countBytes() {
  const counts = { read: 0, sent: 0 };
  Object.assign(globalThis, { counts });
  if ('GPUBuffer' in globalThis) {
    const { mapAsync } = GPUBuffer.prototype; // oxlint-disable-line typescript/unbound-method -- called with `call`
    /** @this {GPUBuffer} @type {GPUBuffer['mapAsync']} */
    GPUBuffer.prototype.mapAsync = function (mode, offset, size) {
      if ((mode & GPUMapMode.READ) !== 0) counts.read += size ?? this.size - (offset ?? 0);
      return mapAsync.call(this, mode, offset, size);
    };
  }
  /** @param {unknown} value @param {Set<unknown>} seen @returns {number} */
  const bytesOf = (value, seen) => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return 0;
    seen.add(value);
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (value instanceof ArrayBuffer) return value.byteLength;
    let sum = 0;
    for (const part of Object.values(value)) sum += bytesOf(part, seen);
    return sum;
  };
  const { postMessage } = MessagePort.prototype; // oxlint-disable-line typescript/unbound-method -- called with `call`
  MessagePort.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ options) {
    counts.sent += bytesOf(message, new Set());
    postMessage.call(this, message, options);
  };
}

/**
 * @typedef {object} Frames
 * @property {number} frames - animation frames a second
 * @property {number} drawn - of these, with another state of the run
 * @property {number} read - bytes read back from the device for each state drawn; 0 without a device
 * @property {number} sent - bytes sent from the worker to the page for each state drawn
 * @property {number} task - longest task of the main thread in that time, if over 50 ms; else 0
 */

/** @param {Page} page */
const trainingWorker = (page) => page.workers().find((worker) => /worker/.test(worker.url()));

/**
 * Counts for so many seconds on a page that trains at full speed.
 * @param {Page} page @param {number} seconds
 * @returns {Promise<Frames>}
 */
async function countFrames(page, seconds) {
  const worker = trainingWorker(page);
  const bytes = () => worker?.evaluate(() => ({ .../** @type {any} */ (globalThis).counts, at: performance.now() }));
  const look = async () => ({ ...(await notedOn(page)), at: await page.evaluate(() => performance.now()) });
  const [before, bytesBefore] = [await look(), await bytes()];
  await pause(1000 * seconds);
  const [after, bytesAfter] = [await look(), await bytes()];
  const took = (after.at - before.at) / 1000;
  const drawn = after.drawn - before.drawn;
  const took2 = (bytesAfter.at - bytesBefore.at) / 1000;
  const each = (/** @type {'read' | 'sent'} */ key) => ((bytesAfter[key] - bytesBefore[key]) / took2 / drawn) * took;
  return {
    frames: (after.frames - before.frames) / took,
    drawn: drawn / took,
    read: each('read'),
    sent: each('sent'),
    task: Math.max(0, ...after.tasks.filter(({ at }) => at >= before.at).map(({ ms }) => ms)),
  };
}

/**
 * Frames at full speed, and the same with the main thread slowed down four times.
 * @param {import('./visit.mjs').Visit} visit @param {string} search @param {number} seconds
 */
export const measureFrames = (visit, search, seconds) =>
  visit(`${FULL_SPEED}&${search}`, async (page) => {
    await firstStep(page);
    await keepOn(page);
    await trainingWorker(page)?.evaluate(countBytes);
    await pause(1000);
    const full = await countFrames(page, seconds);
    await slowDown(page, 4);
    await pause(1000);
    const slowed = await countFrames(page, seconds);
    return { full, slowed };
  });

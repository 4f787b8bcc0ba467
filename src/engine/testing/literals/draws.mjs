// The random decisions of a step and the initial weights, written a second time from their sources, in arbitrary precision where the engines use
// 32-bit integers. Nothing here is imported from the app.

const WORD = 2n ** 32n;
const ROTATIONS = [13n, 15n, 26n, 6n, 17n, 29n, 16n, 24n];

/**
 * Threefry-2x32 with 13 rounds (Salmon et al. 2011, section 3.2 and table 2). Every fourth round ends with the next words of
 * the key schedule.
 * @param {[number, number]} key @param {[number, number]} counter @returns {[number, number]} two words
 */
export function threefry(key, counter) {
  const [k0, k1] = key.map((word) => BigInt.asUintN(32, BigInt(word)));
  const schedule = [k0, k1, k0 ^ k1 ^ 0x1bd11bdan];
  let [x, y] = counter.map((word, i) => (BigInt.asUintN(32, BigInt(word)) + schedule[i]) % WORD);
  for (let round = 0; round < 13; round++) {
    const by = ROTATIONS[round % 8];
    x = (x + y) % WORD;
    y = (((y << by) | (y >> (32n - by))) % WORD) ^ x;
    if (round % 4 !== 3) continue;
    const turn = BigInt((round + 1) / 4);
    x = (x + schedule[Number(turn % 3n)]) % WORD;
    y = (y + schedule[Number((turn + 1n) % 3n)] + turn) % WORD;
  }
  return [Number(x), Number(y)];
}

/**
 * Place i of a pseudo-random order of 0..n−1 (Kensler 2013, section 3: the function `permute` of its listing).
 * @param {number} place @param {number} length @param {number} key
 */
export function permute(place, length, key) {
  const n = BigInt(length);
  const p = BigInt(key);
  let w = n - 1n;
  for (const shift of [1n, 2n, 4n, 8n, 16n]) w |= w >> shift;
  const times = (/** @type {bigint} */ a, /** @type {bigint} */ b) => (a * b) % WORD;
  let i = BigInt(place);
  do {
    i ^= p;
    i = times(i, 0xe170893dn);
    i ^= p >> 16n;
    i ^= (i & w) >> 4n;
    i ^= p >> 8n;
    i = times(i, 0x0929eb3fn);
    i ^= p >> 23n;
    i ^= (i & w) >> 1n;
    i = times(i, 1n | (p >> 27n));
    i = times(i, 0x6935fa69n);
    i ^= (i & w) >> 11n;
    i = times(i, 0x74dcb303n);
    i ^= (i & w) >> 2n;
    i = times(i, 0x9e501cc3n);
    i ^= (i & w) >> 2n;
    i = times(i, 0xc860a3dfn);
    i &= w;
    i ^= i >> 5n;
  } while (i >= n);
  return Number((i + p) % n);
}

/**
 * Standard normals by Box and Muller, two to a call of the generator, which counts up from 0.
 * @param {number} seed @param {number} substream @param {number} count
 */
export function normals(seed, substream, count) {
  const out = [];
  for (let call = 0; out.length < count; call++) {
    const [a, b] = threefry([seed, 16], [call, substream]).map((word) => (word + 0.5) / 2 ** 32);
    const radius = Math.sqrt(-2 * Math.log(a));
    out.push(radius * Math.cos(2 * Math.PI * b), radius * Math.sin(2 * Math.PI * b));
  }
  return out.slice(0, count);
}

/** @typedef {{ row: number, dropped: boolean, kept: boolean[][], noise: number[][] }} Example what is drawn for one place of a batch; kept and noise [gate][expert] */

/**
 * @param {import('./cases.mjs').Case} c @param {import('./cases.mjs').Replica} replica @param {number} step @param {number} rows @param {number} gates
 * @returns {Example[]}
 */
export function batchOf(c, replica, step, rows, gates) {
  const { dropout, batch: order } = replica.seeds;
  return Array.from({ length: c.training.batch }, (_, j) => {
    const index = step * c.training.batch + j;
    const epoch = Math.floor(index / rows);
    const place = c.training.mask === 'batch' ? 0 : j;
    return {
      row: permute(index % rows, rows, threefry([order, 32], [epoch, 0])[0]),
      dropped: threefry([dropout, 50], [step, j])[0] / 2 ** 32 < replica.positionDropout,
      kept: Array.from({ length: gates }, (_, g) => keptOf(replica, step, place, g, usable(c.model, g))),
      noise: Array.from({ length: gates }, (_, g) =>
        Array.from({ length: c.model.experts }, (_, e) => noiseOf(dropout, step, j, g, e)),
      ),
    };
  });
}

/** Which experts a gate may use: digit e of its number, from the right, in base two. @param {import('./cases.mjs').Model} model @param {number} gate */
export const usable = ({ experts, visible }, gate) =>
  Array.from({ length: experts }, (_, e) => visible === undefined || Math.floor(visible[gate] / 2 ** e) % 2 === 1);

/** Sixteen random bits an expert; where none of the usable ones would be kept, one is. @param {import('./cases.mjs').Replica} replica @param {number} step @param {number} place @param {number} gate @param {boolean[]} may */
function keptOf({ seeds, gateDropout }, step, place, gate, may) {
  const kept = may.map((used, e) => {
    const draw = gate * may.length + e;
    const words = threefry([seeds.dropout, 48], [step, 16 * place + Math.floor(draw / 4)]);
    const word = words[Math.floor((draw % 4) / 2)];
    return used && (draw % 2 === 0 ? word % 65536 : Math.floor(word / 65536)) / 65536 >= gateDropout;
  });
  const candidates = may.flatMap((used, e) => (used ? [e] : []));
  if (!kept.includes(true))
    kept[candidates[threefry([seeds.dropout, 49], [step, 4 * place + gate])[0] % candidates.length]] = true;
  return kept;
}

/**
 * Four uniform draws of 0..65535, added up and standardised: variance of one is (65536² − 1) / 12.
 * @param {number} seed @param {number} step @param {number} place @param {number} gate @param {number} expert
 */
function noiseOf(seed, step, place, gate, expert) {
  const words = threefry([seed, 51], [step, 64 * place + 16 * gate + expert]);
  const halves = words.flatMap((word) => [word % 65536, Math.floor(word / 65536)]);
  const sum = halves.reduce((total, value) => total + (value - 65535 / 2), 0);
  return sum / Math.sqrt((4 * (65536 ** 2 - 1)) / 12);
}

/** @param {import('./cases.mjs').Replica} replica @param {number} step */
export const workerOf = ({ seeds, workers }, step) => threefry([seeds.batch, 33], [step, 0])[0] % workers;

import { STREAM } from '../../../world/random.ts';
import { MASK_CALLS, NOISE_UNIT } from '../../../model/draws.ts';
import { allExperts, countOf, nthOf } from '../../../model/visible.ts';
import { Code, float } from './code.ts';

/**
 * Threefry-2x32-13, the WGSL twin of `threefry` in world/random.ts: (key words, counter words) → both output words.
 * Source: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011, section 5.
 */
function threefryWgsl(): string {
  const code = new Code();
  const mix = (rotation: number): void => {
    // Times a power of two is a shift to any compiler but SwiftShader's, which shifts lane by lane and multiplies all at once.
    code.add(`x += y; y = ((y * ${String(2 ** rotation)}u) | (y >> ${String(32 - rotation)}u)) ^ x;`);
  };
  code.block('fn threefry(k0: u32, k1: u32, c0: u32, c1: u32) -> vec2u', () => {
    code.add('let k2 = 0x1bd11bdau ^ k0 ^ k1;', 'var x = c0 + k0;', 'var y = c1 + k1;');
    [13, 15, 26, 6].forEach(mix);
    code.add('x += k1; y += k2 + 1u;');
    [17, 29, 16, 24].forEach(mix);
    code.add('x += k2; y += k0 + 2u;');
    [13, 15, 26, 6].forEach(mix);
    code.add('x += k0; y += k1 + 3u;');
    mix(17);
    code.add('return vec2u(x, y);');
  });
  return code.toString();
}

/** Twin of `permute`; its last sum cannot wrap because both terms are below n < 2^31. */
const PERMUTE = `fn permute(i: u32, n: u32, key: u32) -> u32 {
  var w = n - 1u;
  w |= w >> 1u; w |= w >> 2u; w |= w >> 4u; w |= w >> 8u; w |= w >> 16u;
  var x = i;
  loop {
    x ^= key; x *= 0xe170893du;
    x ^= key >> 16u;
    x ^= (x & w) >> 4u;
    x ^= key >> 8u; x *= 0x0929eb3fu;
    x ^= key >> 23u;
    x ^= (x & w) >> 1u; x *= 1u | (key >> 27u);
    x *= 0x6935fa69u;
    x ^= (x & w) >> 11u; x *= 0x74dcb303u;
    x ^= (x & w) >> 2u; x *= 0x9e501cc3u;
    x ^= (x & w) >> 2u; x *= 0xc860a3dfu;
    x &= w;
    x ^= x >> 5u;
    if (x < n) { break; }
  }
  return (x + key % n) % n;
}`;

/**
 * The WGSL twins of model/draws.ts, bit for bit: `batch_row`, `worker_of`, `position_dropped` and, where the model has gates, `gate_masks`.
 * Probabilities come as the integer thresholds of `threshold16` and `threshold32`.
 * @param sets - [G] bit sets of the experts that each gate may use; empty for a model without gates
 * @param experts - E, at most 16
 * @param noise - whether `gate_noise` is wanted too
 * @param zero - see {@link Code}
 */
export function drawsWgsl(sets: readonly number[], experts: number, noise = false, zero = ''): string {
  const code = new Code(zero);
  const draw = (stream: keyof typeof STREAM, place: string): string =>
    `threefry(seed, ${String(STREAM[stream])}u, step, ${place})`;
  code.add(PERMUTE);
  code.block('fn batch_row(seed: u32, step: u32, j: u32, rows: u32, batch: u32) -> u32', () => {
    code.add('let index = step * batch + j;', 'let epoch = index / rows;');
    code.add(`return permute(index - epoch * rows, rows, threefry(seed, ${String(STREAM.batch)}u, epoch, 0u).x);`);
  });
  code.block('fn worker_of(seed: u32, step: u32, workers: u32) -> u32', () => {
    code.add(`return ${draw('worker', '0u')}.x % workers;`);
  });
  code.block('fn position_dropped(seed: u32, step: u32, j: u32, limit: u32) -> bool', () => {
    code.add(`return ${draw('positionDropout', 'j')}.x < limit;`);
  });
  if (sets.length > 0) gateMasks(code, sets, experts, draw);
  if (noise) gateNoise(code, draw);
  return `${threefryWgsl()}${code.toString()}`;
}

/** The gates' sets of experts as the components of a vector. */
export const setsWgsl = (sets: readonly number[]): string =>
  `vec4u(${Array.from({ length: 4 }, (_, g) => `${String(sets[g] ?? 0)}u`).join(', ')})`;

/** @returns the name of the expert of a set that a draw names, each of them equally likely */
function drawnOf(code: Code, set: number, experts: number, draw: string): string {
  const count = countOf(set);
  const drawn = code.let('drawn', `${draw} % ${String(count)}u`);
  if (set === allExperts(experts)) return drawn;
  let expert = `${String(nthOf(set, 0))}u`;
  for (let i = 1; i < count; i++) expert = `select(${expert}, ${String(nthOf(set, i))}u, ${drawn} == ${String(i)}u)`;
  return code.let('kept', expert);
}

/** `gate_masks(seed, step, place, limit)`: component g has bit e set where gate g keeps expert e. Never all dropped. */
function gateMasks(
  code: Code,
  sets: readonly number[],
  experts: number,
  draw: (stream: keyof typeof STREAM, place: string) => string,
): void {
  const gates = sets.length;
  const keep = (name: string, shift: number): string => `select(0u, ${String(2 ** shift)}u, (${name}) >= limit)`;
  code.block('fn gate_masks(seed: u32, step: u32, place: u32, limit: u32) -> vec4u', () => {
    code.add(`var masks = ${setsWgsl(sets)};`);
    code.block('if (limit > 0u)', () => {
      // The draws, four to a call, are the bits of a 64-bit word in the order gate · E + expert.
      code.add('var low = 0u;', 'var high = 0u;');
      code.loop('call', Math.ceil((gates * experts) / 4), () => {
        code.add(`let d = ${draw('gateDropout', `place * ${String(MASK_CALLS)}u + call`)};`);
        code.add(
          `let bits = ${[keep('d.x & 0xffffu', 0), keep('d.x >> 16u', 1), keep('d.y & 0xffffu', 2), keep('d.y >> 16u', 3)].join(' | ')};`,
        );
        if (gates * experts <= 32) code.add('low |= bits << (call * 4u);');
        else code.add('if (call < 8u) { low |= bits << (call * 4u); } else { high |= bits << ((call - 8u) * 4u); }');
      });
      for (let g = 0; g < gates; g++) {
        const mask = code.let('mask', `${wordSlice(g * experts, experts)} & ${String(sets[g])}u`);
        const kept = drawnOf(code, sets[g], experts, `${draw('gateKeep', `place * 4u + ${String(g)}u`)}.x`);
        code.add(`masks[${String(g)}] = select(${mask}, 1u << ${kept}, ${mask} == 0u);`);
      }
    });
    code.add('return masks;');
  });
}

/** `gate_noise(seed, step, place)`: noise on the logits of four experts; `place` is example · 64 + gate · 16 + first of them. */
function gateNoise(code: Code, draw: (stream: keyof typeof STREAM, place: string) => string): void {
  code.block('fn gate_noise(seed: u32, step: u32, place: u32) -> vec4f', () => {
    code.add('var noise = vec4f(0.0);');
    code.block('for (var i = 0u; i < 4u; i++)', () => {
      code.add(`let d = ${draw('gateNoise', 'place + i')};`);
      code.add('let sum = (d.x & 0xffffu) + (d.x >> 16u) + (d.y & 0xffffu) + (d.y >> 16u);');
      // Each pass shifts its draw in at the end.
      code.add(`noise = vec4f(noise.yzw, ${float(NOISE_UNIT)} * f32(i32(sum) - 131070));`);
    });
    code.add('return noise;');
  });
}

/** Expression whose low bits are bits `start`…`start + count − 1` of the 64-bit word (low, high). */
function wordSlice(start: number, count: number): string {
  if (start >= 32) return `(high >> ${String(start - 32)}u)`;
  if (start + count <= 32) return `(low >> ${String(start)}u)`;
  return `((low >> ${String(start)}u) | (high << ${String(32 - start)}u))`;
}

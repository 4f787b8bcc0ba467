/** The random part of a training step, bit for bit as `model/draws.ts` defines it, four examples at a time where that helps. */
import { MASK_CALLS } from '../../model/draws.ts';
import { gateSets } from '../../model/spec.ts';
import { allExperts, countOf, holds, nthOf } from '../../model/visible.ts';
import { f32x4, i32, i32x4, i64, v128, type Expr, type Local } from '../../assembler/expr.ts';
import { after, fixed, place, type Callable, type Func, type ModuleWriter } from '../../assembler/module.ts';
import { threefry, threefry4 } from './arithmetic.ts';
import type { Plan } from './plan.ts';

/** The numbers of four neighbouring examples of the batch. */
const four = (first: Expr<'i32'>): Expr<'v128'> => i32x4.add(v128.splat(first), v128.words(0, 1, 2, 3));

/** `permute` of model/draws.ts. @param turn - key mod n */
function permute(f: Func, index: Expr<'i32'>, n: Local<'i32'>, key: Local<'i32'>, turn: Local<'i32'>): Expr<'i32'> {
  const w = f.local(i32.sub(n, i32.const(1)));
  for (const by of [1, 2, 4, 8, 16]) f.set(w, i32.or(w, i32.shrU(w, i32.const(by))));
  const x = f.local(index);
  const mix = (value: Expr<'i32'>): void => {
    f.set(x, i32.xor(x, value));
  };
  const times = (factor: Expr<'i32'>): void => {
    f.set(x, i32.mul(x, factor));
  };
  const part = (value: Expr<'i32'>, by: number): Expr<'i32'> => i32.shrU(value, i32.const(by));
  f.doWhile(() => {
    mix(key);
    times(i32.const(0xe170893d));
    mix(part(key, 16));
    mix(part(i32.and(x, w), 4));
    mix(part(key, 8));
    times(i32.const(0x0929eb3f));
    mix(part(key, 23));
    mix(part(i32.and(x, w), 1));
    times(i32.or(i32.const(1), part(key, 27)));
    times(i32.const(0x6935fa69));
    for (const [by, factor] of [
      [11, 0x74dcb303],
      [2, 0x9e501cc3],
      [2, 0xc860a3df],
    ]) {
      mix(part(i32.and(x, w), by));
      times(i32.const(factor));
    }
    f.set(x, i32.and(x, w));
    mix(part(x, 5));
    return i32.geU(x, n);
  });
  // (x + key mod n) mod n, of which both parts are below n already.
  f.set(x, i32.add(x, turn));
  return i32.select(i32.sub(x, n), x, i32.geU(x, n));
}

/**
 * `batchRow` of model/draws.ts for every example of a chunk; those beyond the batch get row 0 and do not count.
 * @returns a function of the number of the chunk's first example
 */
export function writeRows(module: ModuleWriter, { at, control, batch, quads }: Plan): Callable {
  return module.define('drawRows', 1, (f, first) => {
    const rows = f.local(i32.load(fixed(control.logRows)));
    const wide = f.local(i64.extendU(rows));
    const step = i32.load(fixed(control.step));
    const index = f.local(i64.add(i64.mul(i64.extendU(step), i64.extendU(i32.const(batch))), i64.extendU(first)));
    const epoch = f.local(i64.divU(index, wide));
    // Which example of its epoch it is.
    const nth = f.local(i32.wrap(i64.sub(index, i64.mul(epoch, wide))));
    const draw = (): Expr<'i32'> =>
      threefry(f, i32.load(fixed(control.batchSeed)), 'batch', i32.wrap(epoch), i32.const(0))[0];
    const key = f.local(draw());
    const turn = f.local(i32.remU(key, rows));
    const j = f.local(first);
    f.walk(4 * quads, { to: [i32.const(at.rows), 4] }, ({ to }) => {
      f.if(i32.geU(nth, rows), () => {
        f.set(nth, i32.const(0));
        f.set(epoch, i64.add(epoch, i64.extendU(i32.const(1))));
        f.set(key, draw());
        f.set(turn, i32.remU(key, rows));
      });
      const row = permute(f, nth, rows, key, turn);
      f.store(place(to), i32.select(row, i32.const(0), i32.ltU(j, i32.const(batch))));
      f.set(nth, i32.add(nth, i32.const(1)));
      f.set(j, i32.add(j, i32.const(1)));
    });
    f.walk(quads, { to: [i32.const(at.valid), 16], from: [first, 4] }, ({ to, from }) => {
      f.store(place(to), i32x4.ltU(four(from), v128.words(batch)));
    });
  });
}

/** `positionDropped` of model/draws.ts for a chunk: replaces places by "missing". @returns a function of the number of the chunk's first example */
export function writePositionDropout(module: ModuleWriter, { at, control, quads, row }: Plan): Callable {
  return module.define('dropPositions', 1, (f, first) => {
    const seed = f.local(v128.splat(i32.load(fixed(control.dropoutSeed))));
    const step = f.local(v128.splat(i32.load(fixed(control.step))));
    const limit = f.local(v128.loadSplat(fixed(control.positionLimit)));
    f.walk(quads, { place: [i32.const(at.places), 16], from: [first, 4] }, (q) => {
      const [draw] = threefry4(f, seed, 'positionDropout', step, four(q.from));
      const dropped = f.local(i32x4.ltU(draw, limit));
      const [logged, missing, position] = [0, 1, 2].map((n) => place(q.place, n * row));
      f.store(logged, v128.select(v128.load(missing), v128.load(logged), dropped));
      f.store(position, v128.andNot(v128.load(position), dropped));
    });
  });
}

/** @returns the expert of a set that a draw names, each of them equally likely */
function drawnOf(f: Func, set: number, experts: number, draw: Expr<'i32'>): Expr<'i32'> {
  const drawn = i32.remU(draw, i32.const(countOf(set)));
  if (set === allExperts(experts)) return drawn;
  const n = f.local(drawn);
  let expert: Expr<'i32'> = i32.const(nthOf(set, 0));
  for (let i = 1; i < countOf(set); i++) expert = i32.select(expert, i32.const(nthOf(set, i)), i32.ne(n, i32.const(i)));
  return expert;
}

/** `gateMask` of model/draws.ts for a chunk. @returns a function of the number of the chunk's first example */
export function writeGateMask(module: ModuleWriter, { at, control, quads, row, shape, mask }: Plan): Callable {
  const { gates, experts } = shape;
  const sets = gateSets(shape.model);
  return module.define('drawMask', 1, (f, first) => {
    const seed = f.local(i32.load(fixed(control.dropoutSeed)));
    const seeds = f.local(v128.splat(seed));
    const step = f.local(i32.load(fixed(control.step)));
    const steps = f.local(v128.splat(step));
    const limit = f.local(v128.loadSplat(fixed(control.maskLimit)));
    f.walk(quads, { mask: [i32.const(at.mask), 16], from: [first, 4] }, (q) => {
      const examples = f.local(mask === 'batch' ? v128.words(0) : four(q.from));
      const any = Array.from({ length: gates }, () => f.local(v128.words(0)));
      for (let i = 0; i < gates * experts; i += 4) {
        const call = i32x4.add(i32x4.shl(examples, Math.log2(MASK_CALLS)), f.constant(v128.words(i >> 2)));
        const [a, b] = threefry4(f, seeds, 'gateDropout', steps, call);
        const draws = [
          v128.and(a, f.constant(v128.words(0xffff))),
          i32x4.shrU(a, 16),
          v128.and(b, f.constant(v128.words(0xffff))),
          i32x4.shrU(b, 16),
        ];
        for (let n = i; n < Math.min(i + 4, gates * experts); n++) {
          const g = Math.floor(n / experts);
          if (!holds(sets[g], n % experts)) {
            f.store(place(q.mask, n * row), v128.words(0));
            continue;
          }
          const kept = f.local(i32x4.geS(draws[n - i], limit));
          f.store(place(q.mask, n * row), kept);
          const gate = any[g];
          f.set(gate, v128.or(gate, kept));
        }
      }
      any.forEach((some, g) => {
        f.if(v128.anyTrue(v128.not(some)), () => {
          for (let lane = 0; lane < 4; lane++) {
            f.if(i32.ne(v128.lane(some, lane), i32.const(-1)), () => {
              const counter = i32.add(i32.shl(v128.lane(examples, lane), i32.const(2)), i32.const(g));
              const [draw] = threefry(f, seed, 'gateKeep', step, counter);
              const kept = i32.mul(drawnOf(f, sets[g], experts, draw), i32.const(row));
              f.store(after(place(i32.add(q.mask, kept)), g * experts * row + 4 * lane), i32.const(-1));
            });
          }
        });
      });
    });
  });
}

/**
 * `gateNoise` of model/draws.ts, added to the logits of the experts that a gate may use; JavaScript tells the noise times `NOISE_UNIT`.
 * @returns a function of the number of the chunk's first example
 */
export function writeNoise(module: ModuleWriter, { at, cures, control, quads, row, shape }: Plan): Callable {
  const { experts } = shape;
  return module.define('addNoise', 1, (f, first) => {
    const seed = f.local(v128.splat(i32.load(fixed(control.dropoutSeed))));
    const step = f.local(v128.splat(i32.load(fixed(control.step))));
    const scale = f.local(v128.loadSplat(fixed(cures.control.noise)));
    f.walk(quads, { gate: [i32.const(at.gate), 16], from: [first, 4] }, (q) => {
      const place64 = f.local(i32x4.shl(four(q.from), 6));
      gateSets(shape.model).forEach((set, g) => {
        for (let n = 0; n < countOf(set); n++) {
          const e = nthOf(set, n);
          const [a, b] = threefry4(f, seed, 'gateNoise', step, i32x4.add(place64, f.constant(v128.words(16 * g + e))));
          const halves = [a, b].map((word) =>
            i32x4.add(v128.and(word, f.constant(v128.words(0xffff))), i32x4.shrU(word, 16)),
          );
          const sum = f32x4.fromWords(i32x4.sub(i32x4.add(halves[0], halves[1]), v128.words(131070)));
          const logit = place(q.gate, (g * experts + e) * row);
          f.store(logit, f32x4.add(v128.load(logit), f32x4.mul(scale, sum)));
        }
      });
    });
  });
}

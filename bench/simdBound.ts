/**
 * What bounds a step of the WebAssembly engine on one core: how fast it multiplies and adds, loads and stores, divides and takes roots, each with
 * code that does nothing else, and how much of each a step executes. Fastest of many bursts: whatever else the machine does only adds to a time.
 */
import { f32x4, i32, v128, type Expr, type Local } from '../src/assembler/expr.ts';
import type { Func } from '../src/assembler/module.ts';
import { ModuleWriter, place } from '../src/assembler/module.ts';
import { planOf, structureOf } from '../src/engine/simd/plan.ts';
import { roundingHere } from '../src/engine/simd/support.ts';
import type { CreateEngine, EngineData } from '../src/engine/types.ts';
import type { PopulationSpec } from '../src/model/spec.ts';
import { censusOf, type Census } from './census.ts';

export interface SimdBound {
  /** Whether products are rounded once: see `Rounding`. */
  rounding: string;
  /** What a step executes, in instructions on four numbers. */
  work: Census;
  /** Microseconds that each kind alone takes, and the whole step. */
  alone: Census;
  stepUs: number;
}

const BURSTS = 60;
const BURST_MS = 5;

/** @returns milliseconds of one call, of the fastest burst */
async function fastest(run: () => void | Promise<void>): Promise<number> {
  let calls = 1;
  let best = Infinity;
  for (let burst = 0; burst < BURSTS; burst++) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) await run();
    const ms = performance.now() - begun;
    if (ms < BURST_MS) calls *= 2;
    else best = Math.min(best, ms / calls);
  }
  return best;
}

const ROUNDS = 20_000;
/** Instructions of one kind in a round, on as many vectors as are needed to hide latency and fit into sixteen registers. */
const SUMS = 8;
const UNROLLED = 4;
const AT = 1024;

type Instruction = (f: Func, sum: Local<'v128'>, at: Expr<'i32'>, i: number, other: Local<'v128'>) => void;
const INSTRUCTIONS: Record<keyof Census, Instruction> = {
  multiplyAdds: (f, sum, _, __, other) => {
    f.set(
      sum,
      roundingHere() === 'once' ? f32x4.relaxedMadd(other, other, sum) : f32x4.add(f32x4.mul(other, other), sum),
    );
  },
  // What is loaded must be used, or would not be loaded.
  loads: (f, sum, at, i) => {
    f.set(sum, v128.xor(sum, v128.load(place(at, AT + 16 * i))));
  },
  stores: (f, sum, at, i) => {
    f.store(place(at, AT + 16 * i), sum);
  },
  quotients: (f, sum, _, __, other) => {
    f.set(sum, f32x4.div(other, sum));
  },
  roots: (f, sum) => {
    f.set(sum, f32x4.sqrt(sum));
  },
};

/** @returns microseconds of one instruction */
async function cost(kind: keyof Census): Promise<number> {
  const module = new ModuleWriter();
  module.define('run', 0, (f) => {
    const start = (i: number) => f.local(v128.load(place(i32.const(16), 16 * i)));
    const sums = Array.from({ length: SUMS }, (_, i) => start(i));
    const other = start(SUMS);
    f.walk(ROUNDS, { at: [i32.const(0), 0] }, ({ at }) => {
      for (let n = 0; n < UNROLLED; n++)
        sums.forEach((sum, i) => {
          INSTRUCTIONS[kind](f, sum, at, SUMS * n + i, other);
        });
    });
    sums.forEach((sum, i) => {
      f.store(place(i32.const(16), 16 * i), sum);
    });
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Float32Array(memory.buffer).fill(1.5);
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(module.finish()), { env: { memory } });
  return (1000 * (await fastest(exports.run as () => void))) / (ROUNDS * UNROLLED * SUMS);
}

/** @param population - of one replica */
export async function measureSimdBound(
  create: CreateEngine,
  population: PopulationSpec,
  data: EngineData,
): Promise<SimdBound> {
  const work = censusOf(planOf(structureOf(population)));
  const alone = { ...work };
  for (const kind of Object.keys(INSTRUCTIONS) as (keyof Census)[]) alone[kind] *= await cost(kind);
  const engine = await create(population, [data]);
  const STEPS = 20;
  const stepUs = (1000 * (await fastest(() => engine.train(STEPS)))) / STEPS;
  engine.dispose();
  return { rounding: roundingHere(), work, alone, stepUs };
}

/** What WebAssembly can do here. */
import type { Rounding } from '../types.ts';
import { f32x4, v128, type Expr } from '../../assembler/expr.ts';
import { fixed, ModuleWriter } from '../../assembler/module.ts';

function valid(value: Expr<'v128'>): boolean {
  if (typeof WebAssembly === 'undefined') return false;
  const module = new ModuleWriter();
  module.define(null, 0, (f) => {
    f.store(fixed(0), value);
  });
  return WebAssembly.validate(module.finish());
}

/** Whether there are vectors of 128 bits, without which this engine cannot run: in browsers since 2021 (Safari: 2023). */
export const supportsSimd = (): boolean => valid(v128.floats(0));

/** Whether multiplying and adding may be one instruction: in Chrome and Edge since 2023, in Node 20 behind a flag. */
export const supportsRelaxed = (): boolean => valid(f32x4.relaxedMadd(v128.floats(0), v128.floats(0), v128.floats(0)));

/** (1 + ε)(1 − ε) − 1 is −ε² rounded once, and 0 rounded twice. */
const EPSILON = 2 ** -13;

/** @returns what the instruction does, which is up to the processor: without one of its own the browser multiplies, rounds and adds */
function measured(): Rounding {
  if (!supportsRelaxed()) return 'twice';
  const module = new ModuleWriter();
  const AT = 16;
  module.define('run', 0, (f) => {
    // Read from memory, so that it is the processor that computes, and not the compiler.
    const [a, b, c] = [0, 1, 2].map((n) => v128.load(fixed(AT * (n + 1))));
    f.store(fixed(AT), f32x4.relaxedMadd(a, b, c));
  });
  const memory = new WebAssembly.Memory({ initial: 1 });
  const floats = new Float32Array(memory.buffer);
  [1 + EPSILON, 1 - EPSILON, -1].forEach((value, n) => floats.fill(value, (AT * (n + 1)) / 4, (AT * (n + 2)) / 4));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory } });
  (exports.run as () => void)();
  return floats[AT / 4] === 0 ? 'twice' : 'once';
}

let here: Rounding | undefined;
/** How the engine rounds here unless it is asked for something else: once where the processor has an instruction for it. Found out at the first call. */
export const roundingHere = (): Rounding => (here ??= measured());

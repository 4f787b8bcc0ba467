/** What WebAssembly can do here. */
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

/** Whether multiplying and adding may be one instruction: in Chrome and Edge since 2023. Its last digits differ from those of two. */
export const supportsRelaxed = (): boolean => valid(f32x4.relaxedMadd(v128.floats(0), v128.floats(0), v128.floats(0)));

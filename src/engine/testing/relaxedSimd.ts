/** Relaxed SIMD where Node has it behind a flag only (20): for tests of both ways of multiplying and adding. */
import { supportsRelaxed } from '../simd/support.ts';

/**
 * To be called before the first engine is made.
 * @param setFlags - `setFlagsFromString` of node:v8
 * @throws where there is none: a suite that asks for it must not pass without
 */
export function switchOnRelaxedSimd(setFlags: (flag: string) => void): void {
  if (!supportsRelaxed()) setFlags('--experimental-wasm-relaxed-simd');
  if (!supportsRelaxed()) throw new Error('this Node has no relaxed SIMD');
}

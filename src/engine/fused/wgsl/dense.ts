/**
 * Products of vectors with weight matrices, for several examples at once: the inner loops of the forward and backward pass.
 * Vectors live either in registers (named variables, one per quad, indexed while the text is generated) or in the example's record.
 */
import type { Tuning } from '../tuning.ts';
import { LANES, range, sum, type Code } from './code.ts';

/** Per-example vector: `register(n, q)` names quad q of example n; `memory(n, q)` is an expression for it, q itself being one. */
export interface Vector {
  register?: (n: number, q: number) => string;
  memory?: (n: number, q: string) => string;
}

/** Whether a product with a matrix of 4·inputs rows and `outputs` quads a row is written out. */
export const unrolled = (tuning: Tuning, inputs: number, outputs: number): boolean => inputs * 4 * outputs <= tuning.unroll;

/**
 * Loads `count` consecutive quads of parameters from the quad `base` on.
 * With `shareLoads` every lane loads a quarter of them and the lanes pass them on: on SwiftShader a load costs as much as some thirty additions,
 * whether its four lanes ask for the same address or not.
 * @returns the names they have
 */
export function loadWeights(code: Code, tuning: Tuning, base: string, count: number): string[] {
  if (!tuning.shareLoads || count < 2) return range(count).map((i) => code.let('w', `state[${base} + ${String(i)}u]`));
  const loads = range(Math.ceil(count / 4)).map((i) => code.let('s', `state[${base} + ${String(4 * i)}u + lane]`));
  return range(count).map((i) => code.let('w', `subgroupBroadcast(${loads[i >> 2]}, ${String(i & 3)}u)`));
}

export interface Product {
  /** Number of examples. */
  examples: number;
  /** Quads of input; the matrix has four rows for each. */
  inputs: number;
  /** Quads a row. */
  outputs: number;
  /** Expression: first quad of the matrix. */
  matrix: string;
}

/** out[n][o] += Σ_i in[n][i] · W[i][o]. `out` must be registers. */
export function multiply(code: Code, tuning: Tuning, product: Product, input: Vector, out: (n: number, o: number) => string): void {
  const { examples, inputs, outputs, matrix } = product;
  const fourRows = (base: string, values: string[]): void => {
    const weights = loadWeights(code, tuning, base, 4 * outputs);
    for (let c = 0; c < 4; c++) {
      for (let o = 0; o < outputs; o++) {
        for (let n = 0; n < examples; n++) code.add(`${out(n, o)} += ${values[n]}.${LANES[c]} * ${weights[c * outputs + o]};`);
      }
    }
  };
  if (input.register && unrolled(tuning, inputs, outputs)) {
    const { register } = input;
    for (let q = 0; q < inputs; q++) {
      code.block('', () => {
        fourRows(`${matrix} + ${String(q * 4 * outputs)}u`, range(examples).map((n) => register(n, q)));
      });
    }
    return;
  }
  const { memory } = input;
  if (!memory) throw new Error('a looped product needs its input in memory');
  const q = code.fresh('q');
  code.loop(q, inputs, () => {
    const values = range(examples).map((n) => code.let('v', memory(n, q)));
    fourRows(`${matrix} + ${q} * ${String(4 * outputs)}u`, values);
  });
}

/**
 * into[n][i] += Σ_o W[i][o] · delta[n][o]: the way back. `delta` must be registers.
 * @param add - adds the expression to quad q (a number where the product is written out, else the loop's variable) of example n
 */
export function multiplyTransposed(
  code: Code, tuning: Tuning, product: Product, delta: (n: number, o: number) => string,
  add: (n: number, q: number | string, value: string) => string,
): void {
  const { examples, inputs, outputs, matrix } = product;
  const fourRows = (base: string, q: number | string): void => {
    const weights = loadWeights(code, tuning, base, 4 * outputs);
    for (let n = 0; n < examples; n++) {
      const rows = range(4).map((c) => sum(range(outputs).map((o) => `dot(${weights[c * outputs + o]}, ${delta(n, o)})`)));
      code.add(add(n, q, `vec4f(${rows.join(', ')})`));
    }
  };
  if (unrolled(tuning, inputs, outputs)) {
    for (let q = 0; q < inputs; q++) {
      code.block('', () => {
        fourRows(`${matrix} + ${String(q * 4 * outputs)}u`, q);
      });
    }
    return;
  }
  const q = code.fresh('q');
  code.loop(q, inputs, () => {
    fourRows(`${matrix} + ${q} * ${String(4 * outputs)}u`, q);
  });
}

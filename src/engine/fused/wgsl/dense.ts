/**
 * Products of vectors with weight matrices, for several examples at once: the inner loops of the forward and backward pass.
 * Vectors live in registers: named variables, one per quad and example.
 */
import type { Tuning } from '../tuning.ts';
import { LANES, range, sum, type Code } from './code.ts';

/** An input of products, per example: registers, or quads of a buffer chosen by an expression. */
export type Operand = { registers: (n: number) => readonly string[] } | { memory: (n: number, q: string) => string };

/**
 * One of several registers, chosen by a loop's variable through a chain of selections. That is cheaper than memory that can be indexed (on
 * SwiftShader such an access costs as much as some thirty operations; on a GPU it leaves the registers) and than rotating the registers
 * from pass to pass (SwiftShader merges every value that a loop changes under a mask).
 */
export const pick = (names: readonly string[], index: string): string =>
  names.reduce((lower, upper, i) => `select(${lower}, ${upper}, ${index} >= ${String(i)}u)`);

/** Statements that add to the one of several registers that a loop's variable chooses. */
export const addTo = (names: readonly string[], index: string, value: string): string =>
  names.length === 1
    ? `${names[0]} += ${value};`
    : names.map((name, i) => `${name} += select(vec4f(0.0), ${value}, ${index} == ${String(i)}u);`).join(' ');

/**
 * Loads `count` consecutive quads of parameters from the quad `base` on. All lanes of a subgroup ask for the same ones.
 * With `shareLoads` every lane loads a quarter of them and the lanes pass them on to each other: by `quadBroadcast`, which is one shuffle
 * on SwiftShader, where `subgroupBroadcast` is an OR over masked lanes and made a step a tenth slower.
 * @returns the names they have
 */
export function loadWeights(code: Code, tuning: Tuning, base: string, count: number): string[] {
  if (!tuning.shareLoads || count < 2) return range(count).map((i) => code.let('w', `state[${base} + ${String(i)}u]`));
  const loads = range(Math.ceil(count / 4)).map((i) => code.let('s', `state[${base} + ${String(4 * i)}u + lane]`));
  return range(count).map((i) => code.let('w', `quadBroadcast(${loads[i >> 2]}, ${String(i & 3)}u)`));
}

/** Loads `count` fours of quads from `base` on, likewise. @returns expressions for the quads */
function loadMatrices(code: Code, tuning: Tuning, base: string, count: number): string[] {
  if (!tuning.shareLoads) {
    const loads = range(count).map((i) => code.let('m', `matrices[${base} + ${String(i)}u]`));
    return loads.flatMap((name) => range(4).map((c) => `${name}[${String(c)}]`));
  }
  const loads = range(count).map((i) => code.let('s', `matrices[${base} + ${String(i)}u][lane]`));
  return loads.flatMap((name) => range(4).map((c) => code.let('w', `quadBroadcast(${name}, ${String(c)}u)`)));
}

export interface Product {
  /** Number of examples. */
  examples: number;
  /** Quads of input; the matrix has four rows for each. */
  inputs: number;
  /** Quads a row. */
  outputs: number;
  /** Expression: where the matrix begins, in fours of quads. */
  matrix: string;
}

/** One input quad in the text of a product: it stands for one quad, or for one of every few where a loop passes over the text. */
interface Input {
  /** Expressions: which quad it is, and where its four rows of the matrix begin, in fours of quads. */
  index: string;
  rows: string;
  /** Of registers, one for each input quad: the one that is this quad's. */
  own: (names: readonly string[]) => string;
  /** Statements that add to it. */
  add: (names: readonly string[], value: string) => string;
}

/** As many input quads as are written out together: the most that divide all of them and do not exceed `most`. */
function together(inputs: number, most: number): number {
  let count = Math.max(1, Math.min(inputs, Math.floor(most)));
  while (inputs % count !== 0) count--;
  return count;
}

/** Calls `body` for every input quad that is written out, in a loop of the kernel where that is not all of them. */
function overInputs(
  code: Code,
  tuning: Tuning,
  { inputs, outputs, matrix }: Product,
  body: (input: Input) => void,
): void {
  const each = together(inputs, tuning.unroll / (4 * outputs));
  const passes = inputs / each;
  const quads = outputs;
  if (passes === 1) {
    for (let q = 0; q < inputs; q++) {
      code.block('', () => {
        body({
          index: `${String(q)}u`,
          rows: `${matrix} + ${String(q * quads)}u`,
          own: (names) => names[q],
          add: (names, value) => `${names[q]} += ${value};`,
        });
      });
    }
    return;
  }
  const pass = code.fresh('q');
  code.loop(pass, passes, () => {
    for (let i = 0; i < each; i++) {
      const of = (names: readonly string[]): string[] => names.filter((_, q) => q % each === i);
      const index = each === 1 ? pass : `${pass} * ${String(each)}u + ${String(i)}u`;
      const rows = `${matrix} + ${pass} * ${String(each * quads)}u${i === 0 ? '' : ` + ${String(i * quads)}u`}`;
      const write = (): void => {
        body({ index, rows, own: (names) => pick(of(names), pass), add: (names, v) => addTo(of(names), pass, v) });
      };
      if (each === 1) write();
      else code.block('', write);
    }
  });
}

/**
 * out[n][o] += Σ_i in[n][i] · W[i][o].
 * @param each - may add code that uses the value of input quad q of example n
 */
export function multiply(
  code: Code,
  tuning: Tuning,
  product: Product,
  input: Operand,
  out: (n: number) => readonly string[],
  each?: (n: number, q: string, value: string) => void,
): void {
  const { examples, outputs } = product;
  overInputs(code, tuning, product, ({ index, rows, own }) => {
    const value = (n: number): string => ('memory' in input ? input.memory(n, index) : own(input.registers(n)));
    const values = range(examples).map((n) => code.let('v', value(n)));
    const weights = loadMatrices(code, tuning, rows, outputs);
    values.forEach((v, n) => {
      out(n).forEach((name, o) =>
        code.add(`${name} += ${sum(LANES.map((lane, c) => `${v}.${lane} * ${weights[c * outputs + o]}`))};`),
      );
      each?.(n, index, v);
    });
  });
}

/** into[n][i] += factor · Σ_o W[i][o] · delta[n][o]: the way back. */
export function multiplyTransposed(
  code: Code,
  tuning: Tuning,
  product: Product,
  delta: (n: number) => readonly string[],
  into: (n: number) => readonly string[],
  factor?: string,
): void {
  const { examples, outputs } = product;
  overInputs(code, tuning, product, ({ rows, add }) => {
    const weights = loadMatrices(code, tuning, rows, outputs);
    for (let n = 0; n < examples; n++) {
      const sums = range(4).map((c) => sum(delta(n).map((name, o) => `dot(${weights[c * outputs + o]}, ${name})`)));
      const v = code.let('v', `${factor === undefined ? '' : `${factor} * `}vec4f(${sums.join(', ')})`);
      code.add(add(into(n), v));
    }
  });
}

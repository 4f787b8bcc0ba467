/** What a step of the WebAssembly engine executes, counted while its module is written: loops and calls multiply what stands in them. */
import { f32x4, v128, type Expr } from '../src/assembler/expr.ts';
import { Func, ModuleWriter } from '../src/assembler/module.ts';
import { writeModule } from '../src/engine/simd/kernels.ts';
import type { Plan } from '../src/engine/simd/plan.ts';

const KINDS = ['multiplyAdds', 'loads', 'stores', 'quotients', 'roots'] as const;
/** Instructions on vectors of four numbers. */
export type Census = Record<(typeof KINDS)[number], number>;

const none = (): Census => ({ multiplyAdds: 0, loads: 0, stores: 0, quotients: 0, roots: 0 });

/** Puts something else in a member's place. @returns what takes it away again */
function replace<T extends object, K extends keyof T>(of: T, name: K, by: (usual: T[K]) => T[K]): () => void {
  const usual = of[name];
  of[name] = by(usual);
  return () => {
    of[name] = usual;
  };
}

interface Count {
  /** What the function that is being written executes so far. */
  now: Census;
  /** How often what is being written is executed when the function is called once. */
  times: number;
  /** What each function executes. */
  functions: Census[];
  named: Map<string, Census>;
}

/** Makes the assembler count instructions. An expression is counted where it is evaluated, not where it is made. */
function countInstructions(count: Count): (() => void)[] {
  const counted =
    <A extends unknown[]>(kind: keyof Census) =>
    (usual: (...given: A) => Expr<'v128'>) =>
    (...given: A): Expr<'v128'> => {
      const made = usual(...given);
      return {
        ...made,
        emit(code) {
          count.now[kind] += count.times;
          made.emit(code);
        },
      };
    };
  return [
    replace(f32x4, 'relaxedMadd', counted('multiplyAdds')),
    replace(f32x4, 'div', counted('quotients')),
    replace(f32x4, 'sqrt', counted('roots')),
    replace(v128, 'load', counted('loads')),
    replace(v128, 'loadSplat', counted('loads')),
    replace(
      Func.prototype,
      'store',
      (usual) =>
        function (this: Func, to, value) {
          if (value.kind === 'v128') count.now.stores += count.times;
          usual.call(this, to, value);
        },
    ),
  ];
}

/** Makes the assembler count loops and calls. */
function countCalls(count: Count): (() => void)[] {
  return [
    replace(
      Func.prototype,
      'walk',
      (usual) =>
        function (this: Func, rounds, from, body) {
          if (rounds <= 0) return;
          count.times *= rounds;
          (usual as (this: Func, ...given: unknown[]) => void).call(this, rounds, from, body);
          count.times /= rounds;
        },
    ),
    replace(
      Func.prototype,
      'call',
      (usual) =>
        function (this: Func, callee, ...given) {
          for (const kind of KINDS) count.now[kind] += count.times * count.functions[callee.index][kind];
          usual.call(this, callee, ...given);
        },
    ),
    replace(
      ModuleWriter.prototype,
      'define',
      (usual) =>
        function (this: ModuleWriter, name, parameters, write) {
          count.now = none();
          const made = usual.call(this, name, parameters, write);
          count.functions[made.index] = count.now;
          if (name !== null) count.named.set(name, count.now);
          return made;
        },
    ),
  ];
}

/** @returns what one step executes; what stands under a condition (masks, L2) is counted as if it held */
export function censusOf(plan: Plan): Census {
  const count: Count = { now: none(), times: 1, functions: [], named: new Map() };
  const undo = [...countInstructions(count), ...countCalls(count)];
  try {
    writeModule(plan, true);
  } finally {
    for (const take of undo) take();
  }
  return count.named.get('step') ?? none();
}

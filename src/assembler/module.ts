/** Writes WebAssembly modules: functions over one imported memory. Parameters are addresses and counts; results are left in memory. */
import { i32, unsigned, type Code, type Expr, type Kind, type Local, type Place } from './expr.ts';

const TYPE: Record<Kind, number> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, v128: 0x7b };
const VOID = 0x40;

/** A function of the module, to be called from others. */
export interface Callable {
  readonly index: number;
  readonly parameters: number;
}

/** Where a walk begins, and how many bytes it goes on with every round. */
export type Walk = readonly [from: Expr<'i32'>, stride: number];

export const place = (base: Expr<'i32'>, offset = 0): Place => ({ base, offset });
/** A place whose address is known when the code is written. */
export const fixed = (address: number): Place => place(i32.const(0), address);
export const after = ({ base, offset }: Place, bytes: number): Place => place(base, offset + bytes);
/** The address of a place, as a number at run time. */
export const addressOf = ({ base, offset }: Place): Expr<'i32'> =>
  offset === 0 ? base : i32.add(base, i32.const(offset));

function assign<K extends Kind>(code: Code, local: Local<K>, value: Expr<K>): void {
  value.emit(code);
  code.push(0x21);
  unsigned(code, local.index);
}

/** The body of a function under construction. Every method writes one statement. */
export class Func {
  readonly code: Code = [];
  /** What is written before the code: the constants. */
  readonly head: Code = [];
  readonly locals: Kind[] = [];
  private readonly constants = new Map<string, Local<'v128'>>();

  constructor(private readonly parameters: number) {}

  parameter(index: number): Local<'i32'> {
    return this.reference('i32', index);
  }

  private reference<K extends Kind>(kind: K, index: number): Local<K> {
    return {
      kind,
      index,
      emit(code) {
        code.push(0x20);
        unsigned(code, index);
      },
    };
  }

  /** A new variable, of the given value or 0. */
  local<K extends Kind>(value: Expr<K>): Local<K> {
    this.locals.push(value.kind);
    const local = this.reference(value.kind, this.parameters + this.locals.length - 1);
    this.set(local, value);
    return local;
  }

  set<K extends Kind>(local: Local<K>, value: Expr<K>): void {
    assign(this.code, local, value);
  }

  /**
   * A constant vector, in a variable that is set where the function begins. V8 makes a vector anew at every use of a constant, in three instructions
   * on x86; a variable it keeps in a register, or loads. Not for 0, which is one instruction.
   */
  constant(value: Expr<'v128'>): Local<'v128'> {
    const code: Code = [];
    value.emit(code);
    const key = code.join();
    const known = this.constants.get(key);
    if (known) return known;
    this.locals.push('v128');
    const local = this.reference('v128', this.parameters + this.locals.length - 1);
    assign(this.head, local, value);
    this.constants.set(key, local);
    return local;
  }

  store({ base, offset }: Place, value: Expr<'i32' | 'f32' | 'v128'>): void {
    base.emit(this.code);
    value.emit(this.code);
    if (value.kind === 'v128') this.code.push(0xfd, 0x0b);
    else this.code.push(value.kind === 'i32' ? 0x36 : 0x38);
    this.code.push(2);
    unsigned(this.code, offset);
  }

  call(callee: Callable, ...given: Expr<'i32'>[]): void {
    if (given.length !== callee.parameters)
      throw new Error(`a function of ${callee.parameters} parameters was given ${given.length}`);
    for (const argument of given) argument.emit(this.code);
    this.code.push(0x10);
    unsigned(this.code, callee.index);
  }

  /** Sets `bytes` bytes to 0. */
  clear(from: Place, bytes: number): void {
    addressOf(from).emit(this.code);
    i32.const(0).emit(this.code);
    i32.const(bytes).emit(this.code);
    this.code.push(0xfc, 0x0b, 0x00);
  }

  if(condition: Expr<'i32'>, then: () => void): void {
    condition.emit(this.code);
    this.code.push(0x04, VOID);
    then();
    this.code.push(0x0b);
  }

  /** Runs the body, and again while the condition that it returns holds. */
  doWhile(body: () => Expr<'i32'>): void {
    this.code.push(0x03, VOID);
    body().emit(this.code);
    this.code.push(0x0d, 0x00, 0x0b);
  }

  /** Runs the body `count` times (known when the code is written) with addresses that go on by their strides. */
  walk<Names extends string>(
    count: number,
    from: Readonly<Record<Names, Walk>>,
    body: (at: Readonly<Record<Names, Local<'i32'>>>) => void,
  ): void {
    if (count <= 0) return;
    const walks = Object.entries<Walk>(from).map(([name, [start, stride]]) => ({
      name,
      stride,
      local: this.local(start),
    }));
    const at = Object.fromEntries(walks.map(({ name, local }) => [name, local])) as Record<Names, Local<'i32'>>;
    if (count === 1) {
      body(at);
      return;
    }
    const left = this.local(i32.const(count));
    this.doWhile(() => {
      body(at);
      for (const { local, stride } of walks) if (stride !== 0) this.set(local, i32.add(local, i32.const(stride)));
      this.set(left, i32.sub(left, i32.const(1)));
      return left;
    });
  }
}

interface Written {
  parameters: number;
  func: Func;
  name?: string;
}

export class ModuleWriter {
  private readonly functions: Written[] = [];

  /** @param name - the name that JavaScript calls it by; null = only called from inside */
  define(name: string | null, parameters: number, write: (f: Func, ...given: Local<'i32'>[]) => void): Callable {
    const func = new Func(parameters);
    write(func, ...Array.from({ length: parameters }, (_, i) => func.parameter(i)));
    this.functions.push({ parameters, func, ...(name !== null && { name }) });
    return { index: this.functions.length - 1, parameters };
  }

  /** @returns the binary module; it imports `memory` from `env` */
  finish(): Uint8Array<ArrayBuffer> {
    const out: Code = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    const section = (id: number, count: number, items: readonly Code[]): void => {
      const body: Code = [];
      unsigned(body, count);
      for (const item of items) for (const byte of item) body.push(byte);
      out.push(id);
      unsigned(out, body.length);
      for (const byte of body) out.push(byte);
    };
    const most = Math.max(...this.functions.map(({ parameters }) => parameters));
    // Type n takes n addresses and returns nothing.
    section(
      1,
      most + 1,
      Array.from({ length: most + 1 }, (_, n) => [0x60, n, ...new Array<number>(n).fill(TYPE.i32), 0]),
    );
    // Of any size: whoever makes the instance sees to it that the memory is large enough.
    section(2, 1, [[...text('env'), ...text('memory'), 0x02, 0x00, 0]]);
    section(
      3,
      this.functions.length,
      this.functions.map(({ parameters }) => [parameters]),
    );
    const exported = this.functions.flatMap(({ name }, index) => {
      if (name === undefined) return [];
      const item: Code = [...text(name), 0x00];
      unsigned(item, index);
      return [item];
    });
    section(7, exported.length, exported);
    section(
      10,
      this.functions.length,
      this.functions.map(({ func }) => bodyOf(func)),
    );
    return Uint8Array.from(out);
  }
}

/** Length and letters (ASCII only). */
const text = (word: string): Code => [word.length, ...Array.from(word, (letter) => letter.charCodeAt(0))];

function bodyOf({ locals, head: constants, code }: Func): Code {
  const head: Code = [];
  const runs: { kind: Kind; count: number }[] = [];
  for (const kind of locals) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.count++;
    else runs.push({ kind, count: 1 });
  }
  unsigned(head, runs.length);
  for (const { kind, count } of runs) {
    unsigned(head, count);
    head.push(TYPE[kind]);
  }
  const out: Code = [];
  unsigned(out, head.length + constants.length + code.length + 1);
  for (const part of [head, constants, code]) for (const byte of part) out.push(byte);
  out.push(0x0b);
  return out;
}

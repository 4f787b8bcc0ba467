/** A growing WGSL text with indentation, so that generated kernels can be read when something is wrong with them. */
export class Code {
  /**
   * @param zero - expression of a number that is always 0, which no compiler can know; loops run to their count plus this number. Where the count is
   *   known, Mesa's compilers write every pass out before they do anything else: the kernels of the default model took four times as long to compile.
   */
  constructor(private readonly zero = '') {}

  private readonly lines: string[] = [];
  private depth = 0;
  private names = 0;

  /** Adds lines as they are, at the current depth. */
  add(...lines: string[]): this {
    for (const line of lines) this.lines.push('  '.repeat(this.depth) + line);
    return this;
  }

  /** Adds `head { … }` around what `body` adds. */
  block(head: string, body: () => void): this {
    this.add(head === '' ? '{' : `${head} {`);
    this.depth++;
    body();
    this.depth--;
    return this.add('}');
  }

  /** Adds a loop over `name` from 0 to `count` − 1; a single pass becomes a block in which the name is a constant. */
  loop(name: string, count: number, body: () => void): this {
    if (count === 1) {
      return this.block('', () => {
        this.add(`const ${name} = 0u;`);
        body();
      });
    }
    const end = `${String(count)}u${this.zero === '' ? '' : ` + ${this.zero}`}`;
    return this.block(`for (var ${name} = 0u; ${name} < ${end}; ${name}++)`, body);
  }

  /** A name that no other part of this text uses. */
  fresh(stem: string): string {
    return `${stem}_${String(this.names++)}`;
  }

  /** Adds `let <fresh> = value;` and returns the name. */
  let(stem: string, value: string): string {
    const name = this.fresh(stem);
    this.add(`let ${name} = ${value};`);
    return name;
  }

  toString(): string {
    return `${this.lines.join('\n')}\n`;
  }
}

/** [0, 1, …, count − 1] */
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** A WGSL float literal; f32 rounding is left to the compiler. */
export function float(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Names of a vec4's components. */
export const LANES = ['x', 'y', 'z', 'w'] as const;

/** Sum of terms, for readability of the generated text. */
export const sum = (terms: readonly string[]): string => terms.join(' + ');

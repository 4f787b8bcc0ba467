/** Which rows of a long file are kept: so many at most, by chance, and in their order. */
import { STREAM, threefry } from '../world/random.ts';
import { hashOf } from './hash.ts';

/**
 * Priorities are whole numbers below 2^53, each of its own: 29 bits by chance, 24 of the row's number (64 MB hold
 * fewer rows of two columns).
 */
const ROWS = 2 ** 24;

/**
 * A uniform sample without replacement in one pass: every row draws a priority, and those with the lowest stay. All
 * rows of a query draw the same, so that queries stay whole, but for one at most.
 */
export class RowSample {
  private readonly priorities: Float64Array;
  private count = 0;
  private seen = 0;
  /** Rows from this priority on cannot be among the lowest any more. */
  private bound = Infinity;

  /**
   * @param most - rows that are kept at last
   * @param seed - unsigned 32-bit
   */
  constructor(
    private readonly most: number,
    private readonly seed: number,
  ) {
    // Room for some more, so that the lowest are looked for now and then only.
    this.priorities = new Float64Array(most + Math.ceil(most / 4));
  }

  /** Rows that have asked. */
  get asked(): number {
    return this.seen;
  }

  /**
   * Asks for the next row.
   * @param query - text of its query; undefined where it has none: it is a query of its own
   * @returns whether it is kept for now
   */
  takes(query: string | undefined): boolean {
    const row = this.seen++;
    const drawn = threefry(
      this.seed,
      STREAM.tableRows,
      query === undefined ? row : hashOf(query) >>> 0,
      query === undefined ? 0 : 1,
    );
    const priority = (drawn >>> 3) * ROWS + row;
    if (priority >= this.bound) return false;
    this.priorities[this.count++] = priority;
    return true;
  }

  /**
   * Leaves out what was kept and is not among the lowest.
   * @param last - whether no row comes any more: else nothing is done while there is room
   * @returns which of the rows kept stay, rising; null where all do
   */
  rest(last: boolean): Uint32Array | null {
    if (this.count <= this.most || (!last && this.count < this.priorities.length)) return null;
    this.bound = this.priorities.slice(0, this.count).sort()[this.most];
    const kept = new Uint32Array(this.most);
    let n = 0;
    for (let i = 0; i < this.count; i++) {
      if (this.priorities[i] >= this.bound) continue;
      this.priorities[n] = this.priorities[i];
      kept[n++] = i;
    }
    this.count = n;
    return kept;
  }
}

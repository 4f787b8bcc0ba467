/** Mean, variance and covariance of numbers that arrive one after another (Welford 1962; the covariance by Bennett et al. 2009). */

/** Moments of one stream. */
export class Moments {
  n = 0;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.n++;
    const before = value - this.mean;
    this.mean += before / this.n;
    this.squares += before * (value - this.mean);
  }

  /** Sample variance, divided by n − 1; NaN under two values. */
  get variance(): number {
    return this.n < 2 ? NaN : this.squares / (this.n - 1);
  }
}

/** Moments of two streams whose values come in pairs. */
export class PairMoments {
  readonly first = new Moments();
  readonly second = new Moments();
  private products = 0;

  add(first: number, second: number): void {
    const before = first - this.first.mean;
    this.first.add(first);
    this.second.add(second);
    this.products += before * (second - this.second.mean);
  }

  /** Sample covariance, divided by n − 1; NaN under two pairs. */
  get covariance(): number {
    return this.first.n < 2 ? NaN : this.products / (this.first.n - 1);
  }
}

/** Why something cannot be taken out of the page; words under `takeout.problem.<why>`. */
export type Why = 'empty' | 'large' | 'painted' | 'table' | 'download';

export class Untakeable extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

/**
 * How often the gates of the default run polarize (Z5 at 1%), over fresh seeds: data, initial weights, dropout and batch order all anew.
 * From the stored results of `npm run lab -- cures --regime default --seeds 200 --seed-base 20001` (docs/cures.md), the same that *Cures* shows.
 */
export const DEFAULT_RATES = {
  runs: 200,
  /** Polarized runs of the arm without gate dropout, and of the one with 10%. */
  withoutDropout: 69,
  withDropout: 47,
} as const;

/** Held-out loss with 10% gate dropout to that without on the same seeds: geometric mean over tasks and those runs. */
export const DEFAULT_LOSS_RATIO = 1.02;

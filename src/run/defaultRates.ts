/**
 * How often the gates of the default run polarize (Z5 at 1%), over fresh seeds: data, initial weights, dropout and batch order all anew.
 * Made on the fused engine (SwiftShader) at commit 5dee0eb by `npm run lab -- polarization --regime default --seeds 80 --seed-base 1`.
 */
export const DEFAULT_RATES = {
  runs: 80,
  /** Polarized runs of the arm without gate dropout, and of the one with 10%. */
  withoutDropout: 27,
  withDropout: 13,
} as const;

/** What is known of the sample on board without its file: little enough to be there before anybody asks for the rest. */
import type { LogShape } from './types.ts';

/** `noFamily`: without the columns that tell who is married (`det_hh_fam_stat` says "never marr" in words, `tax_filer_stat` "Joint"). */
export type CensusColumns = 'all' | 'noFamily';

export interface CensusOptions {
  /** Most inputs, 1 to 128. */
  inputs: number;
  columns: CensusColumns;
}

/** What is known of the encoded sample before its file is there. */
export const censusShape = ({ inputs }: CensusOptions): LogShape => ({
  // Its columns have some 500 values: there are always as many inputs as may be.
  features: inputs,
  tasks: [
    { name: 'income_over_50k', kind: 'binary', mean: 0, deviation: 1 },
    { name: 'weeks_worked', kind: 'regression', mean: 23.2988, deviation: 24.40667569662117, unit: 'weeks' },
    { name: 'never_married', kind: 'binary', mean: 0, deviation: 1 },
    { name: 'age', kind: 'regression', mean: 34.4049, deviation: 22.320816651502806, unit: 'years' },
  ],
  positions: false,
  devices: false,
  queries: false,
  train: 20_000,
  heldOut: 5_000,
});

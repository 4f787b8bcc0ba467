/** The sample on board: Census-Income, the data on which MMoE was first shown (Ma et al., KDD 2018). */
import { RandomStream, STREAM } from '../world/random.ts';
import type { CensusOptions } from './censusShape.ts';
import { encodeTable } from './encode.ts';
import { unpackTable } from './pack.ts';
import { shuffled } from './shuffle.ts';
import type { ColumnMapping, EncodedLog, Mapping, Table } from './types.ts';

/** To be shown wherever the sample is used. */
export const CENSUS_ATTRIBUTION =
  'Census-Income (KDD), UCI Machine Learning Repository (2000), https://doi.org/10.24432/C5N30T, donated by T. Lane and R. Kohavi from the US Census Bureau’s Current Population Surveys 1994/95. CC BY 4.0. Changed: 25,000 of its 99,762 test rows, shuffled; instance weight left out; two labels turned into 0/1.';

/** What is left out by `noFamily`. */
export const CENSUS_FAMILY: readonly string[] = ['tax_filer_stat', 'det_hh_fam_stat', 'det_hh_summ', 'fam_under_18'];

const NUMBERS: Readonly<Record<string, { log: boolean }>> = {
  wage_per_hour: { log: true },
  capital_gains: { log: true },
  capital_losses: { log: true },
  stock_dividends: { log: true },
  num_emp: { log: false },
};

const LABELS: Readonly<Record<string, Pick<ColumnMapping, 'kind' | 'task' | 'unit' | 'positive'>>> = {
  income_over_50k: { kind: 'binary', task: 0, positive: '1' },
  weeks_worked: { kind: 'regression', task: 1, unit: 'weeks' },
  never_married: { kind: 'binary', task: 2, positive: '1' },
  age: { kind: 'regression', task: 3, unit: 'years' },
};

/** In the order of the file. */
const NAMES =
  'split income_over_50k weeks_worked never_married age class_worker det_ind_code det_occ_code education wage_per_hour hs_college major_ind_code major_occ_code race hisp_origin sex union_member unemp_reason full_or_part_emp capital_gains capital_losses stock_dividends tax_filer_stat region_prev_res state_prev_res det_hh_fam_stat det_hh_summ mig_chg_msa mig_chg_reg mig_move_reg mig_same mig_prev_sunbelt num_emp fam_under_18 country_father country_mother country_self citizenship own_or_self vet_question vet_benefits year'.split(
    ' ',
  );

/** `?` and `Not in universe` are values of their own: nothing is missing. */
function columnOf(name: string, without: readonly string[]): ColumnMapping {
  const missing: string[] = [];
  if (name === 'split') return { name, role: 'split', kind: 'category', missing };
  if (name in LABELS) return { name, role: 'label', missing, ...LABELS[name] };
  const role = without.includes(name) ? 'skip' : 'feature';
  if (name in NUMBERS) return { name, role, kind: 'number', missing, log: NUMBERS[name].log };
  return { name, role, kind: 'category', missing };
}

/** What the columns of the sample are taken for. */
export function censusMapping({ inputs, columns }: CensusOptions): Mapping {
  const without = columns === 'noFamily' ? CENSUS_FAMILY : [];
  return { columns: NAMES.map((name) => columnOf(name, without)), inputs, split: 'column', seed: 0 };
}

/**
 * Reads the file of the sample. Its rows are sorted there, so that it is small; here they are in a random order, always the same one: any first
 * rows are rows like all others.
 * @throws PackError
 */
export async function loadCensus(bytes: Uint8Array): Promise<Table> {
  const { rows, columns } = await unpackTable(bytes);
  const order = shuffled(rows, new RandomStream(0, STREAM.tableOrder));
  return {
    rows,
    columns: columns.map((column) => ({ ...column, codes: column.codes.map((_, row) => column.codes[order[row]]) })),
  };
}

/**
 * The sample as engines read it, all 25,000 rows.
 * @param bytes - of its file
 * @throws PackError
 */
export async function censusLog(bytes: Uint8Array, options: CensusOptions): Promise<EncodedLog> {
  return encodeTable(await loadCensus(bytes), censusMapping(options)).log;
}

/** The logs as the kernels read them: one record an impression (see `Plan.record`). */
import { tableRow } from '../../model/layout.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';

/** Writes a log into memory from byte `at` on. Labels that were not observed are written as 0. */
export function writeLog(buffer: ArrayBuffer, at: number, record: number, log: Impressions): void {
  const length = record / 4;
  const floats = new Float32Array(buffer, at, log.rows * length);
  const words = new Int32Array(buffer, at, log.rows * length);
  const labels = length - 12;
  for (let row = 0; row < log.rows; row++) {
    const start = row * length;
    floats.set(log.features.subarray(row * log.featureCount, (row + 1) * log.featureCount), start);
    for (let k = 0; k < TASK_COUNT; k++) {
      const observed = log.observed[row * TASK_COUNT + k] !== 0;
      floats[start + labels + k] = observed ? log.labels[row * TASK_COUNT + k] : 0;
      floats[start + labels + TASK_COUNT + k] = observed ? 1 : 0;
    }
    const position = log.position[row];
    words[start + labels + 8] = tableRow(log.device[row], position);
    words[start + labels + 9] = tableRow(log.device[row], 0);
    words[start + labels + 10] = position;
  }
}

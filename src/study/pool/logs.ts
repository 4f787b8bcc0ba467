/** Logs on their way from one thread to another. */
import type { EngineData } from '../../engine/types.ts';
import type { Impressions } from '../../world/types.ts';

/** What of a log can be given away: the memory of its columns. */
export const buffersOf = (log: Impressions): ArrayBuffer[] =>
  Object.values(log).flatMap((column: unknown) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));

/** The columns of a log that engines read, in memory of their own: a log may be the beginning of a longer one. The truth stays here. */
const readByEngines = ({ rows, featureCount, features, device, position, labels, observed }: Impressions) => ({
  rows,
  featureCount,
  features: features.slice(),
  device: device.slice(),
  position: position.slice(),
  labels: labels.slice(),
  observed: observed.slice(),
  query: new Uint32Array(0),
});

/** @returns copies of what engines read of data, and their memory, which may be given away */
export function copiesOf(data: readonly EngineData[]): { data: EngineData[]; buffers: ArrayBuffer[] } {
  const copies = data.map(({ train, heldOut }) => ({ train: readByEngines(train), heldOut: readByEngines(heldOut) }));
  const own = ({ features, device, position, labels, observed }: Impressions): ArrayBuffer[] =>
    [features, device, position, labels, observed].map((column) => column.buffer as ArrayBuffer);
  return { data: copies, buffers: copies.flatMap(({ train, heldOut }) => [...own(train), ...own(heldOut)]) };
}

import type { EncodedLog } from '../../tabular/types.ts';

const bufferOf = ({ buffer }: ArrayBufferView): ArrayBuffer => buffer as ArrayBuffer; // shared memory is nowhere in a log

/** The memory of a log, to be handed over instead of copied. */
export const buffersOf = ({ train, heldOut, rowOf }: EncodedLog): ArrayBuffer[] => [
  bufferOf(rowOf.train),
  bufferOf(rowOf.heldOut),
  ...[train, heldOut].flatMap((log) =>
    [log.features, log.device, log.position, log.labels, log.observed, log.query].map(bufferOf),
  ),
];

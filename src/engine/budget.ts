/** How much memory a population may take, whatever a graphics driver promises: a browser ends a page that takes too much, without a word. */

/** Safari on an iPhone ends a page near 1.5 GB, and promises 1 GB for a single buffer. */
const BUDGET = 512 << 20;
/** Where the computer has 4 GB or less. */
const SMALL_BUDGET = 256 << 20;
const SMALL_DEVICE_GB = 4;

interface TellsMemory {
  /** GB, rounded; only some browsers tell. */
  deviceMemory?: number;
}

/** @returns bytes that all buffers of one population may take together; more replicas are trained in portions */
export function memoryBudget(
  { deviceMemory }: TellsMemory = typeof navigator === 'undefined' ? {} : (navigator as TellsMemory),
): number {
  return deviceMemory !== undefined && deviceMemory <= SMALL_DEVICE_GB ? SMALL_BUDGET : BUDGET;
}

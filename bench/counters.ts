/** Counts what an engine asks of the GPU, by wrapping WebGPU's own methods while something runs. */

export interface Counts {
  dispatches: number;
  /** Bytes mapped for reading by JavaScript. */
  bytesRead: number;
}

/** Runs `work` and counts. The wrappers are taken off again, whatever happens. */
export async function counted(work: () => Promise<void>): Promise<Counts> {
  const counts: Counts = { dispatches: 0, bytesRead: 0 };
  const pass = GPUComputePassEncoder.prototype;
  const buffer = GPUBuffer.prototype;
  /* oxlint-disable typescript/unbound-method -- the originals are called with `call` and put back as they were */
  const { dispatchWorkgroups, dispatchWorkgroupsIndirect } = pass;
  const { mapAsync } = buffer;
  /* oxlint-enable typescript/unbound-method */
  pass.dispatchWorkgroups = function (x, y, z) {
    counts.dispatches++;
    return dispatchWorkgroups.call(this, x, y, z);
  };
  pass.dispatchWorkgroupsIndirect = function (indirect, offset) {
    counts.dispatches++;
    return dispatchWorkgroupsIndirect.call(this, indirect, offset);
  };
  buffer.mapAsync = function (mode, offset, size) {
    if ((mode & GPUMapMode.READ) !== 0) counts.bytesRead += size ?? this.size - (offset ?? 0);
    return mapAsync.call(this, mode, offset, size);
  };
  try {
    await work();
  } finally {
    Object.assign(pass, { dispatchWorkgroups, dispatchWorkgroupsIndirect });
    Object.assign(buffer, { mapAsync });
  }
  return counts;
}

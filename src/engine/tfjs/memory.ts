/** Buffers of the kernels: TF.js tensors, of which the kernels bind the GPU buffer. */
import { engine, keep, type Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

/** A tensor that lives on the GPU only. */
export interface GpuTensor {
  tensor: Tensor;
  buffer: GPUBuffer;
}

/**
 * Allocates tensors on one backend and frees them together. TF.js would keep what is freed for the next tensor of the same size; a page opens runs
 * of many sizes, and each would leave its buffers behind. So whatever was made here is destroyed with it.
 */
export class GpuMemory {
  private readonly tensors: GpuTensor[] = [];
  private readonly buffers: GPUBuffer[] = [];
  /** Staging buffers that are not in use. */
  private readonly spare: GPUBuffer[] = [];

  constructor(readonly backend: WebGPUBackend) {}

  /** A tensor of `size` floats; without values its contents are arbitrary (TF.js reuses buffers). */
  floats(size: number, values?: Float32Array): GpuTensor {
    return this.allocate(size, 'float32', values);
  }

  /** A tensor of `size` words. */
  words(size: number, values?: Uint32Array): GpuTensor {
    return this.allocate(size, 'int32', values && new Int32Array(values.buffer, values.byteOffset, values.length));
  }

  private allocate(size: number, dtype: 'float32' | 'int32', values?: Float32Array | Int32Array): GpuTensor {
    const info = this.backend.makeTensorInfo([size], dtype, values);
    const tensor = keep(engine().makeTensorFromTensorInfo(info, this.backend));
    this.backend.uploadToGPU(info.dataId);
    const { resource } = this.backend.tensorMap.get(info.dataId);
    // Only tensors made from canvases and videos have textures for their resource.
    const made = { tensor, buffer: resource as GPUBuffer };
    this.tensors.push(made);
    return made;
  }

  /** A buffer for constants, from TF.js's pool; freed with the tensors. */
  uniforms(bytes: number): GPUBuffer {
    const buffer = this.backend.bufferManager.acquireBuffer(bytes, GPUBufferUsage.COPY_DST | GPUBufferUsage.UNIFORM);
    this.buffers.push(buffer);
    return buffer;
  }

  /** Submits what TF.js has recorded but not yet sent: uploads into reused buffers, among others. Call it before submitting commands of one's own. */
  flush(): void {
    this.backend.ensureCommandEncoderReady();
    this.backend.endComputePassEncoder();
    this.backend.submitQueue();
  }

  /** A buffer to read results from. */
  staging(bytes: number): GPUBuffer {
    const known = this.spare.findIndex(({ size }) => size === bytes);
    if (known >= 0) return this.spare.splice(known, 1)[0];
    return this.backend.bufferManager.acquireBuffer(bytes, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  }

  /** @param reuse - whether another readback of the same size is likely; if not, the buffer is destroyed and not kept */
  release(staging: GPUBuffer, reuse: boolean): void {
    if (reuse) this.spare.push(staging);
    else this.destroy(staging);
  }

  private destroy(buffer: GPUBuffer): void {
    this.backend.bufferManager.releaseBuffer(buffer, false);
  }

  dispose(): void {
    for (const { tensor, buffer } of this.tensors.splice(0)) {
      const data = this.backend.tensorMap.get(tensor.dataId) as { resource: unknown } | undefined;
      // Without it, TF.js has nothing to put into its pool.
      if (data) data.resource = null;
      tensor.dispose();
      this.destroy(buffer);
    }
    for (const buffer of [...this.buffers.splice(0), ...this.spare.splice(0)]) this.destroy(buffer);
  }
}

/** Buffers of the kernels: TF.js tensors, of which the kernels bind the GPU buffer. */
import { engine, keep, type Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

/** A tensor that lives on the GPU only. */
export interface GpuTensor {
  tensor: Tensor;
  buffer: GPUBuffer;
}

/** Allocates tensors on one backend and frees them together. */
export class GpuMemory {
  private readonly tensors: Tensor[] = [];
  private readonly buffers: GPUBuffer[] = [];

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
    this.tensors.push(tensor);
    this.backend.uploadToGPU(info.dataId);
    const { resource } = this.backend.tensorMap.get(info.dataId);
    // Only tensors made from canvases and videos have textures for their resource.
    return { tensor, buffer: resource as GPUBuffer };
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

  /** A buffer to read results from, and back to TF.js's pool with it. */
  staging(bytes: number): GPUBuffer {
    return this.backend.bufferManager.acquireBuffer(bytes, GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ);
  }

  /** @param reuse - whether another readback of the same size is likely; if not, the buffer is destroyed and not kept in the pool */
  release(staging: GPUBuffer, reuse: boolean): void {
    this.backend.bufferManager.releaseBuffer(staging, reuse);
  }

  dispose(): void {
    for (const tensor of this.tensors.splice(0)) tensor.dispose();
    for (const buffer of this.buffers.splice(0)) this.backend.bufferManager.releaseBuffer(buffer);
  }
}

/** Compiled kernels, kept per device: an engine that is made again for the same model and population compiles nothing. */

/** What a binding of a kernel is: a uniform at a dynamic offset, or a storage buffer that is only read, or written too. */
export type Binding = 'uniform' | 'read' | 'write';

export interface Kernel {
  pipeline: GPUComputePipeline;
  layout: GPUBindGroupLayout;
}

/** Kernels that a device keeps; the oldest make room. A page seldom has more than the six of its model. */
const KEPT = 48;
const kernels = new WeakMap<GPUDevice, Map<string, Promise<Kernel>>>();

async function compile(device: GPUDevice, label: string, code: string, bindings: readonly Binding[]): Promise<Kernel> {
  const layout = device.createBindGroupLayout({
    label,
    entries: bindings.map((binding, i) => ({
      binding: i,
      visibility: GPUShaderStage.COMPUTE,
      buffer:
        binding === 'uniform'
          ? { type: 'uniform', hasDynamicOffset: true }
          : { type: binding === 'read' ? 'read-only-storage' : 'storage' },
    })),
  });
  const pipeline = await device.createComputePipelineAsync({
    label,
    layout: device.createPipelineLayout({ label, bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ label, code }), entryPoint: 'main' },
  });
  return { pipeline, layout };
}

/**
 * @param code - WGSL with the entry point `main`
 * @param bindings - of group 0, in order
 * @throws GPUPipelineError with the compiler's message
 */
export async function kernelOf(
  device: GPUDevice,
  label: string,
  code: string,
  bindings: readonly Binding[],
): Promise<Kernel> {
  const known = kernels.get(device) ?? new Map<string, Promise<Kernel>>();
  kernels.set(device, known);
  let kernel = known.get(code);
  if (!kernel) {
    kernel = compile(device, label, code, bindings);
    known.set(code, kernel);
    if (known.size > KEPT) known.delete(known.keys().next().value ?? '');
  }
  try {
    return await kernel;
  } catch (error) {
    known.delete(code);
    throw error;
  }
}

/** Binds buffers to a kernel, in the order of its bindings; a uniform is bound with the size of one of its entries. */
export function bind(
  device: GPUDevice,
  kernel: Kernel,
  buffers: readonly (GPUBuffer | { buffer: GPUBuffer; size: number })[],
): GPUBindGroup {
  return device.createBindGroup({
    layout: kernel.layout,
    entries: buffers.map((resource, binding) => ({
      binding,
      resource: 'buffer' in resource ? resource : { buffer: resource },
    })),
  });
}

// WebGPU in Node: Dawn (npm package `webgpu`) on the SwiftShader that comes with Chromium. With it TF.js's WebGPU backend and our own
// kernels run under Vitest in milliseconds, without a browser. Same driver as the browser of the end-to-end tests.
//
// Traps:
// - TF.js decides whether there is a WebGPU backend when its module is evaluated. Call `await createDawnGpu()` first, then
//   `await import('@tensorflow/tfjs-backend-webgpu')`; a static import of the backend in the same file is hoisted above the call and registers nothing.
// - Dawn opens `libvulkan.so.1` by name. A machine without a GPU seldom has one; Chromium brings its own, in a folder the loader does not
//   search. LD_LIBRARY_PATH is read when a process starts, too late for us, so we open that copy by its full path and keep it: the
//   dynamic linker then finds the name already loaded.
// - VK_ICD_FILENAMES must reach the C library's environment. In a worker thread `process.env` is a copy: run tests in processes
//   (Vitest's pool "forks"), not in threads.
// - A process that still holds a device ends normally, but let go of it (`release()`) in afterAll if the file makes several.
import { constants } from 'node:os';
import { findSwiftShaderIcd, findVulkanLoader, wantsHardware } from './chromium.mjs';

const RTLD_NODELETE = 0x1000; // glibc and musl; Node does not export it

function loadVulkan() {
  const path = findVulkanLoader();
  if (!path) return; // the system's own, if it has one
  try {
    process.dlopen({ exports: {} }, path, constants.dlopen.RTLD_NOW | RTLD_NODELETE);
  } catch {
    // Always: Node reports that this is no add-on of its. The library stays loaded, which is what we came for.
  }
}

function backend() {
  if (process.platform === 'darwin') return 'metal';
  return process.platform === 'win32' ? 'd3d12' : 'vulkan';
}

/** @type {Promise<GPU | undefined> | undefined} */
let started;

async function start() {
  if (process.platform === 'linux') {
    loadVulkan();
    if (!wantsHardware()) {
      const icd = findSwiftShaderIcd();
      if (icd) {
        process.env.VK_ICD_FILENAMES = icd;
        process.env.VK_DRIVER_FILES = icd; // the loader's newer name for it
      }
    }
  }
  const { create, globals } = await import('webgpu');
  const gpu = create([`backend=${backend()}`]);
  if (!(await gpu.requestAdapter())) return undefined;
  Object.assign(globalThis, globals);
  // Node 20 has no `navigator`; from Node 21 on it is an accessor without `gpu`.
  if (!globalThis.navigator)
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true, writable: true });
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  return gpu;
}

/**
 * Puts `navigator.gpu` and the WebGPU globals into this process; later calls give the same GPU.
 * Throws a sentence to act on when there is no adapter.
 * @returns {Promise<GPU>}
 */
export async function createDawnGpu() {
  started ??= start();
  const gpu = await started;
  if (!gpu)
    throw new Error(
      'No WebGPU adapter in Node: neither a Chromium with its SwiftShader nor a Vulkan driver was found. `npm test` installs a Chromium.',
    );
  return gpu;
}

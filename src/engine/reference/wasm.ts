/** The reference engine with the backend that it runs on in the browser. */
export { createReferenceEngine } from './engine.ts';
export { initWasmBackend } from '../tfjs/wasm.ts';

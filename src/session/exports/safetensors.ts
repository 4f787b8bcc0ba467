/**
 * The safetensors format (https://github.com/huggingface/safetensors): 8 bytes length of the header (little endian), the header (JSON, padded with
 * blanks so that numbers begin at a multiple of 8 bytes), and the tensors one after the other, row-major, little endian, without gaps.
 */

export interface Tensor {
  name: string;
  shape: readonly number[];
  /** As many as the shape says. */
  values: Float32Array;
}

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;

/**
 * @param metadata - texts only, as the format wants it
 * @returns the file's bytes
 */
export function encodeSafetensors(
  tensors: readonly Tensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const { name, shape, values } of tensors) {
    const from = end;
    end += values.length * FLOAT_BYTES;
    header[name] = { dtype: 'F32', shape, data_offsets: [from, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(text.length / LENGTH_BYTES) * LENGTH_BYTES;
  const bytes = new Uint8Array(LENGTH_BYTES + length + end).fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(length), true);
  bytes.set(text, LENGTH_BYTES);
  let at = LENGTH_BYTES + length;
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += FLOAT_BYTES;
    }
  }
  return bytes;
}

/** The random numbers of the kernels are those of TypeScript, bit for bit, on the GPU at hand. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../../../scripts/dawn.mjs';
import {
  batchRow,
  gateMask,
  gateNoise,
  positionDropped,
  threshold16,
  threshold32,
  workerOf,
} from '../../../model/draws.ts';
import { STREAM, threefry, threefrySecond } from '../../../world/random.ts';
import { useDawn } from '../testing.ts';
import { drawsWgsl } from './threefry.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await useDawn(createDawnGpu);
});

/** Runs `statements`, which write words to `out[i * width + …]` for each place i below `count`. */
async function run(functions: string, statements: string, count: number, width: number): Promise<Uint32Array> {
  const code = `${functions}
@group(0) @binding(0) var<storage, read_write> out: array<u32, ${String(count * width)}>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i >= ${String(count)}u) { return; }
  let at = i * ${String(width)}u;
  ${statements}
}`;
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code }), entryPoint: 'main' },
  });
  const size = count * width * 4;
  const out = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: out } }],
    }),
  );
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(out, 0, staging, 0, size);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const words = new Uint32Array(staging.getMappedRange().slice(0));
  staging.destroy();
  out.destroy();
  return words;
}

/** Words with all bits in use, and the corners. BigInt, for the product of two words does not fit a double. */
const word = (i: number, salt: number): number =>
  i < 4
    ? [0, 1, 0xffffffff, 0x80000000][(i + salt) % 4]
    : Number(BigInt.asUintN(32, (BigInt(i) * 2654435761n + BigInt(salt)) * 0x9e3779b1n));
const WORD_WGSL = `fn word(i: u32, salt: u32) -> u32 {
  var corners = array<u32, 4>(0u, 1u, 0xffffffffu, 0x80000000u);
  if (i < 4u) { return corners[(i + salt) % 4u]; }
  return (i * 2654435761u + salt) * 0x9e3779b1u;
}`;

it('threefry', async () => {
  const count = 4096;
  const ours = await run(
    `${drawsWgsl([], 1)}${WORD_WGSL}`,
    'let v = threefry(word(i, 1u), word(i, 2u), word(i, 3u), word(i, 4u)); out[at] = v.x; out[at + 1u] = v.y;',
    count,
    2,
  );
  for (let i = 0; i < count; i++) {
    expect(ours[2 * i]).toBe(threefry(word(i, 1), word(i, 2), word(i, 3), word(i, 4)));
    expect(ours[2 * i + 1]).toBe(threefrySecond());
  }
});

it.each([
  [1, 7],
  [2, 7],
  [61, 7],
  [64, 32],
  [4000, 32],
  [27_000, 64],
  [100_003, 1],
])('rows of a log of %i in batches of %i', async (rows, batch) => {
  const count = 3000;
  const seed = 0xdeadbeef;
  const ours = await run(
    drawsWgsl([], 1),
    `out[at] = batch_row(${String(seed)}u, i / ${String(batch)}u, i % ${String(batch)}u, ${String(rows)}u, ${String(batch)}u);`,
    count,
    1,
  );
  expect(ours).toEqual(
    Uint32Array.from({ length: count }, (_, i) => batchRow(seed, Math.floor(i / batch), i % batch, rows, batch)),
  );
});

it('workers and dropped positions', async () => {
  const count = 2000;
  const rates = [0, 0.1, 0.5, 0.999, 1];
  const limits = rates.map((rate) => `${String(threshold32(rate))}u`);
  const ours = await run(
    drawsWgsl([], 1),
    `out[at] = worker_of(77u, i, 1u + i % 64u); var limits = array<u32, 5>(${limits.join(', ')});
     for (var k = 0u; k < 5u; k++) { out[at + 1u + k] = select(0u, 1u, position_dropped(78u, i / 32u, i % 32u, limits[k])); }`,
    count,
    6,
  );
  for (let i = 0; i < count; i++) {
    expect(ours[6 * i]).toBe(workerOf(77, i, 1 + (i % 64)));
    rates.forEach((rate, k) =>
      expect(ours[6 * i + 1 + k]).toBe(positionDropped(78, Math.floor(i / 32), i % 32, rate) ? 1 : 0),
    );
  }
});

describe.each([
  [4, 8],
  [4, 16],
  [4, 12],
  [4, 11],
  [4, 3],
  [1, 8],
  [1, 1],
  [4, 1],
  [4, 8, [0b10000001, 0b00000110, 0b11111110, 0b00010000]],
  [4, 11, [0b11111000000, 0b00000011111, 0b10101010101, 0b11111111111]],
])('masks of %i gates and %i experts, of which they may use %j', (gates, experts, some?: number[]) => {
  const sets = some ?? Array<number>(gates).fill(2 ** experts - 1);
  it.each([0, 0.1, 0.9, 1])('at rate %f', async (rate) => {
    const count = 300;
    const stores = Array.from({ length: gates }, (_, g) => `out[at + ${String(g)}u] = masks[${String(g)}];`).join(' ');
    const ours = await run(
      drawsWgsl(sets, experts),
      `let masks = gate_masks(5u, i / 16u, i % 16u, ${String(threshold16(rate))}u); ${stores}`,
      count,
      gates,
    );
    const mask = new Uint8Array(gates * experts);
    for (let i = 0; i < count; i++) {
      gateMask(5, Math.floor(i / 16), i % 16, rate, sets, experts, mask);
      for (let g = 0; g < gates; g++) {
        let bits = 0;
        for (let e = 0; e < experts; e++) bits |= mask[g * experts + e] << e;
        expect(ours[i * gates + g]).toBe(bits);
      }
    }
  });
});

it('noise on the logits of sixteen experts', async () => {
  const count = 256;
  const ours = await run(
    drawsWgsl([65535, 65535, 65535, 65535], 16, true),
    `for (var q = 0u; q < 4u; q++) {
       let noise = bitcast<vec4u>(gate_noise(9u, i / 64u, i * 64u + (i % 4u) * 16u + 4u * q));
       for (var c = 0u; c < 4u; c++) { out[at + 4u * q + c] = noise[c]; }
     }`,
    count,
    16,
  );
  const floats = new Float32Array(ours.buffer);
  for (let i = 0; i < count; i++)
    for (let e = 0; e < 16; e++)
      expect(floats[16 * i + e]).toBeCloseTo(gateNoise(9, Math.floor(i / 64), i, i % 4, e), 6);
});

it('uses the streams of the definition', () => {
  for (const stream of ['batch', 'worker', 'positionDropout', 'gateDropout', 'gateKeep'] as const) {
    expect(drawsWgsl([255, 255, 255, 255], 8)).toContain(`threefry(seed, ${String(STREAM[stream])}u, `);
  }
});

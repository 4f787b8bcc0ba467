/** Whatever of WebGPU never answers is given up in time by studies, too. */
import { describe, expect, it } from 'vitest';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { SILENT, silentGpu, useSilentGpus } from '../engine/testing/silentGpu.ts';
import { createStudyEngines } from './engines.ts';

const data = [randomData(1, 4)];
useSilentGpus(createDawnGpu);

describe.each(SILENT)('%s: after %d seconds', (broken, seconds) => {
  it('a study is trained in WebAssembly', async () => {
    const { clock, silent, within, pass } = silentGpu(broken);
    const study = createStudyEngines(
      () => undefined,
      () => undefined,
      'webgpu',
      undefined,
      clock,
    );
    const opening = study.open(smallPopulation(), data);
    await silent;
    expect(await within(opening, seconds - 0.1)).toBe(false);
    await pass(0.2);
    const engine = await opening;
    expect(engine.info.engine).toBe('simd');
    engine.dispose();
  });
});

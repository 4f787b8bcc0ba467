import { expect, it } from 'vitest';
import { encodeRun } from './runFile.ts';
import { stepOfFile } from './stepOfFile.ts';
import { fileWith, saved } from './testing/runFiles.ts';

it('the step of a file is that of its run, not that of a change in its timeline', async () => {
  expect(saved().timeline.map(({ step }) => step)).not.toContain(12);
  expect(stepOfFile(await encodeRun(saved()))).toBe(12);
});

it('what is no run file has none', () => {
  expect(stepOfFile(new ArrayBuffer(0))).toBeNull();
  expect(stepOfFile(new ArrayBuffer(40))).toBeNull();
  expect(stepOfFile(fileWith({ timeline: [{ step: 3 }] }))).toBeNull();
  expect(stepOfFile(fileWith('{"step":3,"backend"', new Float32Array(0), 1e6))).toBeNull();
});

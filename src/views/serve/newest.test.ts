import { expect, it } from 'vitest';
import { newest } from './newest.ts';

/** Questions that are answered when the test says so. */
function rig() {
  const open: { ask: number; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const heard: string[] = [];
  const ask = newest<number, string>(
    (one) =>
      new Promise((answer, fail) => {
        open.push({ ask: one, answer, fail });
      }),
    (answer, one) => heard.push(`${String(one)} ${answer}`),
    (error) => heard.push(String(error)),
  );
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { open, heard, ask, settle };
}

it('asks one at a time, and then the newest only', async () => {
  const { open, heard, ask, settle } = rig();
  [1, 2, 3].forEach(ask);
  expect(open.map((one) => one.ask)).toEqual([1]);
  open[0].answer('a');
  await settle();
  expect(open.map((one) => one.ask)).toEqual([1, 3]);
  open[1].answer('b');
  await settle();
  ask(4);
  expect(open.map((one) => one.ask)).toEqual([1, 3, 4]);
  expect(heard).toEqual(['1 a', '3 b']);
});

it('goes on after a failure, and hears nothing of what was cancelled', async () => {
  const { open, heard, ask, settle } = rig();
  ask(1);
  ask(2);
  open[0].fail(new Error('no'));
  await settle();
  ask.cancel();
  ask(3);
  open[1].answer('late');
  open[2].answer('c');
  await settle();
  expect(heard).toEqual(['Error: no', '3 c']);
});

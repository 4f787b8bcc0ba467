import { expect, it } from 'vitest';
import type { Frame } from '../session/protocol.ts';
import { createFeed } from './feed.ts';

/** A page whose animation frames come every 10 ms; frames of the run come in each of them. */
function page(drawingMs: number) {
  const time = { now: 0 };
  let next: (() => void) | undefined;
  const feed = createFeed(
    (run) => (next = run),
    (run) => {
      // Laid out and painted in as much time again.
      time.now += drawingMs;
      run();
    },
    () => time.now,
  );
  const drawn: number[] = [];
  feed.subscribe(() => {
    drawn.push(time.now);
    time.now += drawingMs;
  });
  return {
    drawn,
    run: (until: number): void => {
      for (let frame = 0; time.now < until; frame++) {
        feed.push({ step: frame } as Frame, [], false);
        const now = next;
        next = undefined;
        now?.();
        time.now = 10 * Math.floor(time.now / 10) + 10;
      }
    },
  };
}

it('draws in every animation frame that has news where drawing takes no time to speak of', () => {
  const { drawn, run } = page(0.1);
  run(100);
  expect(drawn).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
});

it('leaves a slow page a third of its time, and frames in between', () => {
  const { drawn, run } = page(40);
  run(4000);
  // What drawing and painting take is known after a while: 80 ms, so that the next begins 120 ms after the one before.
  const late = drawn.filter((at) => at > 2500);
  expect(late.slice(1).map((at, i) => at - late[i])).toEqual(late.slice(1).map(() => 120));
});

it('draws what came last, once it may', () => {
  const { drawn, run } = page(40);
  run(4000);
  expect(drawn.at(-1)).toBeGreaterThan(4000 - 130);
});

it('says when what has come is drawn and painted, and says so of nothing before', async () => {
  let [frame, paint] = [() => undefined as unknown, () => undefined as unknown];
  const feed = createFeed(
    (run) => (frame = run),
    (run) => (paint = run),
    () => 0,
  );
  const said: string[] = [];
  feed.push({ step: 1 } as Frame, [], false);
  const first = feed.drawn().then(() => said.push('first'));
  feed.push({ step: 2 } as Frame, [], false);
  await Promise.resolve();
  frame();
  await Promise.resolve();
  expect(said).toEqual([]);
  // Comes while the one before is being painted, and is not part of it.
  feed.push({ step: 3 } as Frame, [], false);
  const second = feed.drawn().then(() => said.push('second'));
  paint();
  await first;
  expect(said).toEqual(['first']);
  frame();
  paint();
  await second;
  expect(said).toEqual(['first', 'second']);
  await feed.drawn();
});

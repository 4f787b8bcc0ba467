import type { Clock } from '../../engine/waits.ts';

/** Time that goes by hand. */
export function handClock(): { clock: Clock; pass: (ms: number) => void } {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      after(ms, run) {
        const one = { at: now + ms, run };
        waiting.push(one);
        return () => {
          waiting = waiting.filter((other) => other !== one);
        };
      },
    },
    pass(ms) {
      for (const end = now + ms; ;) {
        const [next] = waiting.filter(({ at }) => at <= end + 1e-6).sort((a, b) => a.at - b.at);
        if (!next) {
          now = end;
          return;
        }
        now = next.at;
        waiting = waiting.filter((other) => other !== next);
        next.run();
      }
    },
  };
}

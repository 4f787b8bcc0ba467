/** One question at a time; of those that come meanwhile only the newest is asked. */
export interface Newest<Ask> {
  (ask: Ask): void;
  /** Forgets what waits; what is under way is not heard. */
  cancel(): void;
}

/**
 * @param call - answers a question
 * @param heard - with the answer, and what had been asked
 * @param failed - with the reason
 */
export function newest<Ask, Answer>(
  call: (ask: Ask) => Promise<Answer>,
  heard: (answer: Answer, ask: Ask) => void,
  failed: (error: unknown) => void,
): Newest<Ask> {
  let waiting: { ask: Ask } | null = null;
  let busy = false;
  let round = 0;
  const next = async (): Promise<void> => {
    const mine = round;
    busy = true;
    while (waiting && mine === round) {
      const { ask } = waiting;
      waiting = null;
      try {
        const answer = await call(ask);
        if (mine === round) heard(answer, ask);
      } catch (error) {
        if (mine === round) failed(error);
      }
    }
    if (mine === round) busy = false;
  };
  const asked = (ask: Ask): void => {
    waiting = { ask };
    if (!busy) void next();
  };
  return Object.assign(asked, {
    cancel: () => {
      waiting = null;
      busy = false;
      round++;
    },
  });
}

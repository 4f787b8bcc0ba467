export interface Throttled {
  (): void;
  /** Runs now if a run was waiting. */
  flush(): void;
  cancel(): void;
}

/**
 * Runs `run` less often than it is called.
 * `trailing`: once, when no call has come for `ms` milliseconds. `both`: at once, then at most every `ms`, and once after the last call.
 */
export function throttled(ms: number, edge: 'trailing' | 'both', run: () => void): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  const fire = (): void => {
    timer = undefined;
    if (!waiting) return;
    waiting = false;
    if (edge === 'both') timer = setTimeout(fire, ms);
    run();
  };
  const call = (): void => {
    waiting = true;
    if (edge === 'trailing') {
      clearTimeout(timer);
      timer = setTimeout(fire, ms);
    } else if (timer === undefined) fire();
  };
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
    waiting = false;
  };
  return Object.assign(call, {
    cancel,
    flush: () => {
      if (!waiting) return;
      cancel();
      run();
    },
  });
}

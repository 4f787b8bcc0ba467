/** Recovery cannot be watched unless a device can be lost on purpose. The page itself never sends this event. */
const EVENT = 'mmoe-lab:lose-device';

/** Lets a worker's device be lost by an event on the window. A worker that is gone has none. */
export function onLoseDevice(lose: () => Promise<unknown> | undefined): void {
  window.addEventListener(EVENT, () => {
    lose()?.catch(() => undefined);
  });
}

import { useEffect } from 'react';
import { offerMeanwhile } from '../engineOffer.ts';
import { clearScope } from '../notices.ts';
import { useLab } from '../store.ts';

/** A page that stands still for longer says why. */
const LONG_MS = 2000;

/** Says where compiling the kernels takes long, and what to do meanwhile, until it is over. */
export function useSlowCompile(): void {
  const since = useLab(({ status, phase, phaseSince }) =>
    status === 'opening' && phase === 'compiling' ? phaseSince : null,
  );
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(
      () => {
        offerMeanwhile(since);
      },
      Math.max(0, since + LONG_MS - performance.now()),
    );
    return () => {
      clearTimeout(timer);
      clearScope('compiling');
    };
  }, [since]);
}

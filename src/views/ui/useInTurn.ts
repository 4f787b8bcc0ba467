import { startTransition, useEffect, useState } from 'react';

/**
 * How many of a long list are there already: a few at once, a few more after each paint, so that the page answers in between.
 * @param total - how many there are to be
 * @param few - as many as may be made at a time
 * @param first - as many as are made at once; what is in sight before anything else
 */
export function useInTurn(total: number, few: number, first = few): number {
  const [made, setMade] = useState(first);
  useEffect(() => {
    if (made >= total) return;
    startTransition(() => {
      setMade(made + few);
    });
  }, [made, total, few]);
  return made;
}

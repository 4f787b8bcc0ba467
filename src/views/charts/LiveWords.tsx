import { useState } from 'react';
import { Words } from '../terms/Words.tsx';
import { useLive } from './live.ts';

/**
 * A sentence computed from the newest frame whose marked terms can be opened where they stand. It is asked for as often as {@link LiveText} is;
 * React renders it only when it says something else, and a term that is open stays open as long as the sentence has it.
 */
export function LiveWords({ text }: { text: () => string }) {
  const [now, setNow] = useState(text);
  useLive(() => {
    setNow(text());
  });
  return <Words text={now} />;
}

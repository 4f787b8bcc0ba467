import { useRef } from 'react';
import { useLive } from './live.ts';

interface Props {
  /** The words now; asked a few times a second and written only when they change. */
  text: () => string;
  className?: string;
}

/** Words computed from the newest frame. */
export function LiveText({ text, className }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useLive(() => {
    const now = text();
    if (span.current && span.current.textContent !== now) span.current.textContent = now;
  });
  return <span ref={span} className={className} />;
}

import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { onResize } from '../ui/sizes.ts';

const GAP = 12;

interface Props {
  /** Pixels that one picture needs at least. */
  need: number;
  children: ReactNode;
}

/** Four small pictures in a row, in two rows of two, or one below the other: as many beside each other as there is room for. */
export function Multiples({ need, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(4);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    return onResize(element, () => {
      setColumns([4, 2].find((count) => element.clientWidth >= count * need + (count - 1) * GAP) ?? 1);
    });
  }, [need]);
  return (
    <div ref={box} className="multiples" style={{ '--columns': columns } as CSSProperties}>
      {children}
    </div>
  );
}

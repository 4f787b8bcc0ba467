import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './tableScroll.css';

interface Props {
  /** What the table is. */
  label: string;
  className?: string;
  children: ReactNode;
}

/**
 * A box in which a wide table scrolls sideways. While it does, it is a region with a name that the keyboard can stop at and scroll, its first column
 * stays, and its edges show that there is more; a table that fits is no stop on the way.
 */
export function TableScroll({ label, className = '', children }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const { scrolls, left, right } = useMore(box);
  return (
    <div className={`table-frame ${className}`} data-left={left || undefined} data-right={right || undefined}>
      <div
        ref={box}
        className="table-scroll"
        {...(scrolls && { role: 'region', 'aria-label': t('shell.table', { name: label }), tabIndex: 0 })}
      >
        {children}
      </div>
    </div>
  );
}

interface More {
  scrolls: boolean;
  left: boolean;
  right: boolean;
}

/** Whether a box has more than it shows, and on which side. */
function useMore(box: { readonly current: HTMLElement | null }): More {
  const [more, setMore] = useState<More>({ scrolls: false, left: false, right: false });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = (): void => {
      const hidden = element.scrollWidth - element.clientWidth;
      const now = {
        scrolls: hidden > 0 || element.scrollHeight > element.clientHeight,
        left: element.scrollLeft > 1,
        right: hidden - element.scrollLeft > 1,
      };
      setMore((before) =>
        before.scrolls === now.scrolls && before.left === now.left && before.right === now.right ? before : now,
      );
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
    // After every drawing anew: the table in the box may be another one then.
  });
  return more;
}

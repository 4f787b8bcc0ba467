import { useId, useLayoutEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import shell from './shell.module.css';

interface Props {
  /** Words or picture on the button. */
  face: ReactNode;
  /** The button's accessible name, where its face does not say it. */
  label?: string;
  className?: string;
  /** Which edges of button and panel are in line. */
  align?: 'left' | 'right';
  children: ReactNode;
}

/** Free space between a panel and its button, and the page's edge, in pixels. */
const GAP = 4;
const MARGIN = 12;

/**
 * Where the panel goes: under its button, or over it where the button is in the lower half of the page, and always inside of the page. The browser's
 * own anchors would do it, but not every browser has them yet.
 */
function place(panel: HTMLElement, button: Element, align: 'left' | 'right'): void {
  const at = button.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const above = (at.top + at.bottom) / 2 > height / 2;
  const put = (side: 'left' | 'right', inset: number): void => {
    Object.assign(panel.style, { left: 'auto', right: 'auto', [side]: `${Math.max(MARGIN, inset)}px` });
  };
  panel.style.top = above ? 'auto' : `${at.bottom + GAP}px`;
  panel.style.bottom = above ? `${height - at.top + GAP}px` : 'auto';
  put(align, align === 'left' ? at.left : width - at.right);
  // Only when it is shown it has a size.
  const { left, right } = panel.getBoundingClientRect();
  if (align === 'left' && right > width - MARGIN) put('right', MARGIN);
  if (align === 'right' && left < MARGIN && right > 0) put('left', MARGIN);
}

/**
 * A button that opens a small panel beside it, a popover of the browser: Escape or a click elsewhere closes it, and so does leaving it with the
 * keyboard or choosing a `.popup-item` in it.
 */
export function Popup({ face, label, className = 'button', align = 'left', children }: Props) {
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  // Keeps the open panel at its button, also when the page changes its size.
  useLayoutEffect(() => {
    if (!open) return;
    const again = (): void => {
      if (panel.current && button.current) place(panel.current, button.current, align);
    };
    again();
    const shown = panel.current;
    shown?.addEventListener('toggle', again); // then it is shown, and has a size
    addEventListener('resize', again);
    return () => {
      shown?.removeEventListener('toggle', again);
      removeEventListener('resize', again);
    };
  }, [open, align]);
  const onChosen = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('.popup-item')) panel.current?.hidePopover();
  };
  return (
    <div
      className={shell.popup}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget))
          panel.current?.hidePopover();
      }}
    >
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        popoverTarget={id}
      >
        {face}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={shell.popupPanel}
        onClick={onChosen}
        onBeforeToggle={(event) => {
          setOpen(event.newState === 'open');
        }}
      >
        {open && children}
      </div>
    </div>
  );
}

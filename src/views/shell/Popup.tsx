import { useEffect, useId, useRef, useState, type MouseEvent, type ReactNode } from 'react';

interface Props {
  /** Words or picture on the button. */
  face: ReactNode;
  /** The button's accessible name, where its face does not say it. */
  label?: string;
  className?: string;
  align?: 'left' | 'right';
  children: ReactNode;
}

/** A button that opens a small panel below it; Escape, a click elsewhere, leaving it with the keyboard or choosing a `.popup-item` in it closes it. */
export function Popup({ face, label, className = 'button', align = 'left', children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  const onChosen = (event: MouseEvent): void => {
    if (!(event.target instanceof Element && event.target.closest('.popup-item'))) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      className="popup"
      ref={root}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
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
        onClick={() => {
          setOpen(!open);
        }}
      >
        {face}
      </button>
      {open && (
        <div id={id} className={`popup-panel popup-${align}`} onClick={onChosen}>
          {children}
        </div>
      )}
    </div>
  );
}

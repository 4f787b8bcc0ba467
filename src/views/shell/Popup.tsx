import { useId, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { closeWhenLeft, usePlaced } from '../ui/placed.ts';
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

/**
 * A button that opens a small panel beside it, a popover of the browser: Escape or a click elsewhere closes it, and so does leaving it with the
 * keyboard or choosing a `.popup-item` in it.
 */
export function Popup({ face, label, className = 'button', align = 'left', children }: Props) {
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  usePlaced(open, align, panel, button);
  const onChosen = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('.popup-item')) panel.current?.hidePopover();
  };
  return (
    <div
      className={shell.popup}
      onBlur={(event) => {
        closeWhenLeft(event, panel.current);
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
          if (event.newState === 'open') setOpen(true);
        }}
        // Only when it has closed: the focus goes back to the button from what is still there.
        onToggle={(event) => {
          if (event.newState === 'closed') setOpen(false);
        }}
      >
        {open && children}
      </div>
    </div>
  );
}

import type { MouseEvent, ReactNode } from 'react';
import { usePopover } from '../ui/usePopover.ts';
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

/** A button that opens a small panel beside it; choosing a `.popup-item` in it closes it, too. */
export function Popup({ face, label, className = 'button', align = 'left', children }: Props) {
  const { open, panel, around, onButton, onPanel } = usePopover<HTMLDivElement>(align);
  const onChosen = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('.popup-item')) panel.current?.hidePopover();
  };
  return (
    <div className={shell.popup} {...around}>
      <button className={className} aria-label={label} title={label} {...onButton}>
        {face}
      </button>
      <div className={shell.popupPanel} onClick={onChosen} {...onPanel}>
        {open && children}
      </div>
    </div>
  );
}

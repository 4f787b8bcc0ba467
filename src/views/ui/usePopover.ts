import { useId, useRef, useState, type ComponentProps, type FocusEvent, type RefObject, type ToggleEvent } from 'react';
import { closeWhenLeft, usePlaced, type Side } from './placed.ts';

interface Popover<Panel extends HTMLElement> {
  open: boolean;
  panel: RefObject<Panel | null>;
  /** For what is around both. */
  around: { onBlur: (event: FocusEvent) => void };
  onButton: Pick<ComponentProps<'button'>, 'ref' | 'type' | 'aria-expanded' | 'aria-controls' | 'popoverTarget'>;
  onPanel: {
    ref: RefObject<Panel | null>;
    id: string;
    popover: 'auto';
    onBeforeToggle: (event: ToggleEvent) => void;
    onToggle: (event: ToggleEvent) => void;
  };
}

/**
 * A button and the small panel that belongs to it, a popover of the browser: Escape or a press elsewhere closes it, and so does leaving both with the
 * keyboard. Its contents are made when it opens.
 * @param align - which edges of the two are in line
 */
export function usePopover<Panel extends HTMLElement>(align: Side): Popover<Panel> {
  const [open, setOpen] = useState(false);
  const panel = useRef<Panel>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  usePlaced(open, align, panel, button);
  return {
    open,
    panel,
    around: {
      onBlur: (event) => {
        closeWhenLeft(event, panel.current);
      },
    },
    onButton: {
      ref: button,
      type: 'button',
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      popoverTarget: id,
    },
    onPanel: {
      ref: panel,
      id,
      popover: 'auto',
      onBeforeToggle: (event) => {
        if (event.newState === 'open') setOpen(true);
      },
      // Only when it has closed: the focus goes back to the button from what is still there.
      onToggle: (event) => {
        if (event.newState === 'closed') setOpen(false);
      },
    },
  };
}

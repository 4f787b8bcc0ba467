import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icons.tsx';
import shell from './shell.module.css';

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Name of the closing button. */
  close: string;
  className: string;
  children: ReactNode;
}

/** A modal dialog of the browser: it keeps the focus, and Escape or a click beside it closes it. */
export function Modal({ open, onClose, title, close, className, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  // With its contents, not some time after them: the browser looks through the styles of the whole page then, which is work enough for one task.
  useLayoutEffect(() => {
    if (!open) dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`${shell.modal} ${className}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open && (
        <div className="modal-body">
          <div className={shell.modalHead}>
            <h2 id={id}>{title}</h2>
            <button type="button" className={`button square ${shell.bare}`} aria-label={close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

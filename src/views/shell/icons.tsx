/** Icons of the frame: 16 × 16, drawn in the colour of the text around them, never read out. */
import type { ReactElement } from 'react';

const PATHS = {
  play: <path d="M4.5 2.8v10.4L13 8z" fill="currentColor" stroke="none" />,
  pause: <path d="M4 3h3v10H4zM9 3h3v10H9z" fill="currentColor" stroke="none" />,
  chevron: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  undo: <path d="M3 6.2h6.2a3.4 3.4 0 0 1 0 6.8H6M3 6.2l2.8-2.8M3 6.2 5.8 9" />,
  redo: <path d="M13 6.2H6.8a3.4 3.4 0 0 0 0 6.8H10M13 6.2l-2.8-2.8M13 6.2 10.2 9" />,
  close: <path d="m4 4 8 8m0-8-8 8" />,
  dice: (
    <path d="M4 2.5h8A1.5 1.5 0 0 1 13.5 4v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5zM5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01" />
  ),
  light: (
    <path d="M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
  ),
  dark: <path d="M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z" />,
  system: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" stroke="none" />
    </>
  ),
  sliders: <path d="M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6M10.5 3.2v3.6M5.5 9.2v3.6" />,
  fold: <path d="M13 3v10M3 8h6.5M6.8 5.2 9.6 8l-2.8 2.8" />,
  lesson: (
    <path d="M8 4.2C6.6 3 4.6 2.7 2.2 2.8v9.6c2.4-.1 4.4.2 5.8 1.4 1.4-1.2 3.4-1.5 5.8-1.4V2.8C11.4 2.7 9.4 3 8 4.2zM8 4.2v9.6" />
  ),
  share: <path d="M8 9.8V2.2M5.2 4.8 8 2l2.8 2.8M3 8.5v4a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1v-4" />,
  takeOut: <path d="M8 2.5v7M5.2 6.9 8 9.7l2.8-2.8M3 11v1.5a1 1 0 0 0 1 1h8a1 1 0 0 0 1-1V11" />,
} satisfies Record<string, ReactElement>;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {PATHS[name]}
    </svg>
  );
}

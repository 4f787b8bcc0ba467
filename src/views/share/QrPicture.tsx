import { QUIET, type QrCode } from './qr.ts';

interface Props {
  code: QrCode;
  /** What it leads to, in words. */
  label: string;
  className?: string | undefined;
}

/** A link as a code to scan. */
export function QrPicture({ code: { size, path }, label, className }: Props) {
  const side = size + 2 * QUIET;
  return (
    <svg
      className={className}
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      {/* Whatever the theme: not every camera reads light on dark. */}
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

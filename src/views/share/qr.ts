/** A link as a code to scan. */
import { correction, generate } from 'lean-qr';
import { toSvgPath, toSvgSource } from 'lean-qr/extras/svg';

/** Squares at the edge that stay white, as the standard asks. */
export const QUIET = 4;
/** Finer codes are read from near only: at 57 squares a code two metres wide is read from twenty metres away, give or take the camera. */
const FINE = 57;

export interface QrCode {
  /** Squares on a side, without the white edge. */
  size: number;
  /** Outline of the dark squares, one unit each, for an SVG path. */
  path: string;
  /** From far away few cameras read it. */
  fine: boolean;
  /** The whole picture as a file. */
  svg: string;
}

/** @returns null where the text is longer than a code holds */
export function qrOf(text: string): QrCode | null {
  try {
    // A scratch on the screen, somebody's head: 15% may be missing; of long links, for which that makes it too fine, 7%.
    const firm = generate(text, { minCorrectionLevel: correction.M });
    const code = firm.size > FINE ? generate(text, { minCorrectionLevel: correction.L }) : firm;
    return picture(code);
  } catch {
    return loosest(text);
  }
}

function loosest(text: string): QrCode | null {
  try {
    return picture(generate(text, { minCorrectionLevel: correction.L }));
  } catch {
    return null;
  }
}

function picture(code: ReturnType<typeof generate>): QrCode {
  return {
    size: code.size,
    path: toSvgPath(code),
    fine: code.size > FINE,
    // Dark on white whatever the theme: not every camera reads the reverse.
    svg: toSvgSource(code, { on: '#000', off: '#fff', pad: QUIET, scale: 16, xmlDeclaration: true }),
  };
}

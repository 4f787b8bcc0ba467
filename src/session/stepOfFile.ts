/** Tells how far the run in a file has come, without reading the rest of it: for what was written a moment ago by {@link encodeRun} of runFile.ts. */

/** Magic, then the length of the header. */
const LENGTH_AT = 8;

/** As `encodeRun` orders the header; a change of the timeline has a step too, and no backend behind it. */
const STEP = /"step":(\d+),"backend"/;

/** @param buffer - a run file @returns null where that is none */
export function stepOfFile(buffer: ArrayBuffer): number | null {
  if (buffer.byteLength < LENGTH_AT + 4) return null;
  const length = new DataView(buffer).getUint32(LENGTH_AT, true);
  if (LENGTH_AT + 4 + length > buffer.byteLength) return null;
  const found = STEP.exec(new TextDecoder().decode(new Uint8Array(buffer, LENGTH_AT + 4, length)));
  return found && Number(found[1]);
}

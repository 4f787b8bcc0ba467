/** Whether a text stands for no value. @param marks - texts that do, beside the empty one and the blank ones */
export function isMissing(text: string, marks: readonly string[]): boolean {
  const written = text.trim();
  return written === '' || (marks.length > 0 && (marks.includes(written) || marks.includes(text)));
}

/** Hands a file to the reader. @param parts - of its contents, one after the other */
export function download(name: string, type: string, ...parts: BlobPart[]): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the file only after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

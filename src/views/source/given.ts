/** Files that come to the page by themselves: dropped on it, or pasted into it. */

export interface GivenOptions {
  /** Name of what was pasted as text. */
  pasted: string;
  dragging: (dragging: boolean) => void;
  given: (file: File) => void;
}

/** Whether a text can be rows of a table: several lines, of which the first is parted. */
const isTable = (text: string): boolean => /^[^\n]*[\t,;|][^\n]*\r?\n\s*\S/.test(text);

/** Whether the reader writes there. */
const isEntry = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Listens until the returned function is called. */
export function givenFiles({ pasted, dragging, given }: GivenOptions): () => void {
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault(); // else the browser would leave the page for the file
    dragging(true);
  };
  const leave = (event: DragEvent): void => {
    // Between two elements of the page it only goes on.
    if (event.relatedTarget === null) dragging(false);
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    dragging(false);
    const [file] = Array.from(event.dataTransfer?.files ?? []);
    if (file) given(file);
  };
  const paste = ({ clipboardData, target }: ClipboardEvent): void => {
    if (!clipboardData || isEntry(target)) return;
    const [file] = Array.from(clipboardData.files);
    const text = clipboardData.getData('text/plain');
    // A spreadsheet's cells come with a picture of them: the text first.
    if (isTable(text)) given(new File([text], pasted, { type: 'text/plain' }));
    else if (file) given(file);
  };
  const ending = new AbortController();
  const { signal } = ending;
  addEventListener('dragover', over, { signal });
  addEventListener('dragleave', leave, { signal });
  addEventListener('drop', drop, { signal });
  addEventListener('paste', paste, { signal });
  return () => {
    ending.abort();
  };
}

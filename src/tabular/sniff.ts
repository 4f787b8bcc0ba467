/** What a file is, by its first bytes: its name says little. */

/**
 * Why a file is no table of text. Words in the catalogue under `errors.table.<code>`; `format` is a proper name and
 * is shown as it stands.
 */
export type ForeignFile =
  /** Nothing in it, or only white space. */
  | { code: 'empty' }
  /** To be exported as CSV by what wrote it. */
  | { code: 'image' | 'document' | 'spreadsheet' | 'columnar' | 'database'; format: string }
  /** To be unpacked first. */
  | { code: 'archive'; format: string }
  /** Text, but no table: to be turned into one. */
  | { code: 'json' | 'markup' | 'libsvm' | 'feasign'; format: string }
  /** Text in another encoding than UTF-8: to be saved anew. */
  | { code: 'encoding'; format: string }
  /** Something else that is no text. */
  | { code: 'binary' };

type Format = Exclude<ForeignFile, { code: 'empty' | 'binary' }>;

/** How files begin, as Latin-1. Zip is looked into apart. */
const BEGINNINGS: readonly (readonly [string, Format['code'], string])[] = [
  ['\x89PNG\r\n\x1a\n', 'image', 'PNG'],
  ['\xff\xd8\xff', 'image', 'JPEG'],
  ['GIF8', 'image', 'GIF'],
  ['%PDF-', 'document', 'PDF'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'spreadsheet', 'XLS'],
  ['PAR1', 'columnar', 'Parquet'],
  ['ARROW1', 'columnar', 'Arrow'],
  ['FEA1', 'columnar', 'Feather'],
  ['ORC', 'columnar', 'ORC'],
  ['Obj\x01', 'columnar', 'Avro'],
  ['\x89HDF\r\n\x1a\n', 'columnar', 'HDF5'],
  ['\x93NUMPY', 'columnar', 'NumPy'],
  ['\x80\x02', 'columnar', 'pickle'],
  ['\x80\x03', 'columnar', 'pickle'],
  ['\x80\x04\x95', 'columnar', 'pickle'],
  ['\x80\x05\x95', 'columnar', 'pickle'],
  ['SQLite format 3\0', 'database', 'SQLite'],
  ['\x1f\x8b', 'archive', 'gzip'],
  ['BZh', 'archive', 'bzip2'],
  ['\xfd7zXZ\0', 'archive', 'xz'],
  ['\x28\xb5\x2f\xfd', 'archive', 'Zstandard'],
  ["7z\xbc\xaf'\x1c", 'archive', '7z'],
  ['Rar!\x1a\x07', 'archive', 'RAR'],
  ['\xff\xfe', 'encoding', 'UTF-16'],
  ['\xfe\xff', 'encoding', 'UTF-16'],
];

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

function zipped(head: string): Format {
  // Names of the files inside stand uncompressed before them.
  if (/xl\/|\[Content_Types\]\.xml/.test(head)) return { code: 'spreadsheet', format: 'XLSX' };
  if (head.includes('opendocument.spreadsheet')) return { code: 'spreadsheet', format: 'ODS' };
  return { code: 'archive', format: 'ZIP' };
}

/** UTF-16 without a byte order mark: every other byte of plain letters is zero. */
function looksLikeUtf16(head: Uint8Array): boolean {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]++;
  const most = Math.max(...zeros);
  return most > head.length / 4 && Math.min(...zeros) < most / 10;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const LIBSVM = new RegExp(String.raw`^${NUMBER}(?:[ \t]+qid:\d+)?(?:[ \t]+\d+:${NUMBER})+[ \t]*(?:#.*)?$`);
/**
 * Numbers first (an id, show, click, a label), then at least two of slot:feasign or feasign:slot, of which the one is
 * a name or a number.
 */
const FEASIGN = /^(?:[\w.-]+[ \t]+)*(?:[A-Za-z_]\w*:[-+.\d]+|\d+:[-+.\d]+)(?:[ \t]+\w+:[-+.\w]+)+[ \t]*$/;

/** Whether the indices of a line of LibSVM rise, as the format demands; where they do not they are something else's. */
function rising(line: string): boolean {
  const indices = [...line.matchAll(/(?:^|\s)(\d+):/g)].map((match) => Number(match[1]));
  return indices.every((index, i) => i === 0 || index > indices[i - 1]);
}

/** Text that stands for a table in another notation than one row a line and cells between delimiters. */
function otherNotation(text: string): ForeignFile | null {
  const start = text.trimStart();
  if (/^(?:\{\s*(?:["}]|$)|\[\s*(?:[[{"\]\d-]|$))/.test(start)) return { code: 'json', format: 'JSON' };
  if (/^<(?:!doctype|html|\?xml|table|svg)/i.test(start)) return { code: 'markup', format: 'HTML' };
  const lines = start
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(0, 5);
  if (lines.every((line) => LIBSVM.test(line) && rising(line))) return { code: 'libsvm', format: 'LibSVM' };
  if (lines.every((line) => FEASIGN.test(line))) return { code: 'feasign', format: 'slot:feasign' };
  return null;
}

/** The beginning as text, or null where it is no UTF-8: a character cut off at the end is none of its faults. */
function utf8(head: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return null;
  }
}

/**
 * What a file is.
 * @param bytes - its beginning: some kilobytes, or all of a shorter one
 * @returns null for what may be a table of text (UTF-8, with or without a byte order mark), else what it is instead
 */
export function sniff(bytes: Uint8Array): ForeignFile | null {
  const head = bytes.subarray(0, 1 << 16);
  const begin = latin1(head.subarray(0, 4096));
  if (begin.startsWith('PK\x03\x04')) return zipped(latin1(head.subarray(0, 8192)));
  const known = BEGINNINGS.find(([magic]) => begin.startsWith(magic));
  // Short magic words of letters could be a column's name: what follows them is text then.
  const [magic, code, format] = known ?? ['', 'image', ''];
  if (known && (/[^ -~]/.test(magic) || !isText(head) || magic.startsWith('%PDF'))) return { code, format };
  if (head.includes(0)) return looksLikeUtf16(head) ? { code: 'encoding', format: 'UTF-16' } : { code: 'binary' };
  const text = utf8(head);
  // Bytes of control in it are no one's letters.
  if (text === null) return isText(head) ? { code: 'encoding', format: 'Latin-1, GBK, …' } : { code: 'binary' };
  if (text.trim() === '') return { code: 'empty' };
  return isText(head) ? otherNotation(text) : { code: 'binary' };
}

/** Whether no byte is a control character other than the white space of texts. */
function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
}

/** Files that are no tables, each by the bytes that its format begins with. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniff } from './sniff.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );
const padding = [0, 0, 0, 13, 1, 2, 200, 255];

describe('what is no table', () => {
  it.each<[string, Uint8Array, object]>([
    ['an empty file', bytes(), { code: 'empty' }],
    ['white space', text('\n \r\n\t\n'), { code: 'empty' }],
    ['only a byte order mark', text('\ufeff'), { code: 'empty' }],
    ['PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n', padding), { code: 'image', format: 'PNG' }],
    ['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], padding), { code: 'image', format: 'JPEG' }],
    ['GIF', bytes('GIF89a', padding), { code: 'image', format: 'GIF' }],
    ['PDF', bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3]), { code: 'document', format: 'PDF' }],
    [
      'PDF of plain letters',
      text('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'),
      { code: 'document', format: 'PDF' },
    ],
    ['parquet', bytes('PAR1', [21, 4, 21], padding), { code: 'columnar', format: 'Parquet' }],
    ['feather', bytes('ARROW1', [0, 0], padding), { code: 'columnar', format: 'Arrow' }],
    ['pickle', bytes([0x80, 4, 0x95], padding), { code: 'columnar', format: 'pickle' }],
    [
      'xlsx',
      bytes('PK', [3, 4, 20, 0], padding, '[Content_Types].xml', padding),
      { code: 'spreadsheet', format: 'XLSX' },
    ],
    [
      'ods',
      bytes('PK', [3, 4, 20, 0], 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet'),
      { code: 'spreadsheet', format: 'ODS' },
    ],
    ['xls', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], padding), { code: 'spreadsheet', format: 'XLS' }],
    ['zip', bytes('PK', [3, 4, 20, 0], padding, 'log.csv', padding), { code: 'archive', format: 'ZIP' }],
    ['gzip', gzipSync('a,b\n1,2\n'), { code: 'archive', format: 'gzip' }],
    ['bzip2', bytes('BZh91AY&SY', padding), { code: 'archive', format: 'bzip2' }],
    ['SQLite', bytes('SQLite format 3', [0, 16, 0]), { code: 'database', format: 'SQLite' }],
    ['JSON', text('{"rows": [1, 2]}'), { code: 'json', format: 'JSON' }],
    ['JSON of lists', text('[\n  {"click": 1}\n]'), { code: 'json', format: 'JSON' }],
    ['JSON lines', text('{"click": 1}\n{"click": 0}\n'), { code: 'json', format: 'JSON' }],
    ['HTML', text('<!DOCTYPE html><table></table>'), { code: 'markup', format: 'HTML' }],
    ['libsvm', text('1 3:0.5 7:1 12:-2e-3\n-1 1:1 2:0.25\n'), { code: 'libsvm', format: 'LibSVM' }],
    ['libsvm with queries', text('2 qid:1 1:0.5 2:3 # doc\n0 qid:1 1:1 2:.1\n'), { code: 'libsvm', format: 'LibSVM' }],
    [
      'slot:feasign',
      text('1 0 101:88123 101:9912 205:17\n1 1 101:3 104:5\n'),
      { code: 'feasign', format: 'slot:feasign' },
    ],
    [
      'slot:feasign, a label before it',
      text('1 205:17 101:88123\n0 104:5 101:3\n'),
      { code: 'feasign', format: 'slot:feasign' },
    ],
    [
      'slots by name',
      text('click:0 dense_feature:0.05 1:715353 2:817085\nclick:1 dense_feature:0.1 1:2 2:5\n'),
      { code: 'feasign', format: 'slot:feasign' },
    ],
    ['UTF-16 LE', bytes([0xff, 0xfe], 'a', [0], ',', [0], 'b', [0]), { code: 'encoding', format: 'UTF-16' }],
    ['UTF-16 BE', bytes([0xfe, 0xff, 0], 'a', [0], ','), { code: 'encoding', format: 'UTF-16' }],
    [
      'UTF-16 without a mark',
      bytes(...Array.from('a,b\r\n1,2\r\n', (c) => c + '\0')),
      { code: 'encoding', format: 'UTF-16' },
    ],
    ['Latin-1', bytes('name,city\nJos', [0xe9], ',K', [0xf6], 'ln\n'), { code: 'encoding', format: 'Latin-1, GBK, …' }],
    ['anything else', bytes([7, 3, 0, 0, 255, 1, 2, 3, 4, 5, 99]), { code: 'binary' }],
    ['control characters', bytes('ab', [1, 2, 3], 'cd'), { code: 'binary' }],
  ])('%s', (_name, content, found) => {
    expect(sniff(content)).toEqual(found);
  });
});

describe('what may be a table', () => {
  it.each([
    ['comma', 'a,b\n1,2\n'],
    ['a byte order mark', '\ufeffa,b\r\n1,2\r\n'],
    ['tab, RecBole’s types', 'user_id:token\titem_id:token\trating:float\n1\t2\t3\n'],
    ['other letters', '点击,设备\n1,手机\n'],
    ['names that are magic words of binary formats', 'ORC,GIF8\n1,2\n'],
    ['times of day', 'start end\n12:30 13:45\n'],
    ['brackets', '[id],x\n1,2\n'],
    ['one line', 'click,age'],
  ])('%s', (_name, content) => {
    expect(sniff(text(content))).toBeNull();
  });

  it('a character that the beginning cuts in two is no fault', () => {
    const content = text('é'.repeat(40_000));
    expect(sniff(content)).toBeNull();
    expect(sniff(content.subarray(0, 101))).toBeNull();
  });
});

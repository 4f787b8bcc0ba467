/** For tests: reads XML as a strict reader does, or says why it is none. */

export interface XmlElement {
  tag: string;
  at: Record<string, string>;
  inside: (XmlElement | string)[];
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @throws where an entity is none, or an ampersand or a tag's beginning stands for itself */
function unescaped(text: string): string {
  if (text.includes('<')) throw new Error(`a tag inside of a text: ${text}`);

  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw new Error('a letter that XML forbids');
  return text.replace(/&(?:#(\d+)|(\w+));|&/g, (whole, code: string | undefined, name: string | undefined) => {
    if (code !== undefined) return String.fromCodePoint(Number(code));
    const found = name === undefined ? undefined : NAMED[name];
    if (found === undefined) throw new Error(`no entity: ${whole}`);
    return found;
  });
}

function attributesIn(text: string): Record<string, string> {
  const at: Record<string, string> = {};
  const rest = text.replace(/\s+([\w:-]+)="([^"]*)"/g, (_, name: string, value: string) => {
    if (name in at) throw new Error(`twice: ${name}`);
    at[name] = unescaped(value);
    return '';
  });
  if (rest.trim() !== '') throw new Error(`no attribute: ${rest}`);
  return at;
}

/** @returns the one element of a document; @throws where it is not well-formed */
export function xmlOf(text: string): XmlElement {
  const whole: XmlElement = { tag: '', at: {}, inside: [] };
  const open = [whole];
  const body = text.replace(/^<\?xml [^>]*\?>\s*/, '');
  for (const [, words, close, tag, attributes, ends] of body.matchAll(
    /([^<]*)(?:<(?:\/([\w:-]+)|([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?))>|$)/g,
  )) {
    const around = open[open.length - 1];
    if (words !== '') around.inside.push(unescaped(words));
    if (tag as string | undefined) {
      const element = { tag, at: attributesIn(attributes), inside: [] };
      around.inside.push(element);
      if (!ends) open.push(element);
    } else if (close as string | undefined) {
      if (open.pop()?.tag !== close) throw new Error(`closes what is not open: ${close}`);
    }
  }
  const [root] = whole.inside.filter((part) => typeof part !== 'string');
  if (open.length !== 1 || whole.inside.filter((part) => typeof part !== 'string').length !== 1)
    throw new Error('not one element');
  return root;
}

/** Everything of a tag, wherever it is. */
export const allOf = ({ inside }: XmlElement, tag: string): XmlElement[] =>
  inside.flatMap((part) =>
    typeof part === 'string' ? [] : [...(part.tag === tag ? [part] : []), ...allOf(part, tag)],
  );

/** The words in an element. */
export const textOf = ({ inside }: XmlElement): string =>
  inside.map((part) => (typeof part === 'string' ? part : textOf(part))).join('');

/**
 * Blanks in Chinese: none beside full-width punctuation, none between two characters. A sentence cannot know what is filled into it
 * ("已改用 10%", "已改用逐样本"), nor which sentence follows it. Words in Latin letters are left as they are.
 */
const PUNCTUATION = '\\u3001-\\u3011\\uff01-\\uff60';
const CHARACTER = '\\u3400-\\u9fff';
const BLANKS = new RegExp(
  `(?<=[${PUNCTUATION}]) +| +(?=[${PUNCTUATION}])|(?<=[${CHARACTER}]) +(?=[${CHARACTER}])`,
  'gu',
);

const withoutBlanks = (text: string): string => text.replace(BLANKS, '');

/** For i18next: whatever the catalogue says, after its values are filled in. */
export const BLANKS_OF_SENTENCES = { type: 'postProcessor', name: 'blanks', process: withoutBlanks } as const;

/** The frame of a page that another one shows. */
export default {
  whole: 'Open the whole page in a new tab',
  back: 'Back to {{chapter}}',
  blocked: 'No tab could be opened from inside this page. Copy the link:',
} as const;

/** Sharing: a link with its code to scan, and what another page needs to show a picture of this one. */
export default {
  copy: 'Copy',
  copied: 'Copied',
  byHand: 'The browser does not let this page copy. It is selected: copy it by hand.',
  close: 'Close',
  start: {
    label: 'Opens',
    beginning: 'at its beginning',
    trained: 'trained to step {{step}}',
    lesson: 'at this step of the lesson',
  },
  code: {
    title: 'Link and QR code',
    alt: 'QR code of the link below',
    link: 'The link, as short as it can be',
    length_one: '{{count}} character.',
    length_other: '{{count}} characters.',
    packed:
      'The settings are packed into it, letters and digits that only this page can read. The long link says the same in {{long}} characters.',
    honest:
      'The whole run is in the link; nothing is stored anywhere. A run with many settings of its own has a longer link, and a finer code.',
    fine: 'This code has {{size}} × {{size}} squares: from the last rows of a hall, few cameras read it. Show it large, or give the link by other ways.',
    tooLong:
      'The link has {{count}} characters, more than a QR code holds. Copy it, or save the run to a file and give that.',
    save: 'Code as SVG',
    give: 'Share…',
  },
  settings: {
    title: 'Settings as text',
    text: 'All settings of this run, as JSON',
    hint: 'Saved in a file whose name ends in .json, they are opened again by “Open a run or settings from a file”.',
  },
  embed: {
    title: 'Embed in a page',
    what: 'Shows',
    chapter: 'the whole chapter “{{chapter}}”',
    controls: 'Buttons to start, pause and reset',
    play: 'Starts by itself',
    language: 'Always in English',
    theme: 'Colours',
    themes: { viewer: 'as each viewer has them', light: 'light', dark: 'dark' },
    snippet: 'HTML for the page',
    address: 'Or its address alone, for tools that ask for one',
    try: 'Try it in a new tab',
    messages: 'Messages to and from it',
    messagesText:
      'The page around it hears how the run goes, and can start, pause, reset or step it. Other messages are ignored.',
  },
} as const;

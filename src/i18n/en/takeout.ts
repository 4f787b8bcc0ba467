/** What is taken out of the page: pictures, numbers, settings, reports; fetched with the first of them. */
export default {
  source: {
    app: '{{app}} · {{chapter}}',
    step: 'step {{step}}',
    here: 'Computed on this machine.',
    hereWith: 'Computed on this machine with {{engine}}.',
    /** `made` says when, from which commit, on what and by which command. */
    stored: 'Stored results. {{made}}',
    data: 'Data: {{source}}. Seeds: data {{data}}, initial weights {{init}}, dropout {{dropout}}, batch order {{batch}}.',
    claims: 'Figures marked as the paper’s are its claims; they were not measured here.',
    longLink: 'The link to these settings is too long to be printed; it is in the description of this picture.',
  },
  readme: {
    what: 'Each card of the chapter as it was on screen: its picture as SVG (any size) and PNG (two pixels to one of the page), its numbers as CSV (UTF-8).',
    settings: 'settings.json: every setting by its path; the share menu of the page opens it again.',
    link: 'link.txt: opens the same run, trained to the same step.',
    without: 'Without files, because nothing was drawn there and it had no numbers:',
  },
  report: {
    title: '{{app}}: report on {{chapter}}',
    story: 'What happened in this run',
    predictions: 'Predicted in the lesson, and what came out on this machine',
    settings: 'Settings that differ from those the page opens with',
    usual: 'None: these are the settings the page opens with.',
    changes: 'Changed while the run trained',
    sources: 'Where this comes from',
    numbers: 'Numbers',
    link: 'Link to this run',
  },
  problem: {
    empty:
      'This picture is not drawn yet: wait until the card shows it, then take it out again. Nothing has been lost.',
    large:
      'This picture is too large for a PNG in this browser. Take it out as SVG, which has no size, or make the window narrower.',
    painted: 'The browser could not paint this picture as PNG. Take it out as SVG; nothing has been lost.',
    settings: '“{{name}}” is no file of settings that this page can read. The present run stays.',
    table: 'This card has no numbers yet.',
    download: 'The browser did not take the file. Allow downloads for this page and try again; nothing has been lost.',
  },
};

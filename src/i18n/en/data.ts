/** The page about the data. */
export default {
  waits: 'The log is being made.',
  query: {
    name: 'Items of a query',
    title: 'Shown on a {{device}}: {{clicks}} of {{items}} items clicked, {{expected}} expected',
    titleAlone: '{{clicks}} of {{items}} impressions clicked, {{expected}} expected',
    subtitle: {
      query:
        '[[heldOut|Held-out]] items in the order in which they were shown. [[relevance|Relevance]]: probability of a click by the item alone; at its position: with [[positionBias|position bias]], the truth. Like: its true probability, wherever the item stands. Framed: the highest of the list. Choose an item to unfold it.',
      alone:
        '[[heldOut|Held-out]] [[impression|impressions]], each of a query of its own. [[relevance|Relevance]]: probability of a click by the item alone; beside it the truth, with position bias where the log has positions. Like: its true probability. Choose one to unfold it.',
    },
    pick: { query: 'Query', alone: 'Impressions' },
    choice: '{{number}}: {{device}}',
    choiceAlone: '{{first}} to {{last}}',
    note: {
      all: 'Words in grey: not clicked, but known. This log keeps watch time, like and rating of every impression, as no real log does (setting “Labels observed on”). A ring marks the impression that “Gates” follows.',
      clicked:
        'As in a real log, watch time, like and rating are known of clicked items only. A ring marks the impression that “Gates” follows.',
    },
  },
  item: {
    place: 'position',
    number: 'item',
    done: 'what the user did',
    like: 'like, the truth',
    relevance: 'relevance',
    /** Read after the highest number of a query. */
    most: ', the highest of the list',
    /** Heads of numbers where the rows have no position of their own. */
    count: 'no.',
    truth: { placed: 'at its position', alone: 'the truth' },
    /** A model before its first step. */
    untrained: '{{model}}, untrained',
    follow: 'Follow this impression through the model',
  },
  /** What was done, short; beside a mark in the task’s colour. */
  done: {
    click: { yes: 'clicked', no: 'not clicked' },
    watchTime: { above: 'watched long', near: 'watched as usual', below: 'watched briefly' },
    like: { yes: 'liked', no: 'not liked' },
    rating: { above: 'rated high', near: 'rated average', below: 'rated low' },
    unknown: '{{task}} unknown',
  },
  placed: {
    none: 'This log has no positions: every impression stands alone, and nothing ranked it.',
    ranked:
      'The site had {{candidates}} candidates, ranked them by a score and showed the best nine; this one came to position {{place}}.',
    quantile:
      'This log has one candidate a query: the better its score among all candidates, the higher of {{places}} positions it gets.',
    shares:
      'What makes that score: {{relevance}} relevance for a click, {{other}} a property of the item that no task cares about (misalignment), {{chance}} chance (shares of its variance).',
    by: 'What makes that score: relevance for a click, a property of the item that no task cares about (misalignment), and chance.',
    rank: 'By relevance alone it would be number {{rank}} of these {{items}}.',
  },
  features: {
    query: 'Features of the query',
    item: 'Features of the item',
    one: 'feature {{number}}',
    note: 'Synthetic standard normal numbers. They stand for what a real system knows of the viewer (the query) and of the video (the item); no single one means anything.',
  },
  log: {
    name: 'The whole log',
    subtitle: 'What the models train on; held-out numbers are measured on other queries of the same site.',
    size: '{{rows}} impressions of {{queries}} queries',
    train: 'Training log',
    heldOut: 'Held out',
    devices: 'Devices',
    clicked: 'Clicked (CTR)',
    ends: 'CTR by position',
    endsValue: '{{first}} at the first, {{last}} at the ninth',
    known: 'Watch time, like, rating known',
    knownOf: { all: 'of all {{rows}} impressions', clicked: 'of the {{rows}} clicked ones' },
    deviations: {
      above: '{{mean}} standard deviations above the mean of all candidates',
      below: '{{mean}} standard deviations below the mean of all candidates',
      none: 'the same as the mean of all candidates',
    },
    watched: 'Mean watch time',
    liked: 'Liked',
    rated: 'Mean rating',
  },
  /** Of a table. */
  table: {
    unknown: 'not observed',
    binary: { yes: '1', no: '0' },
    cell: { missing: 'missing', other: 'another value' },
    row: {
      name: 'A row of the table',
      title: 'Held-out row {{number}} of the first {{of}}',
      subtitle:
        'Labels in the units of their columns; beside them what the shown model predicts now: of a task that is 0 or 1 the probability of 1. [[heldOut|Held-out]] rows are never trained on.',
      previous: 'Previous row',
      next: 'Next row',
      tasks: 'Labels and predictions of the row',
      task: 'task',
      label: 'label',
      position: 'position',
      device: 'device',
      columns: 'What the model reads of it',
      columnsNote:
        'A number is read as its distance from the mean in standard deviations, a category as a 1 at its value. “Another value”: one without an input of its own.',
      follow: 'Follow this row through the model',
    },
    log: {
      title: 'The rows of {{name}}',
      subtitle: 'What the models train on; held-out numbers are measured on other rows.',
      train: 'Training rows',
      heldOut: 'Held-out rows',
      by: 'Held out by',
      split: {
        column: 'the column split',
        time: 'time: the last rows',
        query: 'whole queries, drawn at random',
        random: 'chance, row by row',
      },
      inputs: 'Inputs',
      rate: '{{rate}} are 1',
      mean: 'mean {{mean}}',
      ofAll: '{{value}}; known of every training row',
      ofSome: '{{value}}; known of {{rows}} training rows',
      none: 'known of no training row',
    },
  },
} as const;

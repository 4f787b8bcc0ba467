/** One impression in words: in the Gates chapter and among the data. */
export default {
  on: { phone: 'On a phone', desktop: 'On a desktop', tv: 'On a TV' },
  ordinal: {
    1: 'first',
    2: 'second',
    3: 'third',
    4: 'fourth',
    5: 'fifth',
    6: 'sixth',
    7: 'seventh',
    8: 'eighth',
    9: 'ninth',
  },
  place: {
    listed: '{{on}}, {{ordinal}} of nine.',
    placed: '{{on}}, in the {{ordinal}} of nine places.',
    none: '{{on}}; where it stood was not logged.',
  },
  done: {
    clicked: 'Clicked, {{watched}}, {{liked}}, {{rated}}.',
    clickedOnly: 'Clicked; nothing else is known.',
    /** The log holds what else would have happened, too. */
    allTheSame: 'Not clicked; this log knows all the same: {{watched}}, {{liked}}, {{rated}}.',
    unknown: 'Not clicked, so watch time, like and rating are not known.',
  },
  watched: {
    above: 'watched longer than usual',
    near: 'watched about as long as usual',
    below: 'watched shorter than usual',
  },
  liked: { yes: 'liked', no: 'not liked' },
  rated: { above: 'rated above average', near: 'rated about average', below: 'rated below average' },
  /** A row of a table. */
  table: {
    one: '{{task}} {{value}}',
    yes: 'yes',
    no: 'no',
    unknown: 'unknown',
    position: 'Position {{position}}.',
    labels: 'In the table: {{list}}.',
    trained: '{{model}}: {{list}}.',
    untrained: '{{model}}, not trained yet: {{list}}.',
    gone: 'What the model said at this step was not kept.',
  },
  model: { lettered: 'Model {{letter}}', one: 'The model' },
  said: {
    trained: '{{model}}: {{click}} click; the truth: {{truth}}.',
    untrained: '{{model}}, not trained yet: {{click}} click; the truth: {{truth}}.',
    blind: '{{model}}, which does not look at the place: {{click}} click; the truth at this place: {{truth}}.',
    gone: 'What the model said at this step was not kept; the truth: {{truth}} click.',
  },
} as const;

/** The chapter on serving: from four predictions to a ranked list. */
export default {
  waits: 'A list stands here as soon as the model’s first state is known.',
  failed: 'The candidates could not be scored: {{reason}}.',
  noReason: 'the program that scores them did not arrive',
  again: 'Try again',
  /** Where the run is on a table. */
  table: {
    title: 'A table has no candidates to rank',
    platform: 'Train this model on the synthetic platform and serve it there',
  },
  /** Made-up names: 32 first and 32 second words, each list in one text. */
  names: {
    whole: '{{first}} {{second}}',
    first:
      'Amber|Blue|Copper|Distant|Early|Frosty|Gentle|Hidden|Ivory|Jade|Kind|Lunar|Misty|Northern|Olive|Paper|Quiet|Rusty|Silver|Tidal|Umber|Velvet|Windy|Woven|Golden|Little|Crimson|Empty|Lost|Other|Sunny|Wooden',
    second:
      'Kettle|Harbour|Ladder|Orchard|Lantern|Bridge|Window|Garden|Compass|Meadow|Station|Violin|Feather|Market|Island|Carousel|Teapot|Mountain|Bicycle|Library|Umbrella|Lighthouse|River|Balcony|Clock|Kite|Staircase|Postcard|Piano|Forest|Puddle|Suitcase',
  },
  /** Words for features, in their order, high and low. */
  traits: {
    item: {
      high: 'lively|long|new|funny|loud|outdoors|colourful|detailed|local|sung',
      low: 'calm|short|old|serious|quiet|indoors|plain|simple|foreign|spoken',
    },
    user: {
      high: 'in a hurry|new here|at home|in the evening|on a workday|searching',
      low: 'with time to spare|a regular|out and about|in the morning|at the weekend|browsing',
    },
    more: { high: 'feature {{number}} high', low: 'feature {{number}} low' },
  },
  item: {
    value: '{{task}} {{value}}',
    /** The whole candidate for those who hear the list. */
    label: '{{place}}, {{name}}: {{values}}; score {{score}}',
    unranked: '{{name}}: {{values}}',
    withTruth: '{{values}}; the truth: {{truth}}',
  },
  column: {
    place: 'Place',
    item: 'Item',
    number: 'Number in the query',
    predicted: '{{task}}, predicted',
    true: '{{task}}, true',
    score: 'Score',
    bestPlace: 'Place by the truth',
    policy: 'Position that the logging policy would give',
  },
  list: {
    name: 'One query, ranked',
    title: {
      trained: '“{{name}}” comes first; {{count}} of the {{shown}} shown belong to the truly best {{shown}}',
      untrained:
        'Not trained yet, so this is the order of random weights: {{count}} of the {{shown}} shown belong to the truly best {{shown}}',
      diverged:
        'The run has diverged; in its last state in order, {{count}} of the {{shown}} shown belonged to the truly best {{shown}}',
    },
    unranked: 'All four weights are 0: every candidate has the same score, so the list is not ranked',
    alike: 'The model predicts the same of every candidate: their order means nothing',
    subtitle:
      'Each [[candidate]] is scored on its own from four predictions ([[pointWise|point-wise ranking]]); the [[combinedScore|combined score]] orders them and the first nine are shown. Names and traits are made up from the features, so that the list can be read: no model sees them.',
    query: 'Query {{number}}: {{device}}, {{traits}}',
    queryPlain: 'Query {{number}}: {{device}}',
    on: { phone: 'a user on a phone', desktop: 'a user on a desktop', tv: 'a user at a TV' },
    pick: 'Query',
    previous: 'Previous query',
    next: 'Next query',
    candidates: 'Candidates',
    count: { own: '{{count}}, as logged', other: '{{count}}' },
    truth: 'show what is true',
    label: 'Candidates in the order of their score',
    labelUnranked: 'Candidates, not ranked',
    cut: 'shown above, not shown below',
    best: 'By the truth',
    bestHint: 'The nine best if every prediction were true, with the same weights; behind each its place in the list.',
    claim:
      'In the paper (its claim): ranking is point-wise because that is simple to serve and scales with the number of candidates (section 4); the final score is a weighted multiplication of the predictions, its weights tuned by hand between engagement and satisfaction (section 4.2).',
  },
  score: {
    name: 'Combined score',
    form: 'Form',
    product: 'product',
    sum: 'sum',
    weights: 'Weights',
    weight: 'Weight of {{task}}',
    reset: 'All to 1',
    /** What a page earns with these weights. */
    earns: {
      waits: 'What a page earns is being computed.',
      alone: 'A page then earns {{clicks}} clicks and {{likes}} likes.',
      beside:
        'A page then earns {{clicks}} clicks ({{byClicks}}) and {{likes}} likes ({{byLikes}}); in brackets, beside all weights at 1.',
    },
    /** How the regressions enter. */
    note: {
      product:
        'Click and like enter as probabilities, watch time and rating as e to the prediction: a product needs factors above 0.',
      sum: 'Click and like enter as probabilities, watch time and rating as standardised predictions.',
    },
  },
  position: { name: 'Position told', missing: 'missing', first: '1 for everybody', logged: 'as logged' },
  why: {
    name: 'Why an item stands there',
    waits: 'Choose an item in the list to see why it stands where it stands.',
    title: {
      both: '“{{name}}” is number {{place}} of {{of}}: {{most}} lifts it most, {{least}} holds it back most',
      lifts: '“{{name}}” is number {{place}} of {{of}}: {{most}} lifts it most, nothing holds it back',
      holds: '“{{name}}” is number {{place}} of {{of}}: {{least}} holds it back most, nothing lifts it',
      neither: '“{{name}}” is number {{place}} of {{of}}: it is an average candidate in everything that counts',
    },
    unranked: '“{{name}}”: without any weight there is no place to explain',
    subtitle:
      'What each task adds to its score beyond an average candidate of this query: weight times difference. The bars sum to its score less the average one.',
    first: 'It is the first: no weight can move it up.',
    never: 'No single weight between 0 and {{most}} moves it up.',
    up: {
      more: 'It moves up as soon as the weight of {{task}} goes from {{from}} beyond {{to}}: the smallest change of one weight that does it.',
      less: 'It moves up as soon as the weight of {{task}} goes from {{from}} below {{to}}: the smallest change of one weight that does it.',
    },
    try: 'Set the weight so',
    column: {
      task: 'Task',
      predicted: 'Predicted',
      true: 'True',
      weight: 'Weight',
      share: 'Adds',
      experts: 'Its experts',
    },
    expert: 'expert {{number}}: {{weight}}',
    bottom: 'one shared bottom',
    shallow: 'The [[shallowTower|shallow tower]] adds {{value}} to its click logit for the position told.',
  },
  trade: {
    name: 'Engagement against satisfaction',
    title:
      'Your weights: {{clicks}} clicks and {{likes}} likes a page; by the truth {{bestClicks}} and {{bestLikes}}, at random {{randomClicks}} and {{randomLikes}}',
    unranked: 'All four weights are 0: nothing is ranked, so there is nothing to trade off',
    subtitle:
      'Expected clicks and likes of the nine shown, computed from the [[world|known truth]], [[positionBias|position bias]] included, over {{queries}} fresh queries of {{candidates}} candidates. Along a curve the weights go from all [[engagement]] to all [[satisfaction]], your proportions inside each group kept ([[tradeOff|trade-off]]).',
    waits: 'Computed as soon as the model’s first state is known.',
    alt: 'Expected likes against expected clicks of a page: the model’s curve, the truth’s, random, and your weights',
    clicks: 'clicks a page',
    likes: 'likes a page',
    engagement: 'all engagement',
    satisfaction: 'all satisfaction',
    line: {
      mine: 'your weights',
      curve: 'the model',
      truth: 'the truth',
      oracle: 'the truth at your weights',
      random: 'random',
    },
    row: { mine: 'The model', predicted: 'What it expects itself', oracle: 'The truth', random: 'Random' },
    column: {
      who: 'Ranked by',
      clicks: 'Clicks',
      likes: 'Likes',
      captured: 'Of the gain over random',
      share: 'Share of satisfaction in the weights',
      bestClicks: 'Clicks, by the truth',
      bestLikes: 'Likes, by the truth',
    },
    over: 'Brackets: 95% intervals over queries. The model expects more of its nine than comes true: what is chosen for a high prediction is on average predicted too high.',
    note: 'Brackets: 95% intervals over queries. What the model itself expects is predicted with the position told; missing stands for an average place.',
  },
  positions: {
    name: 'The position told at serving',
    title:
      'Told position 1 for everybody, {{first}} of nine items are others and clicks a page change by {{firstClicks}}; told the logged position, {{logged}} and {{loggedClicks}}',
    blind: 'This model does not read the position: whatever it is told, it ranks the same',
    none: 'This world has no positions: there is nothing to tell the model',
    unranked: 'All four weights are 0: nothing is ranked',
    subtitle:
      'At [[serving]] no position is known yet, so it is told as [[missing]] (paper, section 4.4). A wrong one is easily told instead: 1 for everybody, or the position at which the [[loggingPolicy|logging policy]] would have shown it. The switch above the list does it.',
    column: {
      told: 'Position told',
      clicks: 'Clicks a page',
      likes: 'Likes a page',
      change: 'Clicks more than with missing',
      replaced: 'Items replaced, of nine',
    },
    note: 'Over {{queries}} queries, at your weights; brackets: 95% intervals, of the change paired by query.',
  },
  cost: {
    name: 'What serving costs',
    title:
      '{{candidates}} candidates take {{point}} point-wise on this device; pair-wise would take {{pair}}, list-wise {{list}}',
    waits: 'Measured as soon as the model’s first state is known',
    subtitle:
      '[[pointWise|Point-wise]]: every candidate once, {{multiplications}} multiplications each. [[pairWise|Pair-wise]]: every pair once, n(n − 1)/2. [[listWise|List-wise]]: place after place, every candidate that is left is scored with the list so far.',
    column: {
      candidates: 'Candidates',
      multiplications: 'Multiplications',
      time: 'Measured',
      each: 'Each',
      pair: 'Pair-wise',
      list: 'List-wise',
    },
    cell: '{{scorings}} scorings, {{time}}',
    milliseconds: '{{value}} ms',
    seconds: '{{value}} s',
    again: 'Measure again',
    note: 'Measured on one core of the processor, in a worker, the median of five goes; while a model trains beside it, it takes longer. Pair-wise and list-wise times are the measured time of a candidate times the number of scorings, and so at least that: what reads a pair or a list has more inputs. Trying all lists of nine among {{candidates}} would be 10^{{power}} of them.',
    claim:
      'In the paper (its claim): pair-wise and list-wise ranking can add diversity, but score pairs or lists several times; point-wise was chosen for its cost (section 4).',
  },
  diversity: {
    name: 'Diversity of the list',
    title: {
      less: 'The nine shown are {{percent}} more alike than nine at random',
      more: 'The nine shown are {{percent}} less alike than nine at random',
      same: 'The nine shown are as unlike each other as nine at random',
    },
    unranked: 'All four weights are 0: no nine are shown',
    subtitle:
      '[[diversity|Diversity]]: mean distance between the features of two of the nine. A [[pointWise|point-wise]] score does not look at the other items, so nothing keeps it from nine of a kind.',
    column: { who: 'Nine by', here: 'This query', mean: 'Mean of {{queries}} queries' },
  },
} as const;

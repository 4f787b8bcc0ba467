/** The chapter "Loop". */
export default {
  start: 'Send it round the loop',
  soFar: 'So far: {{round}} of {{rounds}} rounds',
  treatment: {
    none: 'no treatment',
    'input-feature': 'input feature',
    adversarial: 'adversarial loss',
    'shallow-tower': 'shallow tower',
  },
  interval: '{{mean}} [{{low}}, {{high}}]',
  setup: {
    start: 'Start',
    starts: {
      boost: 'aligned, then a standing boost',
      boostNone: 'aligned, nothing added',
      plain: 'misaligned, nothing added',
      plainBoost: 'misaligned, then a standing boost',
    },
    boost: 'Boost',
    boosts: '{{value}} σ of the score',
    randomness: 'Randomness of what is shown',
    rounds: 'Rounds',
    seeds: 'Seeds',
    training: 'Each round begins',
    warm: { cold: 'cold', warm: 'warm' },
    impressions: 'Impressions a round',
    steps: 'Steps a round',
    treatments: 'Treatments',
    about: {
      boost:
        'The first log is ranked by what users truly want. From then on each model ranks, and every score that is served gets {{boost}} σ of an irrelevant trait on top.',
      boostNone:
        'The first log is ranked by what users truly want. From then on each model ranks, and nothing is added.',
      plain:
        'The first log is ranked as much by an irrelevant trait as by what users truly want. From then on each model ranks by its own score, and nothing is added.',
      plainBoost:
        'The first log is ranked as much by an irrelevant trait as by what users truly want. From then on each model ranks, and every score that is served gets {{boost}} σ of that trait on top.',
    },
    chance: '{{percent}} of what ranks a page is chance.',
  },
  bar: {
    round: 'Round',
    of: '{{round}} of {{rounds}}',
    play: 'Play the rounds',
    pause: 'Pause',
    seed: 'Shown',
    mean_one: 'mean of {{count}} seed',
    mean_other: 'mean of {{count}} seeds',
    one: 'seed {{seed}}',
  },
  panel: {
    scoreBoostCorrelation: 'Score and irrelevant trait',
    scoreTruthCorrelation: 'Score and truth',
    servedLift: 'Clicks over no treatment',
    exposureGini: 'Concentration on the trait',
    biasRmse: 'Error of the learned bias',
  },
  note: {
    scoreBoostCorrelation: 'correlation; 0 is right',
    scoreTruthCorrelation: 'correlation; 1 is ideal',
    servedLift: 'expected clicks as served, %',
    exposureGini: 'Gini of exposure',
    biasRmse: 'logits',
  },
  oracle: 'An ideal ranking would earn {{lift}}% more clicks than no treatment does in round {{round}}.',
  column: {
    treatment: 'Treatment',
    round: 'Round',
    seed: 'Seed',
    lift: 'Lift, own score, %',
    scoreBoostCorrelation: 'Score and trait, r',
    scoreTruthCorrelation: 'Score and truth, r',
    servedLift: 'Lift as served, %',
    exposureGini: 'Gini on the trait',
    relevanceGini: 'Gini on the truth',
    biasRmse: 'Bias RMSE, logits',
    oracleLift: 'Lift of the ideal ranking, %',
    randomLift: 'Lift of a random one, %',
    diverged: 'Diverged',
  },
  rounds: {
    name: 'Round by round',
    before: 'What does each treatment make of logs that its own ranking has left behind?',
    title:
      'After round {{round}} the model’s own score correlates with the irrelevant trait by {{most}} ({{worst}}) to {{least}} ({{best}}).',
    titleOne:
      'After round {{round}} the own score of “{{treatment}}” correlates with the irrelevant trait by {{value}}.',
    titleSame:
      'After round {{round}} the own scores of all treatments correlate with the irrelevant trait by {{value}}.',
    more: 'Surely more clicks than without treatment: {{list}}.',
    less: 'Surely fewer: {{list}}.',
    open: 'Not told apart from no treatment in clicks: {{list}}.',
    few: 'Three seeds or more are needed to tell whose pages earn more.',
    diverged: 'Every model diverged: there is nothing to compare',
    subtitle:
      'One line a [[treatment]]; each begins with the same first [[log]] and then learns from what its own ranking has shown. Points are means, bars their 95% [[student|intervals]] over seeds. The score is the model’s own, before any [[standingBoost|boost]] is added; clicks are of pages as served, with the boost and without the chance. Concentration is the [[gini|Gini coefficient]] of [[exposure]] over twenty bins of the [[irrelevantTrait|irrelevant trait]].',
    alt: 'Five pictures over the rounds, a line for each treatment: correlation of its score with the irrelevant trait and with the truth, clicks relative to no treatment, concentration of exposure, error of the learned position bias. The numbers are in the table below.',
  },
  verdict: {
    heals:
      'The plain loop heals. Without treatment the model took the trait for relevance in round 1 (correlation {{first}}), but its own pages show less of the trait than the log it learned from; after {{rounds}} rounds it is {{last}}.',
    harm: 'A standing boost does lasting harm. What is boosted stands higher, is clicked for standing higher, and a model without treatment learns that as relevance: the correlation of its score with the trait goes from {{first}} to {{last}}.',
    healed:
      'Without treatment, the score’s correlation with the trait goes from {{first}} in round 1 to {{last}} in round {{rounds}}.',
    cure: 'A cure to try: more randomness in what is shown, so that the place of an item says less about it. It costs clicks in every round.',
  },
  shown: {
    name: 'What each policy shows',
    before: 'To what kind of item does each policy give its exposure?',
    title:
      'Round {{round}}: the upper half of the irrelevant trait gets {{most}} of all exposure from {{worst}}, {{least}} from {{best}}.',
    titleOne: 'Round {{round}}: the upper half of the irrelevant trait gets {{share}} of all exposure.',
    subtitle:
      'Each map is all [[exposure]] of the log that a policy leaves in this round. To the right: more of the [[irrelevantTrait|irrelevant trait]]; upwards: more truly liked to be clicked. Each row and each column holds an eighth of all candidates; the fuller the colour of a field, the more of the exposure it gets. An ideal list would be full above, with no difference between left and right.',
    alt: 'For each treatment a map of exposure, true click utility upwards, irrelevant trait to the right. The numbers are in the table below.',
    trait: 'irrelevant trait →',
    truth: 'true utility →',
    half: '{{share}} in the right half',
    row: 'Treatment',
    right: 'Exposure of the trait’s upper half',
    top: 'Exposure of the truth’s upper half',
  },
  bias: {
    name: 'Learned and true position bias of this round',
    before: 'Does a treatment still recover the position bias when it learns from its own lists?',
    title: 'Round {{round}}: error of the learned position bias {{list}}.',
    item: '{{rmse}} logits ({{treatment}})',
    none: 'None of these treatments learns a position bias that could be read',
    diverged: 'Every model that learns a position bias diverged: there is nothing to read',
    subtitle:
      'Line: the true [[positionBias|position bias]] of each device, 0 at position 1. Points, with the same mean: what the treatment has learned from this round’s log; of the [[inputFeature|input feature]], the mean change of the click logit when its position is set.',
    alt: 'For each device the true position bias as a line and the learned ones as points, by position. The numbers are behind the button.',
    position: 'position',
    device: 'Device',
    truth: 'Truth',
    truthKey: 'truth',
  },
} as const;

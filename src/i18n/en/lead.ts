/** What each chapter is about: its question, what will be seen and what to do, and where the paper says it. Loaded with whichever chapter is opened first. */
export default {
  name: 'About this chapter',
  fold: 'Fold',
  unfold: 'About this chapter',
  /** Of the card that offers the data set on board. */
  lesson: {
    title: 'New here?',
    text: 'A lesson leads through the whole paper: 15 short steps, about 20 minutes.',
    begin: 'Open the lesson',
    left: 'Welcome back.',
    leftAt: 'The lesson waits at step {{step}} of {{steps}}.',
    goOn: 'Go on with the lesson',
    /** Of its last step: whoever has come to it may have passed some. */
    done: 'You have come to the end of the lesson.',
    doneText: 'Its last step holds your predictions beside what came out.',
    predictions: 'Your predictions',
    then: 'Next: Cures',
  },
  sample: {
    name: 'Real data',
    title: 'Real data: Census-Income',
    on: 'This run is on {{name}}.',
    text: '25,000 people; income, weeks worked, never married, age.',
    train: 'Train on it',
    own: 'Your own file…',
    back: 'Back to the synthetic platform',
  },
  train: {
    /** How the architecture shares what it has learned, then what the two models are. */
    serves: {
      mmoe: 'A video site guesses four things about every candidate: click, watch time, like, rating. One set of [[expert|experts]] serves all; each task’s [[gate]] chooses among them: a multi-gate mixture of experts ([[mmoe|MMoE]]).',
      groups:
        'A video site guesses four things about every candidate: click, watch time, like, rating. Each group of tasks has [[ownExpert|own experts]] beside [[sharedExpert|shared ones]] ([[cgc|CGC]]); each task’s [[gate]] chooses among those.',
      apart:
        'A video site guesses four things about every candidate: click, watch time, like, rating. Each group of tasks has [[ownExpert|own experts]] and shares none; each task’s [[gate]] chooses among those of its group.',
      tasks:
        'A video site guesses four things about every candidate: click, watch time, like, rating. Each task has [[ownExpert|own experts]] beside [[sharedExpert|shared ones]] ([[cgc|CGC]]); its [[gate]] chooses among those.',
      omoe: 'A video site guesses four things about every candidate: click, watch time, like, rating. One set of [[expert|experts]] serves all, and one [[gate]] chooses among them for all tasks ([[omoe|OMoE]]).',
      'shared-bottom':
        'A video site guesses four things about every candidate: click, watch time, like, rating. One [[expert]] serves all, so there is no [[gate]] to choose ([[sharedBottom|shared bottom]]).',
    },
    /** Of a run on a table: what is asked of it, then how the architecture shares. */
    table: {
      question_one: 'One model answers one question about every row of {{name}}: {{tasks}}.',
      question_other: 'One model answers {{count}} questions about every row of {{name}}: {{tasks}}.',
      mmoe: 'One set of [[expert|experts]] serves all; each task’s [[gate]] chooses among them.',
      groups:
        'Each group of tasks has [[ownExpert|own experts]] beside [[sharedExpert|shared ones]] ([[cgc|CGC]]); each task’s [[gate]] chooses among those.',
      apart:
        'Each group of tasks has [[ownExpert|own experts]] and shares none; each task’s [[gate]] chooses among those of its group.',
      tasks:
        'Each task has [[ownExpert|own experts]] beside [[sharedExpert|shared ones]] ([[cgc|CGC]]); its [[gate]] chooses among those.',
      omoe: 'One set of [[expert|experts]] serves all, and one [[gate]] chooses among them for all tasks ([[omoe|OMoE]]).',
      'shared-bottom': 'One [[expert]] serves all, so there is no [[gate]] to choose ([[sharedBottom|shared bottom]]).',
    },
    /** Of a model that has one. */
    tower:
      'A small side branch, the [[shallowTower|shallow tower]], reads device and position, so that what stands high is not taken for better because it is clicked more.',
    models: {
      two: 'Two models train side by side: A without [[gateDropout|gate dropout]], B with it. Press Play: does a gate collapse onto few experts ([[polarized|polarize]]), so that the others are there for nothing, and does dropout prevent it?',
      cured:
        'Two models train side by side: A without a [[cure]], B with {{what}}. Press Play: does a gate collapse onto few experts ([[polarized|polarize]]), and is that prevented in B?',
      same: 'A and B are one and the same: [[gateDropout|gate dropout]] is 0. Press Play: does a gate collapse onto few experts ([[polarized|polarize]])? Set gate dropout above 0 to see whether it prevents that.',
      noGates:
        'Press Play: how far does each task’s held-out loss fall? Choose [[mmoe|MMoE]] in the controls to see gates, and whether they polarize.',
    },
    source: 'Zhao et al. 2019, sections 4 and 5.2, figure 5',
  },
  gates: {
    mmoe: 'Every task has a [[gate]]: for each [[impression]] it decides how much the task takes from which [[expert]]. Press Play and watch the gates form, then move the slider, or choose a place in the history, to go back to any step. Below, one impression is followed through the model, number by number.',
    mmoe_table:
      'Every task has a [[gate]]: for each row it decides how much the task takes from which [[expert]]. Press Play and watch the gates form, then move the slider, or choose a place in the history, to go back to any step. Below, one row is followed through the model, number by number.',
    omoe: 'This model has one [[gate]] ([[omoe|OMoE]]): for each [[impression]] it decides how much all tasks take from which [[expert]]. Press Play and watch it form, then move the slider, or choose a place in the history, to go back to any step. Below, one impression is followed through the model, number by number.',
    omoe_table:
      'This model has one [[gate]] ([[omoe|OMoE]]): for each row it decides how much all tasks take from which [[expert]]. Press Play and watch it form, then move the slider, or choose a place in the history, to go back to any step. Below, one row is followed through the model, number by number.',
    'shared-bottom':
      'This model has no [[gate|gates]] ([[sharedBottom|shared bottom]]): all tasks take all they get from the one [[expert]]. Choose [[mmoe|MMoE]] in the controls to see gates. Below, one [[impression]] is followed through the model, number by number.',
    'shared-bottom_table':
      'This model has no [[gate|gates]] ([[sharedBottom|shared bottom]]): all tasks take all they get from the one [[expert]]. Choose [[mmoe|MMoE]] in the controls to see gates. Below, one row is followed through the model, number by number.',
    source: 'Zhao et al. 2019, sections 4 and 5.2, figure 5; Ma et al. 2018, equations 6 to 8',
  },
  polarization: {
    text: 'A gate has [[polarized]] when it hardly uses most of its experts. The paper saw this in 20% of its runs when many [[workers]] trained at once, and in none with 10% [[gateDropout|gate dropout]]. Here that is repeated on many [[seed|seeds]], each a small picture, framed if a gate polarized: choose one to see its run from inside, or run a race of your own. A gate is judged by its mean weights here; “Cures” also judges it by [[contribution|contributions]], weight times output. Further down: why gates polarize, what drives it, and settings that break the model.',
    source: 'Zhao et al. 2019, section 5.2, on the stability of the gates',
  },
  cures: {
    text: 'A gate that has [[polarized]] hardly uses most of its [[expert|experts]], and its task does without what they know. The paper has one cure, 10% [[gateDropout|gate dropout]]; many others have been proposed, before it and since. Here each is trained on the same [[seed|seeds]], with the same data and first weights: read how often a gate still polarizes and what becomes of the [[loss]], choose a cure to see it closely, and measure some on your own run. “No gate at all” cannot polarize: it stands there to show by its loss what gates are worth.',
    source: 'Zhao et al. 2019, section 5.2; the other cures’ papers stand beside them',
  },
  'position-bias': {
    text: 'People click what stands higher, whatever it is. So a [[log]] of clicks mixes how good an item is ([[relevance]]) with where it stood ([[positionBias|position bias]]). Here both are known. Press Play and watch the [[shallowTower|shallow tower]] tell them apart: open marks are what it has learned, lines are the truth.',
    table:
      'People click what stands higher, whatever it is. So a [[log]] of clicks mixes how good an item is ([[relevance]]) with where it stood ([[positionBias|position bias]]). In data from the world only the mixture is known. How well the [[shallowTower|shallow tower]] and others tell the two apart is measured on the synthetic platform, where both are known.',
    source: 'Zhao et al. 2019, sections 4 and 5.3, figures 6 and 7, table 2',
  },
  compare: {
    text: 'The plainest multi-task model is a [[sharedBottom|shared bottom]]: all tasks read the same hidden units. That is also why it fails: where tasks need different things they squeeze through the same units, and what one task needs another pays for. [[mmoe|MMoE]] gives every task a [[gate]] that chooses among several [[expert|experts]]. Is that worth it when both may cost the same number of multiplications? Here six architectures train on the same [[seed|seeds]]; read who errs less and how surely, choose a dot to see its run from inside, or run the comparison yourself.',
    source: 'Zhao et al. 2019, section 5.2, table 1; Ma et al. 2018, section 3; Tang et al. 2020 (CGC)',
  },
  serve: {
    text: 'A model predicts four things of every [[candidate]], but a user sees one list. The paper multiplies the predictions, each to the power of a weight, and tunes the weights by hand ([[combinedScore|combined score]]). Here you hold the weights: move them and see who rises, choose an item to see why it stands there, and what your weights give up of [[engagement]] for [[satisfaction]], as the truth is known.',
    source: 'Zhao et al. 2019, sections 4, 4.2 and 4.4',
  },
  live: {
    text: 'Offline numbers say who predicts better; whether users answer better shows only when they are served. An [[abTest|A/B test]] gives every [[query]] to one of several rankers, the arms, by chance, and compares clicks and likes with those of control: the [[lift]]. The paper claims +0.45% engagement and +3.07% satisfaction for its 8‑expert MMoE (table 1). Here users are simulated, so the truth is known: run an experiment, watch the intervals narrow, and see when one may say who wins.',
    source: 'Zhao et al. 2019, sections 5.2 and 5.3, tables 1 and 2; Waudby-Smith et al., arXiv 2103.06476',
  },
  loop: {
    text: 'A model learns from a [[log]] of clicks, ranks the next lists, and what those lists show is the next log: it learns from its own choices ([[feedbackLoop|feedback loop]]). What is shown high is clicked for being shown high. Does a model that takes [[positionBias|position]] for [[relevance]] dig itself in, or does the loop heal it? Follow four treatments from the same first log, round by round; then start without a [[standingBoost|standing boost]], add randomness to what is shown, and send the loop round yourself. At the end: could a bias that nobody has named be found ([[unknownBias|unknown bias]])?',
    source: 'Zhao et al. 2019, section 4 (the loop), 5.3 (the treatments)',
  },
  data: {
    text: 'A [[query]] brings nine items, one below the other, on a phone, a desktop or a TV; the models learn from what people did with each. Everything here is [[world|synthetic]], so beside what was observed stands what is true. Choose a query to read it.',
    table:
      'The models learn from the rows of a table: of each row they read some columns as [[feature|inputs]], and predict others, its tasks. Nobody knows how likely a label was, so beside what was observed stands what the shown model predicts now, and no truth.',
    source: 'Zhao et al. 2019, section 4; the recipe of the utilities: Ma et al. 2018, section 3.2',
  },
  glossary: {
    text: 'Every term that this page uses and that is not everyday language: one sentence, its formula, the picture it belongs to, its name in English and Chinese, and where it comes from.',
    source: 'Zhao et al. 2019; Ma et al. 2018',
  },
  about: {
    text: 'A small multi-task ranking model trains in your browser, on data whose truth is known, so that experiments of a well-known industrial paper can be repeated and checked: how gates polarize and what dropout does about it, position bias, and what its architecture buys at equal cost (table 1). Its experiments with live users can only be simulated here.',
    source: 'Zhao et al. 2019, doi 10.1145/3298689.3346997',
  },
} as const;

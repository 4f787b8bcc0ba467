/** The glossary: every term in a sentence, beside where it stands and as a page. Fetched when the first term is opened. */
export default {
  search: 'Find a term',
  hint: 'in English or Chinese',
  count_one: '{{count}} term',
  count_other: '{{count}} terms',
  none: 'No term like that. Try a part of the word, in English or Chinese.',
  all: 'Show all terms',
  group: {
    model: 'The model',
    gates: 'Gates and experts',
    data: 'The data',
    bias: 'Position bias',
    serving: 'Serving',
    training: 'Training',
    statistics: 'Measures and tests',
  },
  /** To the picture that a term belongs to. */
  seen: 'Seen in: {{chapter}}',
  seenIn: 'Seen in: {{chapter}}, “{{card}}”',
  more: 'In the glossary',
  /** A term in the two languages. */
  names: '{{here}} · {{there}}',
  from: 'Source: {{source}}',
  link: 'Link to “{{term}}”',
  /** Where a term or a formula is from. */
  source: {
    zhao4: 'Zhao et al. 2019, section 4',
    zhao42: 'Zhao et al. 2019, section 4.2',
    zhao52: 'Zhao et al. 2019, section 5.2',
    zhao53: 'Zhao et al. 2019, section 5.3',
    ma: 'Ma et al. 2018, equations 6 to 8',
    ma32: 'Ma et al. 2018, section 3.2',
    here: 'defined by this page',
    textbook: 'common usage',
    glorot: 'Glorot et al. 2011',
    shannon: 'Shannon 1948',
    hill: 'Hill 1973',
    ganin: 'Ganin et al. 2016',
    richardson: 'Richardson et al. 2007',
    joachims: 'Joachims et al. 2017',
    hanley: 'Hanley and McNeil 1982',
    jarvelin: 'Järvelin and Kekäläinen 2002',
    naeini: 'Naeini et al. 2015',
    wilson: 'Wilson 1927',
    fisher: 'Fisher 1922',
    student: 'Student 1908; Welch 1947',
    dunn: 'Dunn 1961',
    duchi: 'Duchi et al. 2011',
    kingma: 'Kingma and Ba 2015',
    caruana: 'Caruana 1997',
    zhou: 'Zhou et al. 2018',
    tang3: 'Tang et al. 2020, section 3',
    tang4: 'Tang et al. 2020, section 4',
    waudby: 'Waudby-Smith et al., arXiv 2103.06476',
    singh: 'Singh and Joachims 2018, section 3',
    gini: 'Gini 1912',
    shazeer: 'Shazeer et al. 2017, section 4',
    fedus: 'Fedus et al. 2021, equation 4',
    wang: 'Wang et al. 2024, algorithm 1',
    zoph: 'Zoph et al. 2022, equation 5',
    ba: 'Ba et al. 2016, section 3',
    ramachandran: 'Ramachandran et al. 2017',
    maas: 'Maas et al. 2013',
    pascanu: 'Pascanu et al. 2013',
    goyal: 'Goyal et al. 2017',
    zhang: 'Zhang et al. 2016, equation 6',
    hinton: 'Hinton et al. 2015, section 2',
  },
  term: {
    task: {
      name: 'task',
      text: 'One of the four things that the model predicts of every candidate: click, watch time, like, rating.',
    },
    expert: {
      name: 'expert',
      text: 'A small network that all tasks read; several stand side by side, and each may come to specialise in something else.',
    },
    gate: {
      name: 'gate',
      text: 'The part of the model that decides, for each impression, how much a task takes from which expert.',
    },
    gateWeight: {
      name: 'gate weight',
      text: 'The share of a task that an expert gets for one impression: none is negative, and over the experts they sum to 1.',
    },
    gateLogit: {
      name: 'gate logit',
      text: 'The number that a gate computes for an expert before the softmax turns all of them into weights.',
    },
    softmax: {
      name: 'softmax',
      text: 'Turns any numbers into positive shares that sum to 1, the larger the number the larger the share.',
    },
    mixture: {
      name: 'weighted mixture',
      text: 'What a task gets: the experts’ outputs added up, each times its gate weight.',
    },
    mmoe: {
      name: 'MMoE',
      text: 'Multi-gate mixture of experts: all tasks share the experts, and each task has a gate of its own.',
    },
    omoe: { name: 'OMoE', text: 'One-gate mixture of experts: all tasks share the experts and also the one gate.' },
    sharedBottom: {
      name: 'shared bottom',
      text: 'The plain multi-task model: one network below, which all tasks read whole, without any gate.',
    },
    cgc: {
      name: 'CGC (customized gate control)',
      text: 'A mixture of experts in which each task, or each group of tasks, has own experts beside shared ones; a gate chooses among its own and the shared.',
    },
    ple: {
      name: 'PLE (progressive layered extraction)',
      text: 'Several levels of CGC above each other; with one level, as here, it is CGC itself.',
    },
    ownExpert: {
      name: 'own expert',
      text: 'An expert that only one task or one group of tasks may use: no other task pulls on it.',
    },
    sharedExpert: { name: 'shared expert', text: 'An expert that the gates of all tasks may use.' },
    seesaw: {
      name: 'seesaw phenomenon',
      text: 'One task gets better at the expense of another, because both are learned by the same parts of a model.',
    },
    compression: {
      name: 'compression (pruning, distillation)',
      text: 'Making a trained model cheaper: pruning takes parts out of it and trains the rest on; distillation teaches a smaller model with its answers.',
    },
    tower: {
      name: 'tower (main tower)',
      text: 'The last part of the model for one task: it turns the mixture into the prediction.',
    },
    shallowTower: {
      name: 'shallow tower',
      text: 'A small table beside the main model that learns, for each device and position, how much standing there adds to the click’s logit.',
    },
    sharedLayer: {
      name: 'shared layer',
      text: 'A layer of units below experts and gates, which all of them read in place of the raw features.',
    },
    unit: {
      name: 'unit',
      text: 'One number that a layer computes from what it reads; a layer of 16 units gives 16 numbers.',
    },
    activation: {
      name: 'activation (firing)',
      text: 'The value of a unit for one impression; the unit fires when it is above zero.',
    },
    relu: { name: 'ReLU', text: 'Keeps a number that is above zero and makes everything else zero.' },
    leakyRelu: {
      name: 'leaky ReLU',
      text: 'Keeps a number that is above zero and shrinks everything else to a hundredth, so that a unit never stops learning.',
    },
    swish: {
      name: 'Swish (SiLU)',
      text: 'A smooth ReLU: a number times its logistic function, a little below zero for negative numbers.',
    },
    layerNorm: {
      name: 'layer norm',
      text: 'Centres the sums of a layer for each example and scales them to variance 1, before the activation.',
    },
    parameter: { name: 'parameter', text: 'A number inside the model that training changes.' },
    norm: { name: 'norm', text: 'The length of a list of weights: how strongly a part reads what is below it.' },
    utilization: {
      name: 'utilization',
      text: 'The mean weight that a gate gives an expert over all held-out impressions.',
    },
    effectiveEach: {
      name: 'effective experts per example',
      text: 'How many experts a gate really uses for one impression: 8 if all count alike, 1 if a single one decides.',
    },
    effectiveMean: {
      name: 'effective experts of the mean weights',
      text: 'The same count taken of a gate’s mean weights: high even if each impression uses few experts, as long as they differ from one to the next.',
    },
    entropy: {
      name: 'entropy',
      text: 'How evenly shares are spread, in nats: 0 if one has everything, the logarithm of their number if all are equal.',
    },
    polarized: {
      name: 'polarized gate (polarization)',
      text: 'A gate that hardly uses most of its experts: at least 5 of 8 have a mean weight under the threshold (1% by default).',
    },
    dominated: { name: 'dominated gate', text: 'A gate in which one expert has a mean weight above 90%.' },
    oneHot: { name: 'nearly one-hot', text: 'A gate that gives nearly all the weight of an example to one expert.' },
    deadExpert: {
      name: 'dead expert (ReLU death)',
      text: 'An expert whose output is 0 on every held-out impression: no gradient reaches it, so training cannot bring it back.',
    },
    gateDropout: {
      name: 'gate dropout',
      text: 'In training each expert is left out of a gate at random and the other weights are scaled up to sum to 1, so that no gate can rely on a few.',
    },
    cure: {
      name: 'cure',
      text: 'What is to keep gates from polarizing, or experts from dying; the paper’s is gate dropout.',
    },
    contribution: {
      name: 'contribution',
      text: 'How much an expert really adds to a task through its gate: weight times output, as a share of what all experts add.',
    },
    healedGate: {
      name: 'healed gate',
      text: 'A gate that is polarized without a cure and not with it, on the same seed.',
    },
    paretoFront: {
      name: 'Pareto front',
      text: 'The choices that no other one matches in everything and beats in something: here, in polarized runs and in loss.',
    },
    mcnemar: {
      name: 'McNemar’s test',
      text: 'Of runs that are paired by seed it looks at those alone that changed, and asks how likely chance would split them so unevenly.',
    },
    lossFree: {
      name: 'loss-free balancing',
      text: 'A bias on every gate logit that no gradient trains: after each step it goes down a little for experts used more than evenly, and up for the others.',
    },
    importanceLoss: {
      name: 'importance loss',
      text: 'A further loss that grows with how unevenly a gate uses its experts over a batch.',
    },
    switchLoss: {
      name: 'Switch load-balancing loss',
      text: 'A further loss that is smallest when each expert has the largest weight equally often.',
    },
    entropyBonus: {
      name: 'entropy bonus',
      text: 'A further loss that rewards gates that spread their weights on every single example.',
    },
    zLoss: {
      name: 'router z-loss',
      text: 'A further loss on the size of a gate’s logits, which keeps the softmax from becoming extreme.',
    },
    temperature: {
      name: 'gate temperature, annealing',
      text: 'A number by which gate logits are divided: above 1 it evens the weights out, and annealed it goes to 1 during the run.',
    },
    logitCap: { name: 'logit cap', text: 'A smooth bound on gate logits: beyond it they hardly grow.' },
    gateNoise: {
      name: 'noise on gate logits',
      text: 'Random numbers added to gate logits while training, so that other experts are tried; made for gates that choose a few experts.',
    },
    sigmoidGate: {
      name: 'sigmoid gate',
      text: 'A gate that turns each logit into a number between 0 and 1 by itself, and then divides by their sum.',
    },
    mask: {
      name: 'dropout mask',
      text: 'Which experts are left out: drawn anew for each example, or once for a whole batch.',
    },
    models: {
      name: 'the two models, A and B',
      text: 'Two models with the same start, data and batches: A trains without gate dropout, B with it, so that any difference comes from it.',
    },
    overlap: {
      name: 'overlap of gates',
      text: 'How far two gates choose the same experts for the same impression: 1 the same weights, 0 no expert in common.',
    },
    ablation: { name: 'ablation', text: 'Taking one part away from a finished model and measuring what gets worse.' },
    impression: { name: 'impression', text: 'One item shown to one user once, at one position.' },
    query: {
      name: 'query',
      text: 'One visit that asks for recommendations: one user, one device, one page of nine items.',
    },
    candidate: {
      name: 'candidate',
      text: 'An item that could be shown for a query; the policy ranks all of them and shows the first nine.',
    },
    feature: { name: 'feature', text: 'A number that the model knows of a query or an item before it predicts.' },
    label: { name: 'label', text: 'What really happened at an impression: what the prediction is compared with.' },
    heldOut: {
      name: 'held out',
      text: 'Impressions of other queries, never trained on: every picture is measured on them.',
    },
    engagement: { name: 'engagement', text: 'The tasks about what a user does with a video: click and watch time.' },
    satisfaction: { name: 'satisfaction', text: 'The tasks about how a user liked a video: like and rating.' },
    utility: {
      name: 'utility',
      text: 'How good an item truly is for a user in one task; known here, because the data are synthetic.',
    },
    sine: {
      name: 'sine term',
      text: 'A wave added to the true utility that bends it away from a straight line, so that it is harder to learn.',
    },
    phase: {
      name: 'sine phase',
      text: 'Where the wave of a sine term begins; tasks with the same phases bend in the same places.',
    },
    cosine: {
      name: 'cosine within and across groups',
      text: 'How alike two tasks’ true weights are: 1 the same wish, 0 unrelated, −1 opposed.',
    },
    log: { name: 'log', text: 'The recorded impressions with what users did: what a model is trained on.' },
    loggingPolicy: { name: 'logging policy', text: 'The system that ranked the items when the log was recorded.' },
    randomness: {
      name: 'log randomness',
      text: 'The share of pure chance in the scores by which the logging policy ranked.',
    },
    misalignment: {
      name: 'log misalignment',
      text: 'How far the logging policy ranked by something that no task cares about.',
    },
    quantile: {
      name: 'placed by quantile',
      text: 'A log in which an item’s own score fixes its position, so that position says nothing new.',
    },
    world: {
      name: 'world (synthetic platform)',
      text: 'The made-up video site: users, items, true wishes, true position bias and the log, all drawn from one seed.',
    },
    positionBias: { name: 'position bias', text: 'People choose what stands higher more often, whatever it is.' },
    relevance: { name: 'relevance', text: 'How likely the item itself is to be clicked, apart from where it stands.' },
    clickModel: {
      name: 'click model',
      text: 'How relevance and position make a click: added as logits here, multiplied as probabilities in the examination model.',
    },
    examination: {
      name: 'examination (propensity)',
      text: 'The chance that a user looks at a position at all; only what is seen can be clicked.',
    },
    logit: {
      name: 'logit',
      text: 'Another scale for a probability, on which effects add up: 0 is 50%, +1 about 73%, −1 about 27%.',
    },
    centred: {
      name: 'origin of bias curves',
      text: 'The true curve of a device is 0 at position 1; the learned one is moved as a whole to the same mean, because only differences between positions can be learned.',
    },
    missing: {
      name: '“missing” position',
      text: 'What the model is given in place of a position when nobody knows yet where the item will stand.',
    },
    positionDropout: {
      name: 'position dropout',
      text: 'In training the position of some impressions is replaced by “missing”, so that the model knows what to do with it.',
    },
    serving: {
      name: 'serving',
      text: 'Using the model to rank: then the position is not known, because the ranking decides it.',
    },
    identifiability: {
      name: 'identifiability',
      text: 'Whether the data can tell two causes apart at all; if position follows from the item, its effect cannot be told from the item’s.',
    },
    bestTable: {
      name: 'best additive table',
      text: 'The table of logits that comes closest to the true clicks where no table can be exact.',
    },
    inputFeature: {
      name: 'input feature',
      text: 'Position bias treated by giving the model device and position among its inputs.',
    },
    adversarial: {
      name: 'adversarial loss (adversary)',
      text: 'Position bias treated by training a helper to guess the position and the shared layer to spoil its guess.',
    },
    feedbackLoop: {
      name: 'feedback loop',
      text: 'A model ranks lists, what they show is clicked and logged, and the next model learns from that log: it learns from the choices of the one before.',
    },
    standingBoost: {
      name: 'standing boost',
      text: 'Something added to every score that is served, round after round, whatever users do: the promotion of a format, say.',
    },
    unknownBias: {
      name: 'unknown bias',
      text: 'Something other than relevance that moves clicks, and that nobody has named: a column of the log that no tower has been told; the paper names finding such biases as future work.',
    },
    falseAlarm: {
      name: 'false alarm',
      text: 'A search calls something that is not there: here a column that does not move clicks.',
    },
    irrelevantTrait: {
      name: 'irrelevant trait',
      text: 'A direction of the item features that has nothing to do with any task: no user likes an item more or less for it.',
    },
    exposure: {
      name: 'exposure',
      text: 'How much of being seen an item gets: position p counts 1 / log₂(1 + p), summed over the places that it is shown at.',
    },
    warmStart: {
      name: 'warm and cold start',
      text: 'Whether the training of a round goes on from the parameters of the round before (warm) or begins anew with the initial weights (cold).',
    },
    gini: {
      name: 'Gini coefficient',
      text: 'How unevenly something is shared out: 0 when all have the same, near 1 when one has everything.',
    },
    treatment: {
      name: 'treatment',
      text: 'A way to deal with position bias: none, input feature, adversarial loss or shallow tower.',
    },
    ctr: { name: 'CTR (click-through rate)', text: 'Clicks divided by impressions.' },
    combinedScore: {
      name: 'combined score',
      text: 'The four predictions of a candidate as one number to rank by: each to the power of its weight and multiplied, or times its weight and added up.',
    },
    tradeOff: {
      name: 'trade-off',
      text: 'What the weights win for one group of tasks and lose for the other, on the same list.',
    },
    pointWise: {
      name: 'point-wise ranking',
      text: 'Every candidate is scored on its own, without a look at the others, and the scores are sorted.',
    },
    pairWise: {
      name: 'pair-wise ranking',
      text: 'Candidates are scored two by two, which of them belongs before the other, and the list is made from that.',
    },
    listWise: {
      name: 'list-wise ranking',
      text: 'A candidate is scored together with the list so far, so that what is shown already matters for what comes next.',
    },
    diversity: {
      name: 'diversity',
      text: 'How unlike each other the items of a list are: here the mean distance between the features of two of them.',
    },
    loss: { name: 'loss', text: 'How wrong the predictions of a task are; training makes it small.' },
    crossEntropy: {
      name: 'cross entropy (log loss)',
      text: 'The loss of a yes-or-no task: the surprise at what happened, given the predicted probability.',
    },
    squaredError: {
      name: 'squared error (MSE)',
      text: 'The loss of a task that predicts a number: the difference from the label, squared.',
    },
    taskWeight: { name: 'task weight', text: 'How much a task’s loss counts in the sum that training makes small.' },
    step: { name: 'training step', text: 'One small change of all parameters, computed from one batch.' },
    batch: { name: 'batch', text: 'The impressions from which one training step is computed.' },
    gradient: {
      name: 'gradient',
      text: 'For each parameter, how fast the loss grows when it grows: training goes the other way.',
    },
    optimizer: { name: 'optimizer', text: 'The rule by which gradients become training steps: SGD, Adagrad or Adam.' },
    sgd: {
      name: 'SGD',
      text: 'Stochastic gradient descent: every parameter moves against its gradient, all with one learning rate.',
    },
    adagrad: {
      name: 'Adagrad',
      text: 'An optimizer that slows each parameter down by the sum of its squared gradients so far.',
    },
    adam: {
      name: 'Adam',
      text: 'An optimizer that divides a running mean of the gradient by a running mean of its size.',
    },
    learningRate: { name: 'learning rate', text: 'How large a training step is.' },
    decay: {
      name: 'learning-rate decay',
      text: 'Making the training steps smaller towards the end of a run, so that it settles.',
    },
    l2: { name: 'L2 penalty', text: 'Pulls all weights towards zero, in proportion to their size.' },
    workers: {
      name: 'asynchronous workers',
      text: 'Machines that train one model together without waiting for each other; simulated here.',
    },
    staleness: {
      name: 'staleness',
      text: 'How many steps old the parameters are at which a worker computed its gradient.',
    },
    stalenessAware: {
      name: 'staleness-aware rate',
      text: 'A learning rate divided by how many steps old the parameters are that a gradient was computed with.',
    },
    clipping: {
      name: 'gradient clipping',
      text: 'Shortening a gradient that is longer than a bound, without turning it.',
    },
    warmUp: { name: 'warm-up', text: 'First steps over which the learning rate grows to its value.' },
    seed: { name: 'seed', text: 'A number from which all chance of a run is drawn: the same seed gives the same run.' },
    lockstep: { name: 'lockstep', text: 'Several models that take every training step together, on the same batch.' },
    initialWeights: { name: 'initial weights (initial scale)', text: 'The random numbers that a model begins with.' },
    divergence: {
      name: 'divergence (a diverged run)',
      text: 'A run whose losses leave all bounds, mostly for too high a learning rate.',
    },
    gauc: {
      name: 'GAUC',
      text: 'AUC within each query that has both labels, averaged with the number of its impressions as weight: how well what is shown together is ordered.',
    },
    stuckRun: {
      name: 'stuck run',
      text: 'Said here of a run in which the squared error of watch time or rating stays above a quarter of what always answering the mean gives: the task was not learned, though nothing diverged.',
    },
    abTest: {
      name: 'A/B test (live experiment; arm, control)',
      text: 'Every query is answered by one of several rankers, the arms, drawn by chance, so that what differs in the users’ answers comes from the ranker; control is the arm that all others are compared with.',
    },
    confidenceSequence: {
      name: 'confidence sequence',
      text: 'Intervals, one after every query, that all hold the truth at once with a probability of 95%: one may look as often as one likes and stop when zero is outside.',
    },
    burnIn: {
      name: 'burn-in',
      text: 'The first 30 units of an experiment, before which no interval is given: its guarantee is one for many units.',
    },
    peeking: {
      name: 'peeking',
      text: 'Looking at an ordinary interval again and again and stopping when it excludes zero: every look is another chance to be wrong.',
    },
    aaTest: {
      name: 'A/A test',
      text: 'An experiment that compares a model with itself: there is no difference, so every winner is a false alarm.',
    },
    power: {
      name: 'power',
      text: 'Probability that an experiment of a given size tells a difference of a given size apart from zero.',
    },
    capturedShare: {
      name: 'captured share',
      text: 'How far a ranking gets from a random page (0%) to the best one (100%), in true combined score: it can be measured only where the truth is known.',
    },
    auc: {
      name: 'AUC',
      text: 'The chance that an impression with a yes is scored above one without: 0.5 is guessing, 1 is perfect.',
    },
    rmse: {
      name: 'RMSE',
      text: 'Root mean square error: how far the learned position bias typically is from the true one, in logits.',
    },
    correlation: {
      name: 'correlation r',
      text: 'Whether two lists of numbers rise and fall together: 1 exactly, 0 not at all.',
    },
    slope: {
      name: 'slope',
      text: 'How steep the learned bias is against the true one: above 1 it sees more bias than there is.',
    },
    ndcg: { name: 'NDCG', text: 'How good a ranking is, with the top counting most; 1 is the best possible order.' },
    calibration: {
      name: 'calibration error',
      text: 'How far predicted probabilities are from the rates at which things then happen.',
    },
    lift: {
      name: 'lift',
      text: 'How many per cent more (clicks a page, say) a ranking brings than the one it is compared with: control, or no treatment.',
    },
    interval: {
      name: '95% confidence interval (Wilson)',
      text: 'A range made so that it holds the true rate in 95 of 100 such experiments.',
    },
    fisher: {
      name: 'Fisher’s exact test (p)',
      text: 'The chance of a difference at least this large between two counts if there were none in truth.',
    },
    student: {
      name: 'Student’s and Welch’s t',
      text: 'Intervals for a mean of few values; Welch’s is for two groups that vary differently.',
    },
    bonferroni: {
      name: 'Bonferroni correction',
      text: 'Widens intervals where many comparisons are made at once, so that chance alone rarely wins one.',
    },
    nat: {
      name: 'nat',
      text: 'The unit of entropy and cross entropy with natural logarithms; 0.69 nats are one yes-or-no question.',
    },
    sigma: { name: 'standard deviation (σ)', text: 'How far values typically are from their mean.' },
    normal: {
      name: 'normal distribution',
      text: 'The bell curve: most values lie near the mean, and far ones are rare; standard means mean 0 and standard deviation 1.',
    },
  },
} as const;

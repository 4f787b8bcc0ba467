/** What every field does (`hint.<path>`): shown below the controls, and fetched with them. */
export default {
  run: {
    world: {
      impressions: 'Size of the training log: nine impressions a query, one for each position.',
      sines: 'How far each task’s true utility bends away from a straight line; 0 is linear.',
      cosineWithin: 'Likeness of the two tasks of a group: the cosine between their true weight vectors.',
      cosineAcross: 'Likeness of engagement and satisfaction: 1 is the same wish, 0 unrelated, −1 opposed.',
      randomness: 'Share of pure noise in the scores by which the logging policy ranked.',
      misalignment: 'How far the logging policy ranks by an item direction that no task cares about.',
      biasStrength: 'Multiplies the true position bias of every device; 0 removes it.',
      clickModel:
        'Additive: the bias adds to the click logit, as the shallow tower assumes. Examination: it multiplies the probability, and the tower’s assumption is wrong.',
      labels: 'Whether watch time, like and rating are known for every impression or only for clicked ones.',
      logging:
        'Ranked: the top nine of each query’s candidates. By quantile: position is a function of the score, so bias cannot be told from relevance. None: no positions.',
      simplerSatisfaction:
        'How many sine terms fewer the utilities of like and rating have than those of click and watch time; 0 = as many.',
      sharedPhases:
        'Whether the sine terms of the utilities have the same phases inside a task group or in all four tasks.',
      heldOut: 'Impressions of other queries, never trained on: every picture is measured on them.',
      candidates: 'How many items the logging policy ranks for each query; the first nine are shown.',
      queryFeatures: 'Normal features of the user and context, shared by all candidates of a query.',
      itemFeatures: 'Normal features of each candidate.',
      clickGain: 'Logits that one standard deviation of utility adds to a click: how predictable clicks are.',
      clickOffset: 'Click logit of an average candidate at position 1: how frequent clicks are.',
      likeGain: 'Logits that one standard deviation of utility adds to a like.',
      regressionNoise: 'Standard deviation of the noise on watch time and rating, in units of the raw utility.',
      biasCurves: 'True position bias for each device and position, in logits.',
    },
    model: {
      kind: 'MMoE: one gate a task. One gate: all tasks share it. Shared bottom: a single expert without gates.',
      experts: 'Networks that the gates mix; a shared bottom always has one.',
      expertUnits: 'ReLU units in each expert.',
      sharedUnits: 'ReLU units below experts and gates; 0 lets them read the input directly.',
      towerUnits: 'ReLU units in each task’s tower; 0 makes the towers linear.',
      biasHandling:
        'Shallow tower: a logit for each device and position, added to the click logit in training and set to “missing” at serving.',
      initScale: 'Multiplies the size of all initial weights except the gates’.',
      gateInitScale: 'Multiplies the size of the gates’ initial weights; 0 starts every gate uniform.',
      identicalExperts: 'Starts all experts with the same weights, a symmetry that training alone never breaks.',
    },
    training: {
      gateDropout:
        'Chance that a gate ignores an expert for an example; the other weights are renormalised. Only model B has it.',
      positionDropout: 'Share of training impressions whose position is set to “missing”, the value used at serving.',
      learningRate: 'Size of the optimizer’s steps at the start; too large a rate makes the run diverge.',
      optimizer: 'How gradients become steps: SGD as they are, Adagrad and Adam scaled for each parameter.',
      workers: 'Simulated workers with stale parameters; 1 is synchronous. More of them polarize gates and kill ReLUs.',
      batch: 'Impressions in one training step.',
      steps: 'Training steps; the learning-rate decay ends there.',
      l2: 'Pulls every weight matrix towards zero: this factor times the weight is added to its gradient.',
      decayTo: 'Learning rate at the end of the run relative to the start, reached linearly; 1 keeps it constant.',
      mask: 'A dropout mask of its own for each example, or one for the whole batch.',
      tableRate: 'Learning-rate factor of the shallow tower’s table of position × device.',
      gateRate: 'Learning-rate factor of the gates.',
      adversarialWeight:
        'λ of the reversed gradient, growing over the first half of the run; only for the adversarial loss.',
      taskWeights: 'Factor of each task’s loss in the sum that is minimised.',
    },
    threshold: 'An expert counts as unused by a gate when its mean utilization is below this.',
    seeds: {
      data: 'Draws the platform and its two logs.',
      init: 'Draws the initial weights, the same for both models.',
      dropout: 'Draws which experts and positions are dropped.',
      batch: 'Draws the order of the impressions, the same for both models.',
    },
  },
  view: {
    chapter: 'What the page shows.',
    speed: 'Training steps a second.',
    arm: 'Which of the two models, A or B, the pictures of a single model show.',
    device: 'Which device’s positions are shown.',
  },
} as const;

/**
 * What every field is (`hint.<path>`), which way it acts (`hint.effect.<path>`) and what the paper calls it (`hint.paper.<path>`), and the
 * words of the panel that holds them: shown in and below the controls, and fetched with them.
 */
const OURS = 'Not in the paper: ours.';

export default {
  run: {
    source: {
      name: 'Where impressions come from: a synthetic platform whose truth is known, the data set on board, or a file of your own.',
      columns:
        'Of Census-Income: all its columns, or all but those of the family, of which two say in words who has never married.',
      inputs:
        'Most inputs that the columns of Census-Income become: its numbers, and its most frequent categories as 0 and 1.',
    },
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
      sharing:
        'Which experts a task’s gate may use. CGC: each group, or each task, has own experts beside shared ones. Groups apart: each group has own experts, and none is shared.',
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
      learningRate: 'Size of the optimizer’s steps at the start.',
      optimizer: 'How gradients become steps: SGD as they are, Adagrad and Adam scaled for each parameter.',
      workers: 'Simulated workers that compute gradients with stale parameters (staleness); 1 is synchronous.',
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
      cures: {
        lossFree:
          'After each step, moves an untrained bias on every gate logit by this much: down for experts used more than evenly, up for the others. 0 is none.',
        importance:
          'Factor λ of a loss that grows when the mean weights of a batch are uneven: λ (E ΣM² − 1) for each gate. 0 is none.',
        switchLoss:
          'Factor λ of a loss λ E Σ f·M for each gate: f is the share of examples whose largest weight an expert has, M its mean weight. 0 is none.',
        entropy:
          'Factor λ of a loss λ Σ g ln g, mean over examples: it rewards gates that spread on every single example. 0 is none.',
        zLoss: 'Factor λ of a loss λ (ln Σ e^z)², mean over examples: it keeps gate logits small. 0 is none.',
        logitL2:
          'Factor λ of a loss λ Σ z², mean over examples: it pulls gate logits to 0, all experts alike. 0 is none.',
        temperature: 'Gate logits are divided by this before they become weights; 1 changes nothing.',
        annealing: 'Part of the run over which the temperature goes linearly to 1; 0 keeps it.',
        cap: 'Squeezes every gate logit z to cap · tanh(z / cap), so that no weight can be overwhelming. 0 is none.',
        noise: 'Standard deviation of random noise added to gate logits while training. 0 is none.',
        gateKind: 'How logits become weights: softmax, or the logistic function of each, divided by their sum.',
        gateRate: 'Multiplies the learning rate of model B’s gates; 1 changes nothing.',
        zeroGates: 'Starts model B’s gates with zero weights: every expert weighs the same until training moves them.',
        uniform:
          'Every expert has the same weight for ever: gates start at 0 and are not trained. No cure, but a yardstick.',
        expertActivation:
          'What the experts’ units apply: ReLU max(z, 0), leaky ReLU with slope 0.01 below 0, Swish z·σ(z).',
        sharedActivation:
          'What the shared layer’s units apply: ReLU, leaky ReLU with slope 0.01 below 0, or Swish z·σ(z).',
        layerNorm: 'Centres each expert’s sums and scales them to variance 1 over its units, before the activation.',
        sharing:
          'Which experts a task’s gate of model B may use; “Shared experts” says it of both models. As model A: nothing is changed.',
        rate: 'Multiplies the learning rate of model B; 1 changes nothing.',
        decayTo:
          'A factor of model B’s learning rate that goes linearly from 1 to this over the run, beside “Decay to”; 1 is none.',
        warmUp: 'Steps over which the learning rate grows linearly to its value. 0 is none.',
        clip: 'Scales the gradient of a step down to this length over all parameters, where it is longer. 0 is never.',
        stalenessAware: 'Divides the learning rate of a step by the staleness of its gradient, where that is over 1.',
      },
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
  /** Which way it acts when it is turned, in words; checked against what this project measured. */
  effect: {
    run: {
      source: {
        name: 'A table has no known truth: no true bias, no expected clicks. What is measured on held-out rows stays.',
        columns: 'Without the family columns the AUC of “never married” falls by about .09: what leaked is gone.',
        inputs:
          'More: the AUC of income rises by about .01 from 32 to 64 and by half of that from 64 to 128; a step takes longer.',
      },
      world: {
        impressions:
          'More: the learned position bias comes closer to the true one, and there is more to learn every task from. A new world takes longer to make.',
        sines:
          'More: utilities are harder to learn. What the main tower cannot explain, the shallow tower takes for position bias. With one term gates hardly ever polarized here.',
        cosineWithin:
          'Higher: the two tasks of a group want nearly the same. Lower: even inside a group they pull on the experts in different ways.',
        cosineAcross:
          'Lower: engagement and satisfaction want different things of the same experts. The lead of MMoE over a shared bottom did not grow with that in our measurements.',
        randomness:
          'More: equal items stand at different positions, so bias and relevance are easier to tell apart; it matters most where the main tower cannot explain the utilities.',
        misalignment:
          'More: the order of the log says less about what people like, and treating the bias pays more. At 0 a model without treatment ranks at least as well as any with one.',
        biasStrength:
          'More: clicks fall faster from position to position, and the bias treatment has more to undo. At 0 there is nothing to learn but relevance.',
        clickModel:
          'Additive: the shallow tower can find the true bias. Examination: no table of logits can say it, and the learned curves stay off.',
        labels:
          'Clicked only: the other three tasks learn from fewer impressions. Gates polarized less often then in our trial (3 of 40 runs instead of 12).',
        logging:
          'By quantile: more data no longer helps to find the bias, more randomness does. None: there is no position, and nothing to correct.',
        simplerSatisfaction:
          'More: like and rating become easier than click and watch time. Whether their gates become narrower for it is measured in “Gates”.',
        sharedPhases:
          'All: the utilities of all four tasks bend in the same places. Group: engagement and satisfaction differ in that too.',
        heldOut: 'More: the measured curves are less noisy, and each measurement takes longer.',
        candidates: 'More: the nine that are shown are a stricter choice of the logging policy.',
        queryFeatures: 'More beside the same item features: the candidates of one query differ less in utility.',
        itemFeatures: 'More: the candidates of one query differ more in utility, and the model has more to read.',
        clickGain:
          'Higher: clicks follow utility more surely, and a higher AUC can be reached. At 0 clicks are chance and position alone.',
        clickOffset:
          'Higher: more clicks. Lower: clicks are rare; where labels are known for clicked impressions only, the other tasks then learn from little.',
        likeGain: 'Higher: likes follow utility more surely, and a higher AUC can be reached. At 0 likes are chance.',
        regressionNoise: 'More: even a perfect model keeps a larger loss on watch time and rating.',
        biasCurves: 'Lower at a position: fewer clicks there for the same relevance.',
      },
      model: {
        kind: 'MMoE: each task mixes for itself, and its gate can polarize; fewer of our runs got stuck than with the other two. Shared bottom: no gate that could polarize.',
        experts: 'More: more to choose from, more multiplications, and more that a gate can leave unused.',
        sharing:
          'CGC: own experts learn from their owner alone, so no other task pulls on them; a gate has fewer to choose from and costs fewer multiplications. Groups apart: the groups meet in the shared layer only.',
        expertUnits: 'More: each expert can say more, and costs more multiplications.',
        sharedUnits:
          '0: gates never polarized in our measurements (0 of 60 runs, 7 with 16 units). More: more is learned in common before the experts.',
        towerUnits:
          'More: each task can bend for itself what the experts give, for more multiplications. 0: a weighted sum is all it makes of it.',
        biasHandling:
          'Of the four the shallow tower ranked best in our measurements where the log was ranked by something irrelevant; where it was ranked by the truth, doing nothing ranked at least as well.',
        initScale:
          'Larger: gates polarize much more often: 7 of 60 runs at 1, 56 of 60 at 2 (asynchronous Adagrad, no gate dropout).',
        gateInitScale:
          '0: every task begins with all experts alike; with equal tasks within a group, groups then shared experts most clearly here. Larger: gates begin with preferences that chance gave them.',
        identicalExperts:
          'On: without gate dropout the experts stay copies and the gates stay even, however long they train. The random masks of gate dropout break the symmetry.',
      },
      training: {
        gateDropout:
          'More: gates polarize less often. At 10%, of 200 runs each: 47 instead of 69 with the settings the page opens with, 11 instead of 32 on independent tasks (there about a third; the loss is 2% higher, not told apart). It revives no dead expert, and helps little with 16 workers.',
        positionDropout:
          'At 0 “missing” is never trained, and serving is off by a constant. More: it is trained on more impressions, the positions on fewer.',
        learningRate:
          'Higher: learns faster, but gates polarize and experts die more often, and at some point the run diverges. With Adagrad at 1 and 4 workers nearly every run had a dead expert.',
        optimizer:
          'Each wants a rate of its own: about 0.5 for Adagrad, 0.01 to 0.02 for Adam. Gates polarized here with both.',
        workers:
          'More: staler gradients; polarized gates and dead experts become more frequent. With 16, 28 of 60 runs polarized and 53 had a dead expert; with one, 2 and none.',
        batch: 'Larger: gradients are less noisy, and a step takes longer.',
        steps: 'Longer: more is learned, and the learning rate falls more slowly to its end.',
        l2: 'More: smaller weights and smoother gates; too much, and nothing is learned.',
        decayTo:
          'Lower: the last steps are small, and the learned bias settles closer to the truth. At 1 it keeps jittering.',
        mask: 'The two came out alike in our measurements.',
        tableRate:
          'Higher: the learned bias reaches its full size sooner. At 1 it stayed about a tenth too flat in our clean case, at 3 it did not.',
        gateRate:
          'Lower: gates decide more slowly, and polarized less often in our trials. 0: they stay as they began.',
        adversarialWeight: 'More: the shared layer is pushed harder to say nothing of the position. 0: no push at all.',
        taskWeights:
          'More for a task: shared layer and experts follow it more closely, at the cost of the others. 0: it trains nothing but goes on being measured.',
        cures: {
          lossFree:
            'More: gates become even sooner and jump more from step to step. It balances weights; an expert that died stays dead.',
          importance:
            'More: mean weights stay closer to even. Strong, it takes from the gates what they are for, and the loss rises.',
          switchLoss: 'More: experts take turns at being the largest. Strong, it leaves the gates little to choose.',
          entropy: 'More: gates are closer to even on every single impression, not only on average.',
          zLoss: 'More: logits stay small, so that gates change their mind more easily.',
          logitL2:
            'More: gates are closer to uniform. Strong, they are uniform, and the loss rises as it does without gates.',
          temperature: 'Higher: the same logits give more even weights; training may answer with larger logits.',
          annealing: 'Longer: gates are held even for more of the run. 0: they are for all of it.',
          cap: 'Lower: weights stay closer together. At 2.5 the largest can be at most 148 times the smallest.',
          noise:
            'More: training answers with larger logits, which drown the noise. It helps where only the largest few experts are used, which is not so here.',
          gateKind:
            'Sigmoid: experts compete only through the division by the sum. Not together with the Switch loss or the z-loss, which are made for softmax.',
          gateRate: 'Lower: gates decide more slowly than the experts learn. Higher: sooner.',
          zeroGates: 'On: no expert has a head start in a gate; what the experts differ by decides.',
          uniform: 'On: no gate can polarize, and no task can choose. What gates are worth is what the loss rises by.',
          expertActivation: 'Leaky ReLU and Swish: a unit always passes some gradient back, so an expert does not die.',
          sharedActivation:
            'Swish: all experts and gates read smoother inputs. Without a shared layer it does nothing.',
          layerNorm: 'On: no expert can outgrow the others or fall silent. It needs 2 units per expert.',
          sharing:
            'CGC: own experts learn from their owner alone, and a gate has fewer to choose from; model A keeps what it has beside it.',
          rate: 'Lower: gates decide more slowly, and experts die less often; the same number of steps then learns less.',
          decayTo: 'Lower: the last steps are smaller, and what was learned settles.',
          warmUp:
            'Longer: the first steps, in which gates decide on experts that know nothing yet, are smaller for longer.',
          clip: 'Lower: single violent steps do less harm, and learning is slower where gradients are long.',
          stalenessAware:
            'On: what a worker computed long ago moves the model less. Without asynchronous workers it does nothing.',
        },
      },
      threshold: 'Higher: more experts count as unused, so more gates count as polarized. No run changes by it.',
      seeds: {
        data: 'Another number: another platform and log. How often gates polarize differs widely between data sets.',
        init: 'Another number: other initial weights, so other experts may be left unused, or none.',
        dropout: 'Another number: other masks; model A changes only by its dropped positions.',
        batch: 'Another number: another order of the impressions.',
      },
    },
  },
  /** What the paper (Zhao et al. 2019) calls it and where, or that it is ours. */
  paper: {
    run: {
      source: {
        name: 'In the paper: logs of a live video site, which nobody else has. Census-Income is the data set of Ma et al. 2018.',
        columns: OURS,
        inputs: 'Not in the paper: ours. Ma et al. 2018 do not say how they encoded the columns.',
      },
      world: {
        impressions: 'In the paper: the training log of a live video site; ours is made, and far smaller.',
        sines: 'Not in Zhao et al.; in Ma et al. 2018: the sine terms of their synthetic data.',
        cosineWithin: 'Not in Zhao et al.; in Ma et al. 2018: task correlation, the cosine of the weight vectors.',
        cosineAcross:
          'In the paper: objectives that may conflict (section 4). As a number: task correlation in Ma et al. 2018.',
        randomness: OURS,
        misalignment: OURS,
        biasStrength:
          'In the paper: position bias (section 5.3, figures 6 and 7). That its strength can be set is ours.',
        clickModel:
          'In the paper: additive is how the shallow tower is put together (section 4). Examination is not in the paper: ours.',
        labels: OURS,
        logging: 'In the paper: the order in which the live system showed its items. The other two are ours.',
        simplerSatisfaction: 'Not in the paper: ours, to find out what its figure 5 may rest on.',
        sharedPhases: 'Not in the paper: ours. The phases are those of the synthetic data of Ma et al. 2018.',
        heldOut: 'A usual part of any evaluation; the number is ours.',
        candidates: 'In the paper: the candidates that the ranking model scores (section 4). The number is ours.',
        queryFeatures: 'In the paper: features of the user and the context (section 4). Here they are drawn at random.',
        itemFeatures: 'In the paper: features of the candidate video (section 4). Here they are drawn at random.',
        clickGain: OURS,
        clickOffset: OURS,
        likeGain: OURS,
        regressionNoise: 'Not in Zhao et al.; in Ma et al. 2018: the noise of their synthetic labels.',
        biasCurves: 'In the paper: position bias, learned only (figure 7). Here the truth is known.',
      },
      model: {
        kind: 'In the paper: MMoE and shared-bottom (section 4, table 1). One gate is the OMoE of Ma et al. 2018.',
        sharing:
          'Not in Zhao et al. 2019. CGC is one level of PLE: Tang et al. 2020, section 4. Experts of a group alone: HoME, Zhao et al. 2024.',
        experts: 'In the paper: experts (section 4); 4 and 8 of them in table 1. Ma et al. 2018, equations 6 to 8.',
        expertUnits: 'In the paper: the width of an expert (section 4). The number is ours.',
        sharedUnits: 'In the paper: the shared hidden layer below the experts (section 4).',
        towerUnits: 'In the paper: the towers, one a task, above the experts (section 4).',
        biasHandling:
          'In the paper: table 2 compares input feature, adversarial loss and shallow tower with none (section 5.3).',
        initScale: OURS,
        gateInitScale: OURS,
        identicalExperts: OURS,
      },
      training: {
        gateDropout: 'In the paper: dropout on the gating networks, 10% (section 5.2).',
        positionDropout: 'In the paper: the position feature is dropped for 10% of the impressions (section 4).',
        learningRate: 'A usual term; the value is ours.',
        optimizer: 'A usual term; the choice is ours.',
        workers: 'In the paper: distributed, asynchronous training (section 5.2). Here it is simulated.',
        batch: 'A usual term; the value is ours.',
        steps: 'A usual term; the value is ours.',
        l2: 'A usual term; the value is ours.',
        decayTo: 'A usual term; the value is ours.',
        mask: 'The paper’s dropout is on the gate’s weights (section 5.2); this distinction is ours.',
        tableRate: OURS,
        gateRate: OURS,
        adversarialWeight: 'In the paper: adversarial loss (table 2). The factor λ is ours.',
        taskWeights:
          'Not the weights of the paper, which combine the predictions into one score for ranking (section 4): ours.',
        cures: {
          lossFree: 'Not in Zhao et al.: Wang et al. 2024, there for gates that choose a few experts.',
          importance: 'Not in Zhao et al.: Shazeer et al. 2017, section 4.',
          switchLoss: 'Not in Zhao et al.: Fedus et al. 2021, equation 4.',
          entropy: 'Not in the paper; a usual term.',
          zLoss: 'Not in Zhao et al.: Zoph et al. 2022, equation 5.',
          logitL2: 'Not in the paper; a usual term.',
          temperature: 'Not in the paper; a usual term.',
          annealing: 'Not in the paper; a usual term.',
          cap: 'Not in the paper; a usual term.',
          noise: 'Not in Zhao et al.: Shazeer et al. 2017, there with gates that choose a few experts.',
          gateKind: 'In the paper: softmax (section 4). The other is a usual choice.',
          gateRate: OURS,
          zeroGates: OURS,
          uniform: OURS,
          expertActivation: 'In the paper: ReLU. Swish: Ramachandran et al. 2017.',
          sharedActivation: 'In the paper: ReLU. Swish: Ramachandran et al. 2017.',
          layerNorm: 'Not in Zhao et al. 2019: Ba et al. 2016; without gain and offset as in Xu et al. 2019.',
          sharing: 'Not in Zhao et al. 2019. CGC is one level of PLE: Tang et al. 2020, section 4.',
          rate: OURS,
          decayTo: OURS,
          warmUp: 'Not in the paper; a usual term.',
          clip: 'Not in the paper; a usual term.',
          stalenessAware: 'Not in Zhao et al. 2019: Zhang et al. 2016, equation 6.',
        },
      },
      threshold: 'In the paper: experts of zero utilization (section 5.2). The threshold is ours.',
      seeds: { data: OURS, init: OURS, dropout: OURS, batch: OURS },
    },
  },
  /** Labels and choices of the cures: theirs come with the controls. */
  field: {
    run: {
      training: {
        cures: {
          lossFree: { label: 'Loss-free balancing' },
          importance: { label: 'Importance loss' },
          switchLoss: { label: 'Switch load-balancing loss' },
          entropy: { label: 'Entropy bonus' },
          zLoss: { label: 'Router z-loss' },
          logitL2: { label: 'L2 on gate logits' },
          temperature: { label: 'Gate temperature' },
          annealing: { label: 'Temperature annealing' },
          cap: { label: 'Logit cap' },
          noise: { label: 'Noise on gate logits' },
          gateKind: { label: 'Gate function', choice: { softmax: 'softmax', sigmoid: 'sigmoid, normalised' } },
          gateRate: { label: 'B’s gate rate factor' },
          zeroGates: { label: 'B’s gates start at zero' },
          uniform: { label: 'Gates fixed uniform' },
          expertActivation: {
            label: 'Experts’ activation',
            choice: { relu: 'ReLU', leaky: 'leaky ReLU', swish: 'Swish' },
          },
          sharedActivation: {
            label: 'Shared layer’s activation',
            choice: { relu: 'ReLU', leaky: 'leaky ReLU', swish: 'Swish' },
          },
          layerNorm: { label: 'Layer norm on experts' },
          sharing: {
            label: 'B’s own experts',
            choice: { all: 'as model A', groups: 'CGC by group', apart: 'groups apart', tasks: 'CGC by task' },
          },
          rate: { label: 'B’s rate factor' },
          decayTo: { label: 'B’s rate decays to' },
          warmUp: { label: 'Warm-up' },
          clip: { label: 'Gradient clipping' },
          stalenessAware: { label: 'Staleness-aware rate' },
        },
      },
    },
  },
  /** Why two settings exclude one another. */
  conflict: {
    'sigmoid-switch': 'Sigmoid gates and the Switch loss exclude one another: its shares are those of a softmax.',
    'sigmoid-z': 'Sigmoid gates and the z-loss exclude one another: they have no sum of exponentials to keep small.',
    'layer-norm-units': 'Layer norm needs 2 units per expert: a single one would always be 0.',
    'uniform-balance': 'Gates fixed uniform and loss-free balancing exclude one another: its bias would move them.',
    'uniform-noise': 'Gates fixed uniform and noise exclude one another: it would move them in training.',
    'shared-layer': 'This bias treatment and a shared layer of 0 units exclude one another: it acts on that layer.',
  },
  /** The panel of controls itself. */
  /** Of a table. */
  rows: {
    impressions: {
      is: 'How many training rows are drawn. A table that has fewer gives all of them; of more, the data seed draws other ones each time.',
      effect: 'More: there is more to learn every task from.',
      paper: 'In the paper: the training log of a live video site, far larger.',
    },
    heldOut: {
      is: 'How many held-out rows are measured on. A table that has fewer gives all of them.',
      effect: 'More: held-out numbers are surer, and each measurement takes longer.',
      paper: 'In the paper: held-out data of the same site.',
    },
  },
  panel: {
    gaveWay: '$t(hint.conflict.{{reason}}) {{field}} is {{fallback}} again.',
    excluded: '$t(hint.conflict.{{reason}}) Set here, it takes the place of the other.',
    find: 'Find a setting',
    fold: 'Fold this panel',
    all: 'All settings',
    first: 'Try first',
    stored: 'The stored results of this chapter do not follow these settings.',
    storedButThreshold:
      'The stored results of this chapter do not follow these settings; “{{field}}” alone counts races and sweeps anew.',
    storedButAdvice:
      'The stored results of this chapter do not follow these settings; the advice alone is that of the stored setting nearest to them.',
    lesson: 'Opened by the lesson so far',
    noneYet: 'None yet: they come as the lesson needs them. All of them are below.',
    changed: 'Changed from the default',
    apart_one: 'One more setting of this chapter is of the synthetic platform, and does nothing here.',
    apart_other: '{{count}} more settings of this chapter are of the synthetic platform, and do nothing here.',
    /** Settings that do nothing for the data of the run, by what they belong to. */
    other: {
      platform: {
        title: 'Of the synthetic platform',
        words_one: 'One setting makes the synthetic platform: it does nothing for a table.',
        words_other: '{{count}} settings make the synthetic platform: they do nothing for a table.',
      },
      sample: {
        title: 'Of Census-Income',
        words_one: 'One setting says how Census-Income is read: it does nothing for the synthetic platform.',
        words_other: '{{count}} settings say how Census-Income is read: they do nothing for the synthetic platform.',
      },
      both: {
        title: 'Of other data',
        words_one: 'One setting is of the synthetic platform or of Census-Income: it does nothing for your file.',
        words_other:
          '{{count}} settings are of the synthetic platform or of Census-Income: they do nothing for your file.',
      },
    },
    clear: 'Clear the search',
    found_one: '1 setting',
    found_other: '{{count}} settings',
    none: 'No setting like that.',
    noneHow:
      'Its label, what it does, the paper’s word for it or its key in the link will find one, in English or Chinese.',
    key: 'In the link: {{key}}.',
  },
} as const;

import page from './lessonPage.ts';

/**
 * The lesson. Of every step: its title, what it says, what it asks, what is said of what came out, and notes for a lecturer. Numbers of `said` come
 * from the run or the study on this machine; percentages are given as numbers from 0 to 100.
 */
export default {
  page,
  steps: {
    objectives: {
      title: 'One query, several wishes',
      text: 'A video site guesses four things about every candidate: will you click it, how long will you watch, will you like it, how will you rate it? These are the videos of one query, one below the other, with what the user did. If people only clicked what they end up liking, one guess would be enough.',
      question:
        'Six queries can be chosen here. In how many of them is the video most likely to be clicked, wherever it stands, also the one most likely to be liked?',
      said: {
        counted:
          'It is the same video in {{k}} of {{n}} queries. Where it is, the two frames of the list stand in one row, else in two. By chance alone it would be in one of {{items}} queries.',
        apart:
          'Over the whole log, what makes people click and what makes them like have a correlation of only {{r}}. One guess cannot stand for both: the model gets an objective for each. That is no finding: these data were made so (setting “Cosine across groups”, 0; try 1).',
        together:
          'In this run the effect is missing: clicking and liking go together (correlation {{r}}), so one objective would nearly do. Set “Cosine across groups” to 0 to see them part.',
      },
      notes:
        'Ask for a show of hands before any number is entered. Most of the class expects the same video in four or more queries: “I click what I like.” Then unfold one item and compare the probability of a click with that of a like: they are framed once the prediction is locked in. Engagement means click and watch time, satisfaction like and rating.',
    },
    conflict: {
      title: 'One body for all tasks',
      text: 'The plainest answer is a shared bottom: one hidden layer that all four tasks read. It is cheap, but what one task needs takes room from another. The other answer is several small hidden layers, the experts, of which each task takes what it needs (MMoE). Both may cost the same number of multiplications.',
      question: 'Eight pairs are trained on the same data. Which errs less on watch time and rating?',
      choices: { sharedBottom: 'The shared bottom', alike: 'Both alike, within 5%', mmoe: '4‑expert MMoE' },
      said: {
        ratio:
          'Pair by pair, the squared error of MMoE is {{ratio}} times that of the shared bottom (below 1: MMoE errs less; geometric mean over pairs and both tasks). It errs less in {{better}} of {{pairs}} pairs. The framed picture’s title has plain means of the errors, in which a single bad run weighs more.',
        stuck:
          'A run is stuck when one of its tasks hardly learns. That happened to {{bottom}} of {{n}} shared bottoms and to {{mmoe}} of {{n}} MMoEs: there a task found no room.',
        absent:
          'In these runs MMoE is not ahead. On the 20 stored seeds of the picture it is in 18: a few seeds can miss what many show.',
        diverged: '{{left}} pairs are left out, because a model in them diverged.',
      },
      notes:
        'Ask what could go wrong if click and rating must share one hidden layer. Many expect the shared bottom to win, “because it has more units in one place”, or no difference at all. Show the single dots: the mean hides that some runs are much worse. That MMoE gains more when tasks are less alike is a common belief; the pictures further down do not show it.',
    },
    experts: {
      title: 'Experts and gates',
      text: 'This is the model. Each impression enters as “query” and “item” and passes one shared layer and eight experts. Each task has a gate: eight weights that add up to 1 and say how much the task takes from which expert. The width of a line is such a weight, averaged over impressions. Take a few steps and watch the lines change.',
      said: { done: 'The lines change: each gate takes more of some experts, less of others.' },
      notes:
        'Let somebody explain in own words what a gate does before anything moves. The class usually takes the gates for fixed once trained; the next steps show that they differ from impression to impression. Four gates, not one: that is the “multi-gate” of MMoE.',
    },
    gates: {
      title: 'Which gate is the narrowest?',
      text: 'Now model A trains to its end: 600 steps, without gate dropout, from other seeds than those of the first page. All four gates start alike; some will go on using many experts for an impression, others two or three. How many that is, by how evenly a gate’s weights are spread, is its effective number of experts per example.',
      question: 'Which gate will use the fewest experts per example?',
      said: {
        order:
          'The gate of {{task}} is the narrowest: {{fewest}} of {{experts}} effective experts per example. Next comes {{second}} with {{next}}; the widest is {{last}} with {{most}}.',
        near: 'The first two are less than {{near}} experts apart: this run cannot tell them apart, so either answer counts.',
        polarized:
          'In model A {{k}} of 4 gates give most experts less than 1% of their weight: they have polarized. Step 6 is about that.',
        chance:
          'That is this run’s chance: nothing in these data makes one task’s gate narrower than another’s, and with other seeds it is another gate. The paper found satisfaction gates narrower; the setting “Simpler satisfaction” shows that here.',
        diverged: 'The run diverged at step {{step}}: what is shown is the model just before.',
      },
      notes:
        'Collect votes for all four tasks. The class usually says click, “because it is the easiest”, or argues from the paper that satisfaction must be narrower. Compare the four panels while it trains; then open a second seed and show that the order changes. Ask what a gate that uses one expert has lost.',
    },
    impression: {
      title: 'One impression, followed through',
      text: 'A gate does not choose once and for all: it looks at every impression. Go through the impressions with ← and → at the top of the framed picture, and find one for which the like gate leans on another expert than before. The prediction of a task is the weighted sum of what the experts say, sent through the task’s own small tower. Each number stands beside its formula.',
      said: { done: 'Found: for these impressions the like gate leans on different experts.' },
      notes:
        'Let two people pick two impressions and compare the rows of one gate. The usual mistake is to read the averages of the pictures above as what every impression gets: a mean of 50% may be half of the impressions at 100%. Work one product out on the board: weight times output of the expert, added up over eight.',
    },
    polarization: {
      title: 'When a gate polarizes',
      text: 'Another training, with the optimizer Adam and small first weights. It has come to step 100 of 300. The line shows how many experts the narrowest of the four gates still uses, whichever that is, by its weights averaged over impressions: 8 would be all of them alike, 1 a single one; for one impression it may use fewer. A gate that hardly uses most of its experts has polarized; what those experts know is lost to its task.',
      question: 'Where will the line end? Drag it there.',
      said: {
        ended:
          'The narrowest gate is that of {{task}}. It ends at {{came}} effective experts of the mean weights; at step {{begun}} it was {{at}}.',
        endedOther:
          'At the end the narrowest gate is that of {{task}}, with {{came}} effective experts of the mean weights; at step {{begun}} it was that of {{before}}, with {{at}}.',
        polarized:
          'It gives {{unused}} of {{experts}} experts less than 1% of its weight: it has polarized. A gate feeds back on itself: what it uses learns, what it does not use learns nothing and is used even less.',
        absent:
          'It gives only {{unused}} of {{experts}} experts less than 1% of its weight, and {{limit}} make a polarized gate: here it did not happen. Of the stored runs of this setting about three in ten do it; “New seeds” tries another one.',
        chosen:
          'This seed was chosen because it polarizes: most runs of this setting do not polarize. Step 8 counts how many.',
        diverged: 'The run diverged at step {{step}}: what is shown is the model just before.',
      },
      notes:
        'Ask why a gate should ever give experts up if using more costs nothing. Many expect the line to come back, “because training improves everything”. Show the history of the gate, expert by expert, and where each line leaves. In the paper this came from training with many asynchronous workers, in 20% of the runs.',
    },
    dropout: {
      title: 'The cure of the paper',
      text: 'Model A is the run that you have just seen, trained again from its first step. Model B has the same data, the same first weights and the same batches, but while it trains each expert is removed from a gate for one impression in ten, and the rest share its weight: gate dropout. A gate can then rely on no single expert.',
      question: 'How many gates will have polarized in B, compared with A?',
      choices: {
        none: 'None at all',
        fewer: 'Fewer than in A, but some',
        same: 'As many as in A',
        more: 'More than in A',
      },
      said: {
        counts:
          'Polarized gates: {{a}} of 4 in A, {{b}} in B. Experts hardly used, over all gates: {{ua}} in A, {{ub}} in B, of {{all}}.',
        pays: 'Held-out losses differ most for {{task}}: there B is {{by}}% worse than A. That is the price.',
        gains: 'Held-out losses differ most for {{task}}: there B is {{by}}% better than A.',
        absent:
          'In A no gate polarized, so there was nothing to cure in this run. Open the step anew: its own seed polarizes.',
        one: 'This is one run. Whether dropout makes polarization rarer can only be seen in many.',
        diverged: 'The run diverged at step {{step}}: what is shown are the models just before.',
      },
      notes:
        'Ask what else could stop a gate from starving its experts, before dropout is named. Most expect a complete cure, as in the paper (20% to 0). Point out the price in held-out loss, and leave the question open whether one pair of runs proves anything. The chapter “Cures” has two dozen others.',
    },
    chance: {
      title: 'One run is an anecdote',
      text: 'You have seen one seed, and it was picked. Now 24 seeds are trained, each on data of its own, without dropout and with 10%. Each small picture is a run; a frame marks the polarized ones, judged by the mean weights of their gates (by what the experts contribute, weight times output, it is more: chapter “Cures”). Only the counts say how often it happens, and whether dropout makes it rarer.',
      question: 'How many of the 24 runs without dropout will polarize?',
      said: {
        counts: 'Polarized: {{k1}} of {{n1}} runs without dropout, {{k2}} of {{n2}} with 10%.',
        inside: 'Your {{predicted}} of {{n}} lies within what these runs allow: {{low}}% to {{high}}% (95% interval).',
        outside:
          'Your {{predicted}} of {{n}} lies outside of what these runs allow: {{low}}% to {{high}}% (95% interval).',
        fewer:
          'With dropout it is rarer, and hardly by chance (Fisher’s exact p = {{p}}). It is not gone for good: the paper’s 20% to 0 is more than was ever seen here.',
        chance:
          'The two counts could differ like this by chance (Fisher’s exact p = {{p}}): 24 runs are too few here. The stored race has 200 an arm.',
        more: 'With dropout it is more frequent here (Fisher’s exact p = {{p}}), against everything measured beforehand; train more seeds before you believe it.',
        absent:
          'No run polarized here, neither without nor with dropout. The setting that shows it is Adam 0.02 with half the first weights, “Adam, small weights” in the list.',
        diverged: '{{k}} of {{n}} runs diverged and are not counted.',
      },
      notes:
        'Before it starts: how many seeds would you want to see? Classes trust a single run far too much, and afterwards expect two thirds. Show the interval behind each rate, and that a p-value of 24 runs changes with other seeds. Fresh data for every seed matter: fixed data sets differ from 0 to 55%.',
    },
    position: {
      title: 'What stands high is clicked',
      text: 'Now to clicks. The framed picture, covered until you have predicted, shows how often videos were clicked at positions 1 to 9: the rate falls steeply. But good videos were placed high on purpose, so two things are mixed: how good a video is, and where it stood. On this platform both are known: once you have predicted, the lines “relevance alone” and “bias alone” take them apart.',
      question:
        'On phones more than half of what stands at position 1 is clicked. If people looked at all places alike, how often would the videos at position 9 be clicked?',
      said: {
        apart:
          'At position 9 they were clicked in {{observed}}% of cases. Looked at like those at position 1, it would be {{relevance}}%: not bad videos, badly placed ones.',
        share:
          'Of the fall from {{top}}% to {{observed}}%, relevance explains {{by}} points. The rest is position bias; a model that takes clicks at face value learns it as a lack of quality.',
        absent:
          'Here position hardly matters: the two rates differ by less than {{by}} points. Set “Position bias” to 1 to see it.',
      },
      notes:
        'Ask whether a video at position 9 with 10% clicks is a bad video. Most answer from the observed rate alone and guess 10 to 20%. Show the three lines one after the other. Outside of this lab only the lowest of them can be seen: to get the others one must randomise what is shown, or model it.',
    },
    bias: {
      title: 'Draw the bias',
      text: 'The paper gives the model a second, shallow tower that sees only position and device. Its output is added to the click’s logit while the model trains, and left out when it serves. If that works, the tower learns the position bias, and the main tower what remains: relevance. This run has 1,000 steps. Logits: a step of −1 makes the odds of a click 2.7 times smaller.',
      question: 'Draw what the shallow tower will learn for phones: the logit at positions 1 to 9, beginning at 0.',
      said: {
        gaps: 'Off the truth on average (root mean square over nine positions, every curve counted from position 1): your curve by {{yours}} logits, the shallow tower by {{tower}}. The picture counts from the mean of its curves, so its figure is a little different.',
        shape:
          'The true curve falls by {{first}} logits from position 1 to 2 and by only {{last}} from 8 to 9: what is lost is lost at the top. At position 9 the odds of a click are {{odds}} times smaller than at position 1.',
        learned:
          'The tower was told nothing but clicks. It could tell position from relevance because the log has the same kind of video in different places.',
        poor: 'In this run the tower is far off ({{tower}} logits). With more impressions and a log that is random enough it comes within 0.1: compare the presets of the chapter.',
        missing: 'This run has no shallow tower; choose “shallow tower” as its bias treatment.',
        diverged: 'The run diverged at step {{step}}: what is shown is the model just before.',
      },
      notes:
        'Let everybody draw on paper first, then one curve in the page. Most draw a straight line; some let it begin below 0. Ask why only differences count: a constant for all positions changes no ranking. The open marks of the picture are what was learned, lines are the truth.',
    },
    baselines: {
      title: 'Two simpler ideas',
      text: 'Must it be a tower? The paper compares two simpler treatments: the position as one more input, set to “missing” when serving; and an adversarial loss that forbids the model to know the position. Here all are trained on the same logs of four simulated platforms (worlds), then ranked lists are shown to new users, whose true behaviour is known.',
      question: 'Whose lists earn the most clicks?',
      choices: {
        none: 'No treatment',
        inputFeature: 'Input feature',
        adversarial: 'Adversarial loss',
        shallowTower: 'Shallow tower',
      },
      said: {
        lifts:
          'More clicks than without treatment, mean of the {{worlds}} platforms trained here: {{input}}% with the input feature, {{adversarial}}% with the adversarial loss, {{tower}}% with the shallow tower. Perfect knowledge would earn {{oracle}}%.',
        best: 'Your choice is the first of this comparison, and more clearly so than chance explains.',
        first:
          'Your choice is the first of this comparison, but the next is only {{gap}} points behind, and the platforms differ more than that: {{worlds}} platforms cannot tell the two apart.',
        close:
          'Your choice and the first are {{gap}} points apart, and the platforms differ more than that: {{worlds}} platforms cannot tell them apart.',
        behind: 'Your choice is {{gap}} points behind the first, more than chance over {{worlds}} platforms explains.',
        paper:
          'The paper claims −0.07%, +0.01% and +0.24% engagement, in this order. That every treatment beats none is what shows here with hardly an exception; which one wins does not, not even for all pairs on the 20 platforms that were measured beforehand.',
        absent:
          'Here the treatments gain nothing over none. That happens where the log was ranked by relevance already: the setting “ranked by the truth” of the chapter shows it; “clean case” shows the gain.',
        diverged: 'On {{k}} platforms a model diverged; they are not counted.',
      },
      notes:
        'Ask what an input feature must be given when nobody knows the position yet. The class follows the paper and picks the tower. Show that the intervals of the three overlap, and that “no treatment” is not absurd: with a log that was ranked well already it wins slightly.',
    },
    serving: {
      title: 'Four predictions, one list',
      text: 'A user sees one list: the paper multiplies the predictions, each to the power of a weight, and sorts by the product, the combined score. The weights are tuned by hand, for they are a decision of the product, not of the model. Will more weight on likes cost clicks? Once the model has been trained to its end, change the weight and watch who rises: below the sliders stands what a page then earns, and in the framed panel “Your weights: …”, below the list, what lies in between.',
      said: {
        done: 'Your weights are in force: in brackets stands by how much a page earns more or less than with all weights at 1.',
      },
      notes:
        'Ask who in a company should hold these sliders. Many believe that the model learns them. Take the weights of like and rating to 0 and show where the page lies between engagement and satisfaction; one slider more or less changes what millions see. Before the next step: how would you find out whether users like it better?',
    },
    live: {
      title: 'A live experiment',
      text: 'Offline numbers say who predicts better. Whether users answer better shows only live: each query goes to one of several rankers by chance, and clicks are compared (an A/B test). Two of them are asked about: control, the small shared bottom, and the 8‑expert MMoE, the pair of the paper’s largest claim (table 1). Both are trained first, then 20,000 queries arrive from simulated users.',
      question: 'Will 20,000 queries be enough to say which of the two earns more clicks?',
      choices: {
        mmoe: 'Yes: MMoE earns more',
        control: 'Yes: the shared bottom earns more',
        untold: 'No: nobody can say yet',
      },
      said: {
        lift: 'After {{queries}} queries MMoE has {{lift}}% more clicks a page, with an interval from {{low}}% to {{high}}% that holds however often one looks.',
        untold:
          'Zero is inside: nothing can be said yet. As things stand, it would take about {{needed}} more queries.',
        told: 'Zero is outside since query {{at}}: now it can be said.',
        peeking:
          'An ordinary 95% interval, looked at after every query, had excluded zero at query {{at}} already. Who stops there is wrong far more often than in 5% of cases.',
        truth:
          'Known here only, for these users’ truth is known: of what a ranking can gain over chance, MMoE’s pages capture {{mmoe}}%, those of the shared bottom {{control}}%. The other arms of the picture show the scale: control against itself (A/A), a ranking by the truth (oracle) and one by chance.',
        diverged: 'A model diverged: it ranks nothing, and nothing can be compared.',
      },
      notes:
        'Ask how many queries a difference of 1% needs. Almost everybody says that 20,000 are plenty. Show the first hundred queries, where the lift jumps about, and the A/A experiments below: control against itself “wins” too if one stops at the right moment.',
    },
    loop: {
      title: 'The model makes its own data',
      text: 'What a model ranks high is seen, clicked, and learned from tomorrow. Suppose the site pushes an irrelevant trait a little, round after round (a standing boost). A model that takes clicks at face value may come to believe that this thing is good. Two models go round five times: one without any treatment of position, one with the shallow tower.',
      question: 'Which of them will end up believing in the irrelevant trait?',
      choices: {
        none: 'The one without treatment',
        shallowTower: 'The one with the shallow tower',
        both: 'Both',
        neither: 'Neither',
      },
      said: {
        correlations:
          'Correlation of the model’s own score with the irrelevant trait, after round {{rounds}}: {{none}} without treatment, {{tower}} with the shallow tower (after round 1: {{none1}} and {{tower1}}).',
        clicks:
          'With the tower the pages of the last round earn {{lift}}% more clicks; on so few platforms that may be chance.',
        why: 'What is pushed stands higher and is clicked for standing higher. The tower puts those clicks down to the position; the other model puts them down to the thing itself.',
        absent:
          'Below {{limit}} nothing is counted as believed. Here the push left no mark; with a stronger standing boost, or less randomness in what is shown, it does.',
        diverged: 'A model diverged in some round; its rounds are not counted.',
      },
      notes:
        'Ask where in their own products a loop like this could run. Many expect both models to be lost, or that learning heals by itself. Play the rounds one by one. Without the standing boost the loop does heal: show that as the counterexample.',
    },
    end: {
      title: 'What you predicted, what came out',
      text: 'That was the whole paper, on a platform that fits into a page. Below stand your predictions beside what came out. Where you were wrong is where there was something to learn. What no run here can show: real users, billions of impressions, and whether a list is good for those who watch it. From here on everything is open to you; begin with “Cures”, where several others leave fewer gates polarized than the paper’s dropout, and at a lower loss.',
      notes: 'Let everybody name the prediction that surprised them most, and why. Collect what the lab cannot answer.',
    },
  },
} as const;

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
        'Six queries can be chosen here. In how many of them is the video most likely to be clicked also the one most likely to be liked?',
      said: {
        counted: 'It is the same video in {{k}} of {{n}} queries. By chance alone that happens once in {{items}}.',
        apart:
          'Over the whole log, what makes people click and what makes them like have a correlation of only {{r}}. One guess cannot stand for both: the model gets an objective for each.',
        together:
          'In this run the effect is missing: clicking and liking go together (correlation {{r}}), so one objective would nearly do. Set “Cosine across groups” to 0 to see them part.',
      },
      notes:
        'Ask for a show of hands before any number is entered. Most of the class expects the same video in four or more queries: “I click what I like.” Then unfold one item and compare its relevance with what was liked. Engagement means click and watch time, satisfaction like and rating.',
    },
    conflict: {
      title: 'One body for all tasks',
      text: 'The plainest answer is a shared bottom: one hidden layer that all four tasks read. It is cheap, but what one task needs takes room from another. The other answer is several small hidden layers, the experts, of which each task takes what it needs (MMoE). Both may cost the same number of multiplications.',
      question: 'Eight pairs are trained on the same data. Which errs less on watch time and rating?',
      choices: { sharedBottom: 'The shared bottom', alike: 'Both alike, within 5%', mmoe: 'MMoE, with four experts' },
      said: {
        ratio:
          'The squared error of MMoE is {{ratio}} times that of the shared bottom (below 1: MMoE errs less). It errs less in {{better}} of {{pairs}} pairs.',
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
      text: 'This is the model. Each impression enters on the left and passes one shared layer and eight experts. Each task has a gate: eight weights that add up to 1 and say how much the task takes from which expert. The width of a line is such a weight, averaged over impressions. Take a few steps and watch the lines change.',
      said: {
        first: 'Before the first step every gate spreads its weight over all experts; nothing has been learned yet.',
      },
      notes:
        'Let somebody explain in own words what a gate does before anything moves. The class usually takes the gates for fixed once trained; the next steps show that they differ from impression to impression. Four gates, not one: that is the “multi-gate” of MMoE.',
    },
  },
} as const;

/** Words that several areas share: `task.<task>`, `group.<group>`, `device.<device>`. */
export default {
  /** Where stored numbers come from; the command follows. */
  made: 'Made on {{date}} from commit {{commit}}, engine: {{engine}}, on {{adapter}}, by',
  /** One sentence after another. */
  sentences: '{{first}} {{second}}',
  /** Between the members of a list. */
  comma: ', ',
  /** Of every card with numbers: the table behind it, and that they were stored. */
  panel: {
    data: 'Numbers',
    dataOf: 'Numbers: {{name}}',
    storedSome: 'Stored results.',
    stored: 'Stored results, {{seeds}} seeds each.',
  },
  task: { click: 'click', watchTime: 'watch time', like: 'like', rating: 'rating' },
  group: { engagement: 'engagement', satisfaction: 'satisfaction' },
  device: { pooled: 'all devices', phone: 'phone', desktop: 'desktop', tv: 'TV' },
} as const;

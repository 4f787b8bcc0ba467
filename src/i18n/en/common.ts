/** Words that several areas share: `task.<task>`, `group.<group>`, `device.<device>`. */
export default {
  /** Between the members of a list. */
  comma: ', ',
  task: { click: 'click', watchTime: 'watch time', like: 'like', rating: 'rating' },
  group: { engagement: 'engagement', satisfaction: 'satisfaction' },
  device: { pooled: 'all devices', phone: 'phone', desktop: 'desktop', tv: 'TV' },
} as const;

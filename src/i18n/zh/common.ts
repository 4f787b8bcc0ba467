import type en from '../en/common.ts';
import type { Words } from '../messages.ts';

const common: Words<typeof en> = {
  comma: '、',
  task: { click: '点击', watchTime: '观看时长', like: '点赞', rating: '评分' },
  group: { engagement: '参与度', satisfaction: '满意度' },
  device: { pooled: '全部设备', phone: '手机', desktop: '桌面端', tv: '电视' },
};
export default common;

import type en from '../en/common.ts';
import type { Words } from '../messages.ts';

const common: Words<typeof en> = {
  sentences: '{{first}}{{second}}',
  comma: '、',
  made: '{{date}}，在 {{adapter}} 上用提交 {{commit}}（引擎：{{engine}}）运行以下命令得到：',
  /** Of every card with numbers: the table behind it, and that they were stored. */
  panel: {
    data: '数值',
    dataOf: '数值：{{name}}',
    storedSome: '事先测得的结果。',
    stored: '事先测得，每组 {{seeds}} 个种子。',
  },
  task: { click: '点击', watchTime: '观看时长', like: '点赞', rating: '评分' },
  group: { engagement: '参与度', satisfaction: '满意度' },
  device: { pooled: '全部设备', phone: '手机', desktop: '桌面端', tv: '电视' },
};
export default common;

import type en from '../en/common.ts';
import type { Words } from '../messages.ts';

const common: Words<typeof en> = {
  sentences: '{{first}}{{second}}',
  comma: '、',
  semicolon: '；',
  made: '{{date}}，在 {{adapter}} 上用提交 {{commit}}（引擎：{{engine}}）运行以下命令得到：',
  /** Of every card with numbers: the table behind it, and that they were stored. */
  panel: {
    data: '数值',
    dataOf: '数值：{{name}}',
    stored: '事先测得，每组 {{seeds}} 个种子。',
    how: '这些结果从何而来',
    /** Of a card's settings, where a lesson folds them. */
    settings: '这项实验的设置',
  },
  setting: {
    default: '页面初始设置',
    async: 'Adagrad，{{workers}} 个节点',
    adam: 'Adam',
    adamWorkers: 'Adam，{{workers}} 个节点',
    census: 'Census-Income，Adam',
    censusAsync: 'Census-Income，Adagrad，{{workers}} 个节点',
  },
  sameQuestion: '同一个问题，其他设置',
  study: {
    progress: '进度',
    stop: '停止',
    other: '（结果来自另一组设置，并非当前设置）',
    source: {
      stored: { present: '（事先测得的结果）', other: '（事先测得的结果，来自另一组设置，并非当前设置）' },
      own: { present: '（你的结果）', other: '（你的结果，来自另一组设置，并非当前设置）' },
    },
    engine: '引擎：{{engine}}，运行在 {{adapter}} 上。',
    threads: '{{adapter}}（{{threads}} 个线程）',
    chosen: {
      faster: {
        one: '引擎：{{engine}}，在本机实测速度为 {{other}} 的 {{times}} 倍。',
        all: '引擎：{{engine}}，在本机实测速度至少为 {{other}} 的 {{times}} 倍。',
      },
      kept: {
        one: '引擎：{{engine}}；{{other}} 在本机实测速度为其 {{times}} 倍，差距不足以更换。',
        all: '引擎：{{engine}}；{{other}} 在本机实测速度至多为其 {{times}} 倍，差距不足以更换。',
      },
      short: '引擎：{{engine}}；按实测速度训练只需 {{seconds}} 秒，不值得启动 WebGPU。',
      alone: '引擎：{{engine}}；本机无法测量 WebGPU 的速度。',
      several: '按实测选择引擎：{{parts}}。',
      part: '{{n}} 类模型中有 {{k}} 类用 {{engine}}',
    },
    job: {
      starting: '正在生成数据…',
      running: '已完成 {{percent}}。',
      measuring: '训练完成，正在测量最后的结果。',
      finished: '在本机运行完成，用时 {{seconds}} 秒。',
      stopped: '已停止；此前已训练完的 {{finished}} 组保留。',
      stoppedEarly: '在任何一组训练完之前就停止了：没有新增结果。',
      failed: '无法运行：{{message}}。',
      failedKept: '此前已训练完的 {{finished}} 组保留；重新开始即可重跑。',
      failedNone: '重新开始即可再试一次。',
      noWorker: '其程序未能加载（可能是网络中断，或页面比服务器上的版本旧）',
    },
    evidence: {
      label: '显示的结果',
      stored: '事先测得，{{n}}',
      own: '你的，{{n}}',
      numbered: '你的（{{number}}），{{n}}',
      live: '正在运行',
      one: { seeds: '1 个种子', worlds: '1 个平台', queries: '1 次请求' },
      many: { seeds: '{{n}} 个种子', worlds: '{{n}} 个平台', queries: '{{n}} 次请求' },
    },
  },
  task: { click: '点击', watchTime: '观看时长', like: '点赞', rating: '评分' },
  group: { engagement: '参与度', satisfaction: '满意度' },
  tabular: {
    unit: {
      weeks_one: '{{value}} 周',
      weeks_other: '{{value}} 周',
      years_one: '{{value}} 岁',
      years_other: '{{value}} 岁',
    },
  },
  device: { pooled: '全部设备', phone: '手机', desktop: '桌面端', tv: '电视' },
};
export default common;

import type en from '../en/data.ts';
import type { Words } from '../messages.ts';

const data: Words<typeof en> = {
  waits: '正在生成日志。',
  query: {
    name: '一次请求的物品',
    title: '在{{device}}上展示的 {{items}} 个物品中，{{clicks}} 个被点击；期望为 {{expected}} 个',
    titleAlone: '{{items}} 次曝光中，{{clicks}} 次被点击；期望为 {{expected}} 次',
    subtitle: {
      query:
        '[[heldOut|留出]]集中的物品，按展示顺序排列。[[relevance|相关性]]：只看物品本身的点击概率；所在位置：含[[positionBias|位置偏差]]的点击概率，即真值。点赞概率：也是真值，与位置无关。加框的是列表中最高的。选择一个物品即可展开。',
      alone:
        '[[heldOut|留出]]集中的[[impression|曝光]]，各属一次请求。[[relevance|相关性]]：只看物品本身的点击概率；旁边是真值，日志有位置时含位置偏差。点赞概率也是真值。选择一次曝光即可展开。',
    },
    pick: { query: '请求', alone: '曝光' },
    choice: '{{number}}：{{device}}',
    choiceAlone: '{{first}} 至 {{last}}',
    note: {
      all: '灰色文字：没有点击，但仍然已知。这份日志记录了每次曝光的观看时长、点赞与评分，真实日志不会如此（设置项“标签可见范围”）。圆圈标出“门控”一章追踪的那次曝光。',
      clicked: '与真实日志一样，只有被点击的物品才知道观看时长、点赞与评分。圆圈标出“门控”一章追踪的那次曝光。',
    },
  },
  item: {
    place: '位置',
    number: '物品',
    done: '用户做了什么',
    like: '点赞概率',
    relevance: '相关性',
    most: '，列表中最高',
    count: '序号',
    truth: { placed: '所在位置', alone: '真值' },
    follow: '追踪这次曝光如何流过模型',
  },
  done: {
    click: { yes: '点击', no: '未点击' },
    watchTime: { above: '看得较久', near: '看得适中', below: '看得较短' },
    like: { yes: '点赞', no: '未点赞' },
    rating: { above: '评分高', near: '评分一般', below: '评分低' },
    unknown: '{{task}}未知',
  },
  placed: {
    none: '这份日志没有位置：每次曝光各自独立，没有经过排序。',
    ranked: '网站有 {{candidates}} 个候选，按分数排序后展示前九个；这一个排在第 {{place}} 位。',
    quantile: '这份日志每次请求只有一个候选：它的分数在全部候选中越高，在 {{places}} 个位置中就排得越靠前。',
    shares:
      '分数由什么决定：{{relevance}} 是对点击的相关性，{{other}} 是与任何任务都无关的物品属性（策略偏离，misalignment），{{chance}} 是随机（按方差的份额）。',
    by: '分数由什么决定：对点击的相关性、与任何任务都无关的物品属性（策略偏离，misalignment），以及随机。',
    rank: '只看相关性，它在这 {{items}} 个中排第 {{rank}}。',
  },
  features: {
    query: '请求的特征',
    item: '物品的特征',
    one: '特征 {{number}}',
    note: '合成的标准正态数，代表真实系统对观看者（请求）和视频（物品）的了解；单独一个数没有含义。',
  },
  log: {
    name: '整份日志',
    subtitle: '模型的训练数据；留出集上的数值在同一网站的另一些请求上测得。',
    size: '{{rows}} 次曝光，{{queries}} 次请求',
    train: '训练日志',
    heldOut: '留出集',
    devices: '设备',
    clicked: '点击率（CTR）',
    ends: '各位置的点击率',
    endsValue: '第一位 {{first}}，第九位 {{last}}',
    known: '观看时长、点赞、评分已知',
    knownOf: { all: '全部 {{rows}} 次曝光', clicked: '被点击的 {{rows}} 次曝光' },
    deviations: {
      above: '比全部候选的均值高 {{mean}} 个标准差',
      below: '比全部候选的均值低 {{mean}} 个标准差',
      none: '与全部候选的均值相同',
    },
    watched: '平均观看时长',
    liked: '点赞率',
    rated: '平均评分',
  },
  table: {
    unknown: '未观测到',
    binary: { yes: '1', no: '0' },
    cell: { missing: '缺失', other: '其他值' },
    row: {
      name: '表格中的一行',
      title: '前 {{of}} 个留出行中的第 {{number}} 行',
      subtitle:
        '标签用该列自己的单位；旁边是所选模型当前的预测：取值为 0 或 1 的任务，预测的是取 1 的概率。[[heldOut|留出]]行从不参与训练。',
      previous: '上一行',
      next: '下一行',
      tasks: '这一行的标签与预测',
      task: '任务',
      label: '标签',
      position: '位置',
      device: '设备',
      columns: '模型读取的内容',
      columnsNote: '数值按与均值相差多少个标准差读入，类别则在对应取值上为 1。“其他值”：没有单独输入的取值。',
      follow: '跟随这一行通过模型',
    },
    log: {
      title: '{{name}} 的数据行',
      subtitle: '模型训练所用的行；留出指标在另一些行上测量。',
      train: '训练行',
      heldOut: '留出行',
      by: '留出方式',
      split: {
        column: '按 split 列',
        time: '按时间取最后的行',
        query: '随机抽取完整的请求（query）',
        random: '逐行随机',
      },
      inputs: '输入数',
      rate: '{{rate}} 为 1',
      mean: '均值 {{mean}}',
      ofAll: '{{value}}；全部训练行都有标签',
      ofSome: '{{value}}；{{rows}} 个训练行有标签',
      none: '没有训练行有标签',
    },
  },
};
export default data;

import type en from '../en/story.ts';
import type { Words } from '../messages.ts';

const story: Words<typeof en> = {
  name: '发生了什么？',
  waits: '训练结束后（或在走完十分之一的步数后暂停时），这里会说明发生了什么。设置可以随意试：“撤销”会还原。',
  read: '继续阅读：下一步',
  fold: '收起',
  headline: '{{when}}：{{what}}',
  when: {
    finished: '训练 {{steps}} 步之后',
    paused: '到目前为止（第 {{step}} 步，共 {{steps}} 步）',
    diverged: '发散之前（第 {{step}} 步，共 {{steps}} 步）',
  },
  gates: {
    one: '唯一的门控',
    all: '全部四个门控',
    every: '全部 {{number}} 个门控',
    single: '{{task}}门控',
    several: '{{tasks}}与{{last}}门控',
  },
  polarized: {
    noGates: '共享底层没有门控，因此没有什么可以极化。',
    same: '没有门控 dropout，{{gates}}极化了；两个模型相同。',
    sameNone: '没有门控 dropout，也没有任何门控极化；两个模型相同。',
    neither: '模型 A · {{a}} 与模型 B · {{b}} 都没有门控极化。',
    without: '模型 A · {{a}} 中{{gates}}极化了；模型 B · {{b}} 中没有。',
    with: '模型 B · {{b}} 中{{gates}}极化了；模型 A · {{a}} 中没有。',
    both: '模型 A · {{a}} 中{{without}}极化了，模型 B · {{b}} 中{{with}}极化了。',
  },
  unused: {
    same: '专家到门控的 {{all}} 条连线中，有 {{unused}} 条未被使用。',
    differ: '专家到门控的 {{all}} 条连线中，A 有 {{a}} 条未被使用，B 有 {{b}} 条。',
    spread:
      'A 与 B 未使用的专家到门控的连线一样多（{{unused}}/{{all}}）；单个样本在 A 中使用 {{a}} 个专家，在 B 中使用 {{b}} 个。',
    nothing:
      '在这次训练中看不出 {{what}}的作用：A 与 B 都有 {{unused}}/{{all}} 条专家到门控的连线未被使用，单个样本都使用 {{a}} 个。',
  },
  what: { dropout: 'dropout ', cures: 'B 所用的对策' },
  narrowed: {
    hardly: '没有门控明显收窄：单个样本使用 {{least}} 至 {{most}} 个专家。',
    same: '收窄最多的是{{gate}}：单样本由 {{from}} 个专家减到 {{to}} 个。',
    a: '收窄最多的是 A 的{{gate}}：单样本由 {{from}} 个专家减到 {{to}} 个；它在 B 中使用 {{other}} 个。',
    b: '收窄最多的是 B 的{{gate}}：单样本由 {{from}} 个专家减到 {{to}} 个；它在 A 中使用 {{other}} 个。',
  },
  bias: {
    noPositions: '这份日志没有位置，因此没有位置偏差可学。',
    noRate: '这份日志有位置，但没有可按位置统计比率的二分类任务，因此谈不上位置偏差。',
    ignored: '该模型不处理物品的位置，因此它预测的点击仍混着相关性与位置两种作用。',
    read: '该模型把位置作为输入：没有独立的位置 logit 可供比较。',
    removed: '该模型被训练成忘掉位置：没有位置 logit 可供比较。',
    alone: '按学到的位置偏差，各位置最多相差：A 为 {{a}} logit，B 为 {{b}} logit；这份数据没有已知的真值可供比较。',
    aloneOne: '按学到的位置偏差，各位置最多相差 {{span}} logit；这份数据没有已知的真值可供比较。',
    from: { truth: '真值', best: '可能的最佳加性表' },
    learned:
      '学到的位置偏差与{{from}}相差：A 为 {{a}} logit，B 为 {{b}} logit（开始时为 {{start}}；相关系数 {{ra}} 与 {{rb}}）。',
    learnedOne: '学到的位置偏差与{{from}}相差 {{rmse}} logit（开始时为 {{start}}；相关系数 {{r}}）。',
  },
  loss: {
    course: '留出集损失与开始时相比：{{best}}降到 {{bestTo}}，{{worst}}为 {{worstTo}}。',
    courseOne: '{{best}}的留出集损失为开始时的 {{bestTo}}。',
    equal: '对各任务没有差别：A 与 B 的留出集损失相差都不到 1%。',
    mixed: '{{what}}使{{worst}}受损最多（B 的留出集损失高 {{worstBy}}），对{{best}}帮助最大（低 {{bestBy}}）。',
    pays: '{{what}}使{{worst}}受损最多（B 的留出集损失高 {{worstBy}}），对各任务的帮助都不到 1%。',
    gains: '{{what}}对{{best}}帮助最大（B 的留出集损失低 {{bestBy}}），各任务受损都不到 1%。',
  },
  caution: {
    diverged: '这些数值来自最后一个有限的状态：这次训练没有走到终点。',
    changed_one: '这次训练中途改动过 {{count}} 项设置，因此结果不对应任何一组固定的设置。',
    changed_other: '这次训练中途改动过 {{count}} 项设置，因此结果不对应任何一组固定的设置。',
  },
  see: {
    'card-gates': '查看门控',
    'card-polarization': '查看专家的使用',
    'card-bias': '查看位置偏差',
    'card-curves': '查看损失',
    'card-impression': '查看这次曝光',
  },
  next: {
    name: '下一步',
    remedy: { text: '用上方提示建议的较温和的值重新开始。', go: '前往提示' },
    mmoe: { text: '用每个任务各有门控的模型重做这次训练：门控有了选择，才谈得上塌缩。', go: '以 MMoE 打开' },
    play: { text: '继续训练：目前还没有门控极化，但之后仍可能出现。', go: '播放' },
    dropout: { text: '给 B 加上 10% 的门控 dropout 重做这次训练：能防止这里发生的事吗？', go: '加上 dropout 训练' },
    polarization: { text: '一次训练只是一个种子：看看在许多种子上这有多常见。', go: '前往“极化”' },
    bias: { text: '位置的作用还没有分离出来：把各种处理方式放在一起比较。', go: '前往“位置偏差”' },
    compare: {
      text: '所有任务共用一个门控：在同样的计算量下，每个任务各有门控能换来什么，要看许多种子，而不是一次训练。',
      go: '前往“架构对比”',
    },
    seeds: {
      text: '这里没有塌缩。换一组种子，或看看本页打开时的那次训练，它能显示塌缩。',
      go: '新种子',
      other: '显示初始训练',
    },
  },
  simpler: {
    title: '更简单的模型在这次训练上能同样好吗？',
    question:
      '所有任务共用一个门控的模型与共享底层模型，用同样的数据、批次与种子训练，不加 dropout 与对策，专家宽度与这里相同。它们每次预测分别需要 {{omoe}} 与 {{bottom}} 次乘法，本次训练的模型需要 {{own}} 次。',
    start: '训练这两个模型',
    stop: '停止',
    changed_one: '这次训练中途改动过 {{count}} 项设置，更简单的模型无法照样经历一遍：请去掉改动重新训练，再来比较。',
    changed_other: '这次训练中途改动过 {{count}} 项设置，更简单的模型无法照样经历一遍：请去掉改动重新训练，再来比较。',
    someBetter: '在这次训练上，更简单的模型在{{tasks}}上更好。',
    noneBetter: '在这次训练上，没有哪个更简单的模型在任何任务上更好。',
    noResult: '在这次训练上，两个更简单的模型都发散了。',
    measure:
      '比较的是留出集损失，对照为 A，即本次训练中不加 dropout 与对策的模型（每次预测 {{own}} 次乘法）；相差不到 1% 算作相当。',
    name: { omoe: '单门控', 'shared-bottom': '共享底层' },
    all: '全部四个任务',
    several: '{{tasks}}与{{last}}',
    task: '{{task}}（{{loss}}，A 为 {{than}}）',
    better: '优于 A 的是{{tasks}}',
    worse: '不及 A 的是{{tasks}}',
    alike: '与 A 相当的是{{tasks}}',
    diverged: '在这次训练上发散了，无从比较',
    between: '；',
    fact: '{{name}}（{{multiplications}} 次乘法）：{{what}}。',
    many: '一次训练只是一个种子：“架构对比”中有这类模型在 20 个世界上、同等计算量下的结果。',
    open: { omoe: '改用单门控训练', 'shared-bottom': '改用共享底层训练' },
  },
};
export default story;

import type en from '../en/polarization.ts';
import type { Words } from '../messages.ts';

const polarization: Words<typeof en> = {
  regime: {
    label: '设置',
    async: '异步 Adagrad：论文的情形',
    adam: 'Adam，较小初始权重：极化最易复现',
    default: '本页打开时的那次训练',
    controls: '与控制面板一致',
    controlsThen: '开始时控制面板上的设置',
  },
  data: { label: '数据', synthetic: '合成平台', census: 'Census-Income', own: '自己的文件' },
  regimeOn: '{{regime}}；数据为 {{data}}',
  arms: { label: '比较', dropout: '无与有门控 dropout', story: '同步、异步、异步 + dropout' },
  arm: {
    without: '无门控 dropout',
    with: '{{dropout}} 门控 dropout',
    synchronous: '同步',
    asynchronous: '{{workers}} 个节点',
    asynchronousWith: '{{workers}} 个节点加 {{dropout}} dropout',
  },
  seeds: '种子数',
  seedBase: '首个种子',
  steps: '步数',
  dropout: 'Dropout',
  start: '开始对比',
  export: '导出 JSON',
  madeWith: '所示结果：{{regime}}；{{steps}} 步；首个种子 {{first}}。',
  rows: '每个种子从 {{all}} 行训练数据中各自抽取 {{drawn}} 行，并在 {{heldOut}} 行留出数据上评估。',
  onCensus:
    '在这份数据上能看到极化的是同步 Adam 加较小初始权重；异步 Adagrad 不适用，因为大多数训练中都有专家死亡：选择它即可看到。',
  differs: {
    none: '其余设置与控制面板相同。',
    all: '与控制面板不同：{{names}}',
    more: '与控制面板不同：{{names}}等，另有 {{count}} 项',
    one: '{{field}}：这里为 {{here}}，控制面板中为 {{controls}}',
    curve: '{{field}}：这里与控制面板中不同',
  },
  nothing: '这一比较没有事先测得的结果，请开始对比。',
  sort: { label: '排序', seed: '按种子', largest: '按最大均值', unused: '按未使用专家数' },
  filter: { label: '显示', all: '全部', polarized: '已极化', dead: '有死亡专家' },
  threshold: '未使用阈值',
  race: {
    name: '多种子对比',
    title: '极化次数：{{arms}}',
    soFar: '目前第 {{step}} 步（共 {{steps}} 步）：{{arms}}',
    armTitle: '{{arm}} {{k}}/{{n}}',
    before: '门控极化有多常见？',
    subtitle:
      '每幅小图是一个模型：行是任务，列是专家，颜色越鲜明，该任务的门控在[[heldOut|留出]][[impression|曝光]]上越多使用该专家。同一种子在各组中的数据与[[initialWeights|初始权重]]相同。',
    subtitle_table:
      '每幅小图是一个模型：行是任务，列是专家，颜色越鲜明，该任务的门控在[[heldOut|留出]]的行上越多使用该专家。同一种子在各组中的数据与[[initialWeights|初始权重]]相同。',
    subtitleOne:
      '每幅小图是一个模型：列是专家，颜色越鲜明，所有任务共用的那个门控在[[heldOut|留出]][[impression|曝光]]上越多使用该专家。同一种子在各组中的数据与[[initialWeights|初始权重]]相同。',
    subtitleOne_table:
      '每幅小图是一个模型：列是专家，颜色越鲜明，所有任务共用的那个门控在[[heldOut|留出]]的行上越多使用该专家。同一种子在各组中的数据与[[initialWeights|初始权重]]相同。',
    noGates: '共享底层（shared-bottom）没有门控：没有什么会极化',
    noStep: '尚未测量',
    at: '第 {{step}} 步：{{k}}/{{n}} 已极化',
    mixed: '{{k}}/{{n}} 已极化，其中 {{there}} 个到第 {{step}} 步',
    noneShown: '本组没有这样的训练。',
    legend:
      '角上带方块的边框：某个门控几乎不用大多数专家。另一角上的圆点：有[[deadExpert|专家死亡]]。叉：训练[[divergence|发散]]。',
  },
  run: {
    waiting: '种子 {{seed}}：尚未测量',
    diverged: '种子 {{seed}}：已发散',
    seed: '种子 {{seed}}：{{facts}}',
    polarized: '极化的门控：{{gates}}',
    one: '门控极化',
    calm: '未极化',
    measures: '最多 {{unused}} 个专家未使用，最大平均权重 {{largest}}',
    dead: '死亡专家 {{number}} 个',
  },
  opened: {
    without:
      '种子 {{seed}} 从头再训练一次，即模型 A（无门控 dropout），共 {{steps}} 步，与孪生模型 B（有 dropout）并排。',
    with: '种子 {{seed}} 从头再训练一次，即模型 B（有门控 dropout），共 {{steps}} 步，与孪生模型 A（无 dropout）并排。',
  },
  rates: {
    name: '比率',
    title: '发生的频率',
    soFar: '目前第 {{step}} 步（共 {{steps}} 步）',
    subtitle: '占全部训练的比例及 [[interval|Wilson 95% 区间]]。移动上方的阈值，计数随之改变，无需重新训练。',
    arm: '组',
    z5: '极化',
    z5Hint: '某门控至少有 {{five}}/{{experts}} 个专家低于 {{threshold}}',
    z6: '强极化',
    z5HintOwn: '某门控可用的专家中至少 5/8 低于 {{threshold}}',
    z6HintOwn: '某门控可用的专家中至少 6/8 低于 {{threshold}}',
    z6Hint: '某门控至少有 {{six}}/{{experts}} 个专家低于 {{threshold}}',
    m9: '单一专家主导',
    m9Hint: '某个专家超过 90%',
    lowEntropy: '近似独热',
    lowEntropyHint: '单样本有效专家数（权重熵取指数，1 即只用一个专家）少于 {{low}}',
    dead: '死亡专家',
    deadHint: '输出恒为 0，单独计数',
    byGate: '哪些门控会极化',
    diverged: '发散',
    count: '{{k}}/{{n}}',
    interval: '{{low}} 至 {{high}}',
    told: '{{rate}}（{{count}}，{{interval}}）',
    fisherOnly: 'Fisher 精确检验',
    fisher: 'Fisher 检验：{{a}} / {{b}}',
    p: 'p {{p}}',
  },
  outcome: {
    going: '对比仍在进行：结论待结束后给出。',
    dropout: {
      fewer:
        '使用 {{dropout}} 门控 dropout 时，{{n2}} 次训练中有 {{k2}} 次极化；不使用时 {{n1}} 次中有 {{k1}} 次。确实更少，难以归于偶然（Fisher 精确检验 p {{p}}）。',
      more: '使用 {{dropout}} 门控 dropout 时极化反而更多：{{n2}} 次中 {{k2}} 次，不使用时 {{n1}} 次中 {{k1}} 次，难以归于偶然（p {{p}}）。在这里 dropout 使情况更糟。',
      chance:
        '不使用门控 dropout 时 {{n1}} 次中有 {{k1}} 次极化，使用 {{dropout}} 时 {{n2}} 次中有 {{k2}} 次。这样的差异很可能只是偶然（Fisher 精确检验 p {{p}}）：这些训练没有显示 dropout 的作用，更多种子或许可以。',
      same: '不使用门控 dropout 时 {{n1}} 次中有 {{k1}} 次极化，使用 {{dropout}} 时 {{n2}} 次中有 {{k2}} 次：这些训练没有显示 dropout 的作用。',
      none: '无论是否使用 dropout 都没有极化：这里没有什么需要防止。',
    },
    workers: {
      more: '{{workers}} 个异步节点时 {{n2}} 次中有 {{k2}} 次极化，同步训练时 {{n1}} 次中有 {{k1}} 次：是参数滞后造成的（p {{p}}）。',
      fewer:
        '异步训练的极化（{{n2}} 次中 {{k2}} 次）少于同步训练（{{n1}} 次中 {{k1}} 次；p {{p}}）：与论文的说法相反。',
      chance:
        '同步：{{n1}} 次中 {{k1}} 次极化；{{workers}} 个异步节点：{{n2}} 次中 {{k2}} 次。差异可能只是偶然（p {{p}}）。',
      same: '同步：{{n1}} 次中 {{k1}} 次极化；{{workers}} 个异步节点：{{n2}} 次中 {{k2}} 次。这些训练没有显示参数滞后的作用。',
      none: '同步与异步训练都没有极化。',
    },
    left: {
      reduces: 'Dropout 能减少极化，但不能根除：使用后 {{n}} 次训练中仍有 {{k}} 次极化。',
      stays: 'Dropout 不能根除极化：使用后 {{n}} 次训练中仍有 {{k}} 次极化。',
    },
    dead: {
      only: '死亡专家：不使用 dropout 时 {{n1}} 次中没有，使用时 {{n2}} 次中有 {{k2}} 次（p {{p}}）。',
      stays:
        '死亡专家：不使用 dropout 时 {{n1}} 次中有 {{k1}} 次，使用时 {{n2}} 次中有 {{k2}} 次（p {{p}}）。使用 dropout 时也有专家死亡。',
      some: '死亡专家：不使用 dropout 时 {{n1}} 次中有 {{k1}} 次，使用时 {{n2}} 次中没有（p {{p}}）。',
    },
    diverged: '{{n}} 次训练中有 {{k}} 次发散：不计入各项比例。',
    chosen: '这一设置是从几十种设置中挑选出来的，因为门控在其中会极化；它的比率不是对论文 20% 的独立复现。',
    elsewhere: '这一设置是在合成平台上选定的，并非针对这份数据：门控在这里同样极化，不是挑选的结果。',
    paper:
      '作为对照，论文的说法：分布式训练中 20% 的训练出现门控极化，对门控使用 10% dropout 后不再出现（Zhao 等，2019）。',
  },
  costs: {
    name: '代价',
    title: '极化的门控会损害其任务：{{tasks}}',
    soFar: '对比结束后再判断代价',
    titleOne: '唯一的门控极化的代价：{{tasks}}',
    titleNone: '从这些训练还不能断定极化的代价',
    titleDropout: 'dropout 本身的代价：{{tasks}}',
    and: '；',
    hurt: '{{task}} {{change}}',
    subtitle:
      '留出损失的变化，在同一数据集内配对：圆点为比值的几何平均，线段为 95% 区间（[[student|Student t]]；“门控极化”部分为 Welch）。只有按这里的全部比较作 [[bonferroni|Bonferroni 校正]]后区间仍高于零的代价，标题才会列出。',
    polarized: '门控极化与未极化相比（dropout 相同）',
    dropout: '门控 dropout 本身（极化情况相同）',
    none: '没有这样的配对',
    one: '{{change}}，配对太少',
    told: '{{change}}（{{low}} 至 {{high}}），{{n}} 对',
    note: '一对指同一数据集上无 dropout 与有 dropout 的两次训练。dropout 本身的代价取自两次都极化或都未极化的配对；极化的代价取自恰有一次极化的配对，并已扣除 dropout 本身的影响。',
  },
  knob: {
    dropout: '门控 dropout',
    workers: '节点数',
    learningRate: '学习率',
    initScale: '初始尺度',
    sharedLayer: '共享层',
  },
  series: { example: '逐样本掩码', batch: '逐批次掩码', without: '无 dropout', with: '有 dropout' },
  sweep: {
    name: '极化取决于什么',
    title: {
      before: '{{knob}}：门控极化有多常见？',
      soFar: '{{knob}}：目前完成 {{seeds}} 个种子中的 {{n}} 个',
      none: '{{knob}}：无论取何值，每点 {{n}} 次训练都没有极化',
      more: '{{knob}}：{{most}}比{{least}}更常极化，{{n1}} 次中 {{k1}} 次对 {{n2}} 次中 {{k2}} 次（{{series}}）',
      moreAcross:
        '{{knob}}：{{most}}（{{series}}）比{{least}}（{{other}}）更常极化，{{n1}} 次中 {{k1}} 次对 {{n2}} 次中 {{k2}} 次',
      open: '{{knob}}：每点 {{n}} 次训练，无法确定哪两个取值之间有差异',
    },
    at: '取 {{value}} 时',
    withIt: '有该层时',
    withoutIt: '没有该层时',
    hint: '为什么会极化：专家得到的梯度要乘以它的门控权重，用得多的学得多，于是用得更多。什么会助长它：选择一个变量在这里测量；种子越多，曲线越清晰。',
    subtitle:
      '为什么会极化：专家得到的梯度要乘以它的门控权重，用得多的学得多，于是用得更多。什么会助长它：极化训练的比例及 Wilson 95% 区间；{{regime}}，{{steps}} 步。按下“开始测量”会重新测量。',
    part: '种子 {{from}} 至 {{to}} 与上方对比中的是同一批训练；上方统计 {{race}} 个种子，这里统计 {{sweep}} 个，因此同一设置会出现两个比例，而种子更多的对比更能断定差异。',
    knob: '变量',
    series: '曲线',
    start: '开始测量',
    axis: '极化的训练',
    layer: '有',
    noLayer: '无',
    alt: '极化训练的比例随{{knob}}的变化。数值见下表。',
  },
  failures: {
    name: '几种会训坏的设置',
    title: '几种会训坏的设置',
    subtitle: '每个按钮都会在最能看清的一章（“门控”或“训练”）打开一次训练并立即开始。',
  },
  failure: {
    symmetry: {
      name: '专家完全相同',
      look: '看模型 A：它始终是同一个专家的八份拷贝，门控权重恰为八分之一，没有什么能把它们分开；在模型 B 中，门控 dropout 的随机掩码会打破对称。',
    },
    doubleScale: {
      name: '初始尺度加倍',
      look: '看门控多早就下了决定：前五十步之内，就有几个门控不再使用大多数专家，并一直如此。',
    },
    sixteenWorkers: {
      name: '16 个异步节点',
      look: '看死亡的专家：梯度平均滞后十五步，有的专家在所有曝光上输出都为 0，门控 dropout 不能使其复活。',
    },
    divergence: {
      name: '学习率过大',
      look: '看“训练”一章的留出集损失：用学习率为 3 的普通 SGD，损失在几步之内失控，页面会指出发生在何时、应调低什么。',
    },
  },
};
export default polarization;

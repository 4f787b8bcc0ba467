import type { Words } from '../messages.ts';
import type english from '../en/serve.ts';

const serve: Words<typeof english> = {
  waits: '模型的第一个状态出来后，这里就会显示列表。',
  failed: '候选未能打分：{{reason}}。',
  noReason: '打分程序未能加载',
  again: '重试',
  table: { title: '表格没有可供排序的候选', platform: '改在合成平台上训练这个模型，并在那里提供排序' },
  names: {
    whole: '{{first}}{{second}}',
    first:
      '琥珀|蓝色|紫铜|远方的|清晨的|霜白|温柔的|隐秘的|象牙|翠绿|善良的|月下|薄雾|北方的|橄榄|纸做的|安静的|生锈的|银色|潮汐|赭色|丝绒|有风的|编织的|金色|小小的|绯红|空空的|丢失的|往日的|晴朗的|木头',
    second:
      '水壶|港湾|梯子|果园|灯笼|小桥|窗户|花园|罗盘|草地|车站|提琴|羽毛|集市|岛屿|木马|茶壶|山峰|单车|书房|雨伞|灯塔|河流|阳台|时钟|风筝|楼梯|明信片|钢琴|森林|水洼|行李箱',
  },
  traits: {
    item: {
      high: '热闹|偏长|新|搞笑|喧闹|户外|多彩|详尽|本地|演唱',
      low: '平静|偏短|旧|严肃|轻声|室内|素净|简明|海外|讲述',
    },
    user: { high: '赶时间|新用户|在家|晚上|工作日|有目标地找', low: '很悠闲|老用户|在外面|早上|周末|随便看看' },
    more: { high: '特征 {{number}} 偏高', low: '特征 {{number}} 偏低' },
  },
  item: {
    value: '{{task}} {{value}}',
    label: '第 {{place}}，{{name}}：{{values}}；得分 {{score}}',
    unranked: '{{name}}：{{values}}',
    withTruth: '{{values}}；真值：{{truth}}',
  },
  column: {
    place: '名次',
    item: '物品',
    number: '请求中的编号',
    predicted: '{{task}}，预测',
    true: '{{task}}，真值',
    score: '得分',
    bestPlace: '按真值的名次',
    policy: '日志策略会给的位置',
  },
  list: {
    name: '一次请求的排序',
    title: {
      trained: '“{{name}}”排第一；展示的 {{shown}} 个中有 {{count}} 个属于真正最好的 {{shown}} 个',
      untrained: '尚未训练，这是随机权重给出的次序：展示的 {{shown}} 个中有 {{count}} 个属于真正最好的 {{shown}} 个',
      diverged: '训练已发散；在最后一个正常状态下，展示的 {{shown}} 个中有 {{count}} 个属于真正最好的 {{shown}} 个',
    },
    unranked: '四个权重都为 0：所有候选得分相同，列表没有排序',
    alike: '模型对每个候选的预测都一样：次序没有意义',
    subtitle:
      '每个[[candidate|候选]]根据四个预测单独打分（[[pointWise|point-wise 排序]]）；按[[combinedScore|综合得分]]排列，展示前九个。名称与特点是根据特征编造的，只为便于阅读：模型看不到它们。',
    query: '请求 {{number}}：{{device}}，{{traits}}',
    queryPlain: '请求 {{number}}：{{device}}',
    on: { phone: '用户在手机上', desktop: '用户在桌面端', tv: '用户在电视前' },
    pick: '请求',
    previous: '上一个请求',
    next: '下一个请求',
    candidates: '候选数',
    count: { own: '{{count}}（与日志相同）', other: '{{count}}' },
    truth: '显示真值',
    label: '按得分排列的候选',
    labelUnranked: '候选，未排序',
    cut: '以上展示，以下不展示',
    best: '按真值排序',
    bestHint: '如果每个预测都等于真值，同样的权重会选出的九个；后面是它在左侧列表中的名次。',
    claim:
      '论文的说法：采用 point-wise 排序，因为服务简单，且能随候选数扩展（第 4 节）；最终得分是各预测的加权乘积，权重由人工调节，以平衡参与度与满意度（第 4.2 节）。',
  },
  score: {
    name: '综合得分',
    form: '形式',
    product: '乘积',
    sum: '加和',
    weights: '权重',
    weight: '{{task}}的权重',
    reset: '全部设为 1',
    earns: {
      waits: '正在计算这样的一页能得到多少。',
      alone: '这样的一页得到 {{clicks}} 次点击、{{likes}} 次点赞。',
      beside:
        '这样的一页得到 {{clicks}} 次点击（{{byClicks}}）、{{likes}} 次点赞（{{byLikes}}）；括号内是与全部为 1 相比。',
    },
    note: {
      product: '点击与点赞取概率；观看时长与评分取 e 的预测值次幂：乘积要求因子大于 0。',
      sum: '点击与点赞取概率；观看时长与评分取标准化的预测值。',
    },
  },
  position: { name: '告知的位置', missing: '缺失', first: '全部为 1', logged: '日志中的位置' },
  why: {
    name: '为什么排在这里',
    waits: '在列表中选择一个物品，查看它为什么排在那里。',
    title: {
      both: '“{{name}}”在 {{of}} 个中排第 {{place}}：{{most}}对它帮助最大，{{least}}最拖后腿',
      lifts: '“{{name}}”在 {{of}} 个中排第 {{place}}：{{most}}对它帮助最大，没有拖后腿的任务',
      holds: '“{{name}}”在 {{of}} 个中排第 {{place}}：{{least}}最拖后腿，没有任务帮它',
      neither: '“{{name}}”在 {{of}} 个中排第 {{place}}：凡是计入的任务，它都是平均水平',
    },
    unranked: '“{{name}}”：没有任何权重，也就没有名次可解释',
    subtitle:
      '与本次请求的平均候选相比，每个任务给它的得分增加了多少：权重乘以差值。各条之和等于它的得分减去平均得分。',
    first: '它排第一：任何权重都不能让它再上升。',
    never: '在 0 到 {{most}} 之间，没有哪个权重单独改变能让它上升。',
    up: {
      more: '只要{{task}}的权重从 {{from}} 升到 {{to}} 以上，它就会上升：这是只改一个权重时最小的改动。',
      less: '只要{{task}}的权重从 {{from}} 降到 {{to}} 以下，它就会上升：这是只改一个权重时最小的改动。',
    },
    try: '照此设置权重',
    column: { task: '任务', predicted: '预测', true: '真值', weight: '权重', share: '贡献', experts: '所用专家' },
    expert: '专家 {{number}}：{{weight}}',
    bottom: '唯一的共享底层',
    shallow: '[[shallowTower|浅层塔]]按告知的位置给点击 logit 加上 {{value}}。',
  },
  trade: {
    name: '参与度与满意度的取舍',
    title:
      '你的权重：每页 {{clicks}} 次点击、{{likes}} 次点赞；按真值排序为 {{bestClicks}} 与 {{bestLikes}}，随机为 {{randomClicks}} 与 {{randomLikes}}',
    unranked: '四个权重都为 0：没有排序，也就没有取舍',
    subtitle:
      '所展示九个物品的期望点击数与点赞数，由[[world|已知的真值]]算出，包含[[positionBias|位置偏差]]，取 {{queries}} 次全新请求（每次 {{candidates}} 个候选）的平均。沿曲线，权重从全部给[[engagement|参与度]]变到全部给[[satisfaction|满意度]]，组内比例与你的相同（[[tradeOff|取舍]]）。',
    waits: '模型的第一个状态出来后即计算。',
    alt: '每页期望点赞数与期望点击数：模型的曲线、真值的曲线、随机，以及你的权重',
    clicks: '每页点击数',
    likes: '每页点赞数',
    engagement: '全部给参与度',
    satisfaction: '全部给满意度',
    line: { mine: '你的权重', curve: '模型', truth: '真值', oracle: '按真值，同样的权重', random: '随机' },
    row: { mine: '模型', predicted: '模型自己的预期', oracle: '真值', random: '随机' },
    column: {
      who: '排序依据',
      clicks: '点击数',
      likes: '点赞数',
      captured: '占相对随机的可得增益',
      share: '满意度在权重中的份额',
      bestClicks: '点击数，按真值',
      bestLikes: '点赞数，按真值',
    },
    over: '方括号：各请求上的 95% 区间。模型对自己的九个预期过高：因预测高而入选的物品，预测平均偏高。',
    note: '方括号：各请求上的 95% 区间。模型自己的预期按所告知的位置预测；“缺失”相当于平均位置。',
  },
  positions: {
    name: '服务时告知的位置',
    title:
      '全部告知位置 1 时，九个中有 {{first}} 个被换掉，每页点击数变化 {{firstClicks}}；告知日志中的位置时，为 {{logged}} 个与 {{loggedClicks}}',
    blind: '这个模型不读取位置：告知什么，排序都一样',
    none: '这个平台没有位置：没有什么可告知模型',
    unranked: '四个权重都为 0：没有排序',
    subtitle:
      '[[serving|服务]]时位置还未知，因此告知为[[missing|缺失]]（论文第 4.4 节）。但很容易错误地告知别的：全部为 1，或[[loggingPolicy|日志策略]]本来会展示它的位置。列表上方的开关可以切换。',
    column: {
      told: '告知的位置',
      clicks: '每页点击数',
      likes: '每页点赞数',
      change: '比“缺失”多出的点击',
      replaced: '九个中被换掉的个数',
    },
    note: '{{queries}} 次请求，按你的权重；方括号为 95% 区间，变化量按请求配对。',
  },
  cost: {
    name: '服务的代价',
    title:
      '在这台设备上，{{candidates}} 个候选用 point-wise 打分需 {{point}}；pair-wise 需 {{pair}}，list-wise 需 {{list}}',
    waits: '模型的第一个状态出来后即测量',
    subtitle:
      '[[pointWise|point-wise]]：每个候选一次，每次 {{multiplications}} 次乘法。[[pairWise|pair-wise]]：每对一次，共 n(n − 1)/2 次。[[listWise|list-wise]]：逐个位置填充，剩下的每个候选都与已有列表一起打分。',
    column: {
      candidates: '候选数',
      multiplications: '乘法次数',
      time: '实测',
      each: '每个',
      pair: 'pair-wise',
      list: 'list-wise',
    },
    cell: '{{scorings}} 次打分，{{time}}',
    milliseconds: '{{value}} ms',
    seconds: '{{value}} s',
    again: '重新测量',
    note: '在 worker 中用处理器的一个核心测得，取五次的中位数；同时有模型在训练时会更久。pair-wise 与 list-wise 的时间为单个候选的实测时间乘以打分次数，因此是下限：读取一对或一个列表需要更多输入。若要试遍 {{candidates}} 个候选中九个的所有列表，共有 10^{{power}} 个。',
    claim:
      '论文的说法：pair-wise 与 list-wise 排序可以增加多样性，但要对成对或整个列表多次打分；选择 point-wise 是因为它的代价（第 4 节）。',
  },
  diversity: {
    name: '列表的多样性',
    title: {
      less: '展示的九个比随机九个更相似，差 {{percent}}',
      more: '展示的九个比随机九个更不相似，差 {{percent}}',
      same: '展示的九个与随机九个一样互不相似',
    },
    unranked: '四个权重都为 0：没有展示的九个',
    subtitle:
      '[[diversity|多样性]]：九个中任意两个的特征之间的平均距离。[[pointWise|point-wise]] 得分不看其他物品，因此没有什么能避免九个都是同类。',
    column: { who: '九个的选法', here: '本次请求', mean: '{{queries}} 次请求的平均' },
  },
};
export default serve;

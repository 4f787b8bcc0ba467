import type en from '../en/fields.ts';
import type { Words } from '../messages.ts';

const fields: Words<typeof en> = {
  field: {
    run: {
      world: {
        impressions: { label: '曝光数', hint: '训练日志的大小：每次请求九个曝光，每个位置一个。' },
        sines: { label: '正弦项数', hint: '各任务真实效用偏离线性的程度；0 表示线性。' },
        cosineWithin: { label: '组内余弦', hint: '同组两个任务的相似度：其真实权重向量的余弦。' },
        cosineAcross: { label: '组间余弦', hint: '参与度与满意度的相似度：1 表示一致，0 表示无关，−1 表示相反。' },
        randomness: { label: '日志策略随机性', hint: '日志策略排序所用分数中纯噪声的占比。' },
        misalignment: { label: '日志策略偏离度', hint: '日志策略在多大程度上按与所有任务都无关的物品方向排序。' },
        biasStrength: { label: '位置偏差强度', hint: '所有设备的真实位置偏差都乘以该倍数；0 表示没有偏差。' },
        clickModel: {
          label: '点击模型', hint: '加性：偏差加在点击 logit 上，与浅层塔的假设一致。审视：偏差乘在概率上，浅层塔的假设不成立。',
          choice: { additive: '加性', examination: '审视' },
        },
        labels: {
          label: '标签可见范围', hint: '观看时长、点赞和评分在所有曝光上可见，还是只在被点击的曝光上可见。',
          choice: { all: '全部', clicked: '仅点击' },
        },
        logging: {
          label: '日志方式', hint: '排序：展示每次请求得分最高的九个候选。按分位数：位置是分数的函数，偏差与相关性无法区分。无位置：不记录位置。',
          choice: { ranked: '排序', quantile: '按分位数', none: '无位置' },
        },
        simplerSatisfaction: { label: '满意度更简单', hint: '点赞与评分的效用比点击与观看时长少几个正弦项；0 表示一样多。' },
        sharedPhases: {
          label: '正弦相位共享', hint: '效用中正弦项的相位是组内共享，还是四个任务全部共享。',
          choice: { group: '组内', all: '全部任务' },
        },
        heldOut: { label: '留出曝光数', hint: '来自其他请求、从不参与训练的曝光：所有图都在它们上测得。' },
        candidates: { label: '每次请求的候选数', hint: '日志策略为每次请求排序的物品数；展示前九个。' },
        queryFeatures: { label: '请求特征数', hint: '用户与上下文的正态特征，同一请求的所有候选共用。' },
        itemFeatures: { label: '物品特征数', hint: '每个候选自身的正态特征。' },
        clickGain: { label: '点击增益', hint: '效用每增加一个标准差，点击 logit 增加多少：决定点击有多可预测。' },
        clickOffset: { label: '点击偏移', hint: '普通候选在位置 1 的点击 logit：决定点击有多频繁。' },
        likeGain: { label: '点赞增益', hint: '效用每增加一个标准差，点赞 logit 增加多少。' },
        regressionNoise: { label: '标签噪声', hint: '观看时长与评分的噪声标准差，以原始效用为单位。' },
        biasCurves: { label: '偏差曲线', hint: '每种设备、每个位置的真实位置偏差（logit）。' },
      },
      model: {
        kind: {
          label: '模型结构', hint: 'MMoE：每个任务一个门控。单门控：所有任务共用。共享底层：只有一个专家，没有门控。',
          choice: { mmoe: 'MMoE', omoe: '单门控', 'shared-bottom': '共享底层' },
        },
        experts: { label: '专家数', hint: '由门控加权混合的子网络个数；共享底层始终只有一个。' },
        expertUnits: { label: '专家单元数', hint: '每个专家的 ReLU 单元数。' },
        sharedUnits: { label: '共享层单元数', hint: '专家与门控之下的 ReLU 单元数；0 表示它们直接读取输入。' },
        towerUnits: { label: '塔单元数', hint: '每个任务塔的 ReLU 单元数；0 表示线性塔。' },
        biasHandling: {
          label: '偏差处理', hint: '浅层塔：为每种设备和位置学习一个 logit，训练时加到点击 logit 上，服务时设为“缺失”。',
          choice: { none: '不处理', 'input-feature': '输入特征', adversarial: '对抗损失', 'shallow-tower': '浅层塔' },
        },
        initScale: { label: '初始权重尺度', hint: '除门控外所有初始权重的缩放倍数。' },
        gateInitScale: { label: '门控初始尺度', hint: '门控初始权重的缩放倍数；0 表示所有门控从均匀开始。' },
        identicalExperts: { label: '专家初始相同', hint: '所有专家以相同权重开始：仅靠训练永远无法打破这种对称。' },
      },
      training: {
        gateDropout: { label: '门控 dropout', hint: '门控对某个样本忽略某个专家的概率，其余权重重新归一化。只用于第二个模型。' },
        positionDropout: { label: '位置 dropout', hint: '训练中把位置设为“缺失”的曝光比例，服务时用的正是该值。' },
        learningRate: { label: '学习率', hint: '优化器起始时的步长；过大会使训练发散。' },
        optimizer: {
          label: '优化器', hint: '如何由梯度得到更新：SGD 直接使用，Adagrad 与 Adam 按参数缩放。',
          choice: { sgd: 'SGD', adagrad: 'Adagrad', adam: 'Adam' },
        },
        workers: { label: '异步工作节点', hint: '模拟的、参数滞后的工作节点；1 表示同步。越多越容易使门控极化、ReLU 死亡。' },
        batch: { label: '批大小', hint: '每个训练步使用的曝光数。' },
        steps: { label: '训练长度', hint: '训练步数；学习率衰减在此结束。' },
        l2: { label: 'L2 惩罚', hint: '把每个权重矩阵拉向零：梯度加上该系数乘以权重。' },
        decayTo: { label: '衰减至', hint: '训练结束时的学习率与起始时之比，线性到达；1 表示不变。' },
        mask: {
          label: '门控 dropout 粒度', hint: '每个样本各抽一个掩码，还是整个批次共用一个。',
          choice: { example: '逐样本', batch: '逐批次' },
        },
        tableRate: { label: '浅层塔学习率倍数', hint: '浅层塔“位置 × 设备”表的学习率倍数。' },
        gateRate: { label: '门控学习率倍数', hint: '门控的学习率倍数。' },
        adversarialWeight: { label: '对抗权重', hint: '反向梯度的 λ，在前半程线性增大；只用于对抗损失。' },
        taskWeights: { label: '任务权重', hint: '各任务损失在总损失中的系数。' },
      },
      threshold: { label: '未使用阈值', hint: '某专家在一个门控中的平均利用率低于该值，即视为未被使用。' },
      seeds: {
        data: { label: '数据', hint: '生成平台及其两份日志。' },
        init: { label: '初始权重', hint: '生成初始权重，两个模型相同。' },
        dropout: { label: 'Dropout', hint: '决定丢弃哪些专家和位置。' },
        batch: { label: '批次顺序', hint: '决定曝光的先后顺序，两个模型相同。' },
      },
    },
    view: {
      chapter: {
        label: '章节', hint: '页面显示的内容。',
        choice: { train: '训练', gates: '门控', polarization: '极化', 'position-bias': '位置偏差' },
      },
      speed: {
        label: '速度', hint: '每秒训练步数。',
        choice: { '2': '2 步/秒', '10': '10 步/秒', '30': '30 步/秒', '100': '100 步/秒', '0': '全速' },
      },
      arm: { label: '显示的模型', hint: '单模型图显示两个模型中的哪一个。', choice: { '0': '无门控 dropout', '1': '有门控 dropout' } },
      device: { label: '设备', hint: '显示哪种设备的位置。', choice: { pooled: '全部设备', phone: '手机', desktop: '桌面端', tv: '电视' } },
    },
  },
  unit: {
    none: '{{value}}',
    percent: '{{value}}%',
    logits: '{{value}} logit',
    times: '{{value}}×',
    steps: '{{value}} 步',
    impressions: '{{value}} 次曝光',
    units: '{{value}} 个单元',
    experts: '{{value}} 个专家',
    workers: '{{value}} 个节点',
    stepsPerSecond: '{{value}} 步/秒',
    terms: '{{value}} 项',
    features: '{{value}} 个特征',
    candidates: '{{value}} 个候选',
    deviations: '{{value}} σ',
  },
  unitMark: {
    none: '', percent: '%', logits: 'logit', times: '×', steps: '步', impressions: '', units: '', experts: '', workers: '', stepsPerSecond: '',
    terms: '', features: '', candidates: '', deviations: 'σ',
  },
};
export default fields;

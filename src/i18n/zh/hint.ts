import type en from '../en/hint.ts';
import type { Words } from '../messages.ts';

const hint: Words<typeof en> = {
  run: {
    world: {
      impressions: '训练日志的大小：每次请求九个曝光，每个位置一个。',
      sines: '各任务真实效用偏离线性的程度；0 表示线性。',
      cosineWithin: '同组两个任务的相似度：其真实权重向量的余弦。',
      cosineAcross: '参与度（engagement）与满意度（satisfaction）的相似度：1 表示一致，0 表示无关，−1 表示相反。',
      randomness: '日志策略排序所用分数中纯噪声的占比。',
      misalignment: '日志策略在多大程度上按与所有任务都无关的物品方向排序。',
      biasStrength: '所有设备的真实位置偏差（position bias）都乘以该倍数；0 表示没有偏差。',
      clickModel:
        '加性：偏差加在点击 logit 上，与浅层塔的假设一致。审视（examination）：偏差乘在概率上，浅层塔的假设不成立。',
      labels: '观看时长、点赞和评分在所有曝光上可见，还是只在被点击的曝光上可见。',
      logging:
        '排序：展示每次请求得分最高的九个候选。按分位数：位置是分数的函数，偏差与相关性无法区分。无位置：不记录位置。',
      simplerSatisfaction: '点赞与评分的效用比点击与观看时长少几个正弦项；0 表示一样多。',
      sharedPhases: '效用中正弦项的相位是组内共享，还是四个任务全部共享。',
      heldOut: '来自其他请求、从不参与训练的曝光：所有图都在它们上测得。',
      candidates: '日志策略为每次请求排序的物品数；展示前九个。',
      queryFeatures: '用户与上下文的正态特征，同一请求的所有候选共用。',
      itemFeatures: '每个候选自身的正态特征。',
      clickGain: '效用每增加一个标准差，点击 logit 增加多少：决定点击有多可预测。',
      clickOffset: '普通候选在位置 1 的点击 logit：决定点击有多频繁。',
      likeGain: '效用每增加一个标准差，点赞 logit 增加多少。',
      regressionNoise: '观看时长与评分的噪声标准差，以原始效用为单位。',
      biasCurves: '每种设备、每个位置的真实位置偏差（logit）。',
    },
    model: {
      kind: 'MMoE：每个任务一个门控。单门控（OMoE）：所有任务共用。共享底层（shared-bottom）：只有一个专家，没有门控。',
      experts: '由门控加权混合的子网络个数；共享底层始终只有一个。',
      expertUnits: '每个专家的 ReLU 单元数。',
      sharedUnits: '专家与门控之下的 ReLU 单元数；0 表示它们直接读取输入。',
      towerUnits: '每个任务塔的 ReLU 单元数；0 表示线性塔。',
      biasHandling:
        '浅层塔（shallow tower）：为每种设备和位置学习一个 logit，训练时加到点击 logit 上，服务时设为“缺失”。',
      initScale: '除门控外所有初始权重的缩放倍数。',
      gateInitScale: '门控初始权重的缩放倍数；0 表示所有门控从均匀开始。',
      identicalExperts: '所有专家以相同权重开始：仅靠训练永远无法打破这种对称。',
    },
    training: {
      gateDropout: '门控对某个样本忽略某个专家的概率，其余权重重新归一化。只用于模型 B。',
      positionDropout: '训练中把位置设为“缺失”的曝光比例，服务时用的正是该值。',
      learningRate: '优化器起始时的步长；过大会使训练发散。',
      optimizer: '如何由梯度得到更新：SGD 直接使用，Adagrad 与 Adam 按参数缩放。',
      workers: '模拟的、参数滞后的工作节点（worker）；1 表示同步。越多越容易使门控极化（polarization）、ReLU 死亡。',
      batch: '每个训练步使用的曝光数。',
      steps: '训练步数；学习率衰减在此结束。',
      l2: '把每个权重矩阵拉向零：梯度加上该系数乘以权重。',
      decayTo: '训练结束时的学习率与起始时之比，线性到达；1 表示不变。',
      mask: '每个样本各抽一个掩码，还是整个批次共用一个。',
      tableRate: '浅层塔“位置 × 设备”表的学习率倍数。',
      gateRate: '门控的学习率倍数。',
      adversarialWeight: '反向梯度的 λ，在前半程线性增大；只用于对抗损失。',
      taskWeights: '各任务损失在总损失中的系数。',
    },
    threshold: '某专家在一个门控中的平均利用率低于该值，即视为未被使用。',
    seeds: {
      data: '生成平台及其两份日志。',
      init: '生成初始权重，两个模型相同。',
      dropout: '决定丢弃哪些专家和位置。',
      batch: '决定曝光的先后顺序，两个模型相同。',
    },
  },
  view: {
    chapter: '页面显示的内容。',
    speed: '每秒训练步数。',
    arm: '单模型图显示 A、B 两个模型中的哪一个。',
    device: '显示哪种设备的位置。',
  },
};

export default hint;

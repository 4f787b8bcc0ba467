import type en from '../en/census.ts';
import type { Words } from '../messages.ts';

const census: Words<typeof en> = {
  name: '看一看 Census-Income',
  title: '看一看 Census-Income：向真实数据提三个问题',
  subtitle:
    '没有人知道这些数据背后的真值，所以这里不与真值比较，只在留出集的标签上评估。答案是事先测得的；每张卡片都可以在这里重新训练。',
  model: { 'shared-bottom': '共享底层', mmoe: 'MMoE', 'single-task': '单任务模型' },
  metric: { binary: 'AUC', regression: 'R²' },
  column: '{{name}}（{{metric}}）',
  tie: {
    name: '哪种结构最好？',
    alike:
      '各种结构不分上下：{{task}} 的 AUC 相差 {{spread}}，而留出集中 {{positives}} 个正例留下的不确定性是 ±{{half}}',
    apart: '{{task}} 的 AUC 在各结构间相差 {{spread}}，大于留出集中 {{positives}} 个正例留下的 ±{{half}}',
    subtitle:
      '圆点：一个种子。下方是均值及 5,000 行留出数据留下的 95% [[interval|区间]]（[[auc|AUC]] 用 DeLong 标准误）。所有种子共用这些行：增加种子不会使它变窄。',
    told: '{{task}}：{{best}} {{a}}，{{worst}} {{b}}。这里的差异大于留出数据留下的 ±{{half}}。',
    model: '模型',
    cell: '{{mean}} ± {{half}}',
    note: { binary: 'AUC，越大越好', regression: 'R²，越大越好' },
    alt: '各结构在每个任务上的 AUC 或 R² 及区间。数值见下表。',
    train: { mmoe: '在这里训练 MMoE', 'shared-bottom': '在这里训练共享底层模型' },
  },
  gates: {
    name: '门控在这里也会极化吗？',
    title: '门控同样会极化：占训练的 {{a}}，使用 10% 门控 dropout 后为 {{b}}（p {{p}}）；多数是 {{task}} 的门控',
    subtitle:
      '出现[[polarized|极化]]门控的训练所占比例，以及各任务的门控极化的比例，附 Wilson 95% [[interval|区间]]。每次训练抽取不同的 {{rows}} 行；Adam 加较小初始权重，这一设置是在合成平台上选定的。',
    arm: '门控 dropout',
    any: '任一门控',
    without: '无',
    with: '10%',
    one: '在这里训练一次',
    races: '到“极化”一章看多种子对比',
  },
  leak: {
    name: '泄漏标签的列有多大影响？',
    title: '一组列使 {{task}} 变得容易：有它们时 AUC 为 {{a}}，去掉后为 {{b}}',
    subtitle:
      '家庭情况的三列直接写出了要预测的内容：det_hh_fam_stat 和 det_hh_summ 中有“never marr”，tax_filer_stat 中有“Joint”。这样的列要与答案一同得知，属于标签泄漏。',
    task: '任务（MMoE）',
    all: '全部列',
    without: '去掉家庭情况的列',
    note: '同时去掉的还有关于家庭的第四列 fam_under_18，因此年龄也更难预测。±：留出数据的 95% 区间。',
    train: '在这里去掉家庭情况的列训练',
  },
};
export default census;

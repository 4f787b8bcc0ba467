import type en from '../en/about.ts';
import type { Words } from '../messages.ts';

const about: Words<typeof en> = {
  what: {
    name: '这是什么',
    text: '视频网站排序时要同时考虑几件事：会不会被点击、会看多久、会不会点赞、会打几分。下面的论文描述了这样一个系统：混合专家模型，每个任务有自己的门控（MMoE），再加上从点击中去除位置偏差的浅层塔。本页当场训练这个模型的小型版本，并让你重复论文的部分实验。',
    whom: '它面向构建推荐系统、想看清门控究竟做了什么的人，也面向学生和教师：无需安装任何东西，每幅图的标题都直接说明看到了什么，一个链接就能一位不差地复现一次训练。',
    local: '一切都在这个浏览器里运行：有 WebGPU 时用 GPU，否则用 CPU。不会向任何地方发送数据。',
  },
  papers: {
    name: '论文',
    link: '{{venue}}，doi {{doi}}',
    copy: '复制 {{venue}} 的 BibTeX',
    copied: '已复制。',
    bibtex: '{{venue}} 的 BibTeX',
  },
  synthetic: {
    name: '哪些是合成的，哪些不是',
    data: {
      name: '数据',
      text: '合成的。用户、物品、喜好、[[positionBias|位置偏差]]和[[log|日志]]都由一个[[seed|种子]]生成，其中没有真实的人。因此真值是已知的，每个估计值旁边都列出真值。',
    },
    models: {
      name: '模型',
      text: '真实的：它们就在本页、在你观看时训练，每个数字都由它们算出，没有一个是为展示而编的。',
    },
    stored: {
      name: '预先测得的结果',
      text: '也是真实的：需要几分钟或几小时的训练，已用同样的代码预先完成。它们都有标注，章节列表中也有，每一项都可以在这里重做。',
    },
    paper: {
      name: '论文的数字',
      text: '只作为作者对其平台的说法来引用。这里的数据不同，相同的只是问题，因此那些数字不是目标。',
    },
  },
  stored: {
    name: '预先测得的结果的日期、提交、机器与命令',
    race: '“极化”一章的多种子对比',
    sweep: '该章的扫描（节点数一项，其余见该章）',
    sharing: '参与度与满意度门控',
    treatments: '位置偏差的各种处理',
  },
  checks: {
    name: '这些数字怎样检验',
    text: '整个程序必须通过这些测试，而测试本身也要受检验：',
    engines:
      '四个互相独立编写的训练引擎（WebGPU 内核、WebAssembly、TensorFlow.js、双精度的普通循环）必须得到相同的模型。',
    gradients: '每个[[gradient|梯度]]都与有限差分和自动微分比较。',
    literal: '另有一个与本页不共享任何代码的程序逐步算出结果并存下来，每个引擎都必须算出这些数。',
    interval: '各项指标与区间都与手算的数以及另一个统计库比较。',
    browser: '在带 WebGPU 的浏览器里，用键盘、触摸和指针把读者会做的操作自动做一遍。',
    planted:
      '此外，故意逐个植入小错误，看测试能否发现。最近一次测量中，程序各部分每 100 个有 77 至 100 个被发现；没被发现的，就是还要补写的测试。',
  },
  licence: {
    name: '许可与版本',
    text: '自由软件，采用 Apache License 2.0 许可。它包含其他自由软件，各自遵循自己的许可。',
    own: 'MMoE Lab 的许可证',
    others: '所含软件的许可证',
    version: '版本 {{version}}。',
    versionOf: '版本 {{version}}，由 {{date}} 的提交 {{commit}} 构建。',
  },
};
export default about;

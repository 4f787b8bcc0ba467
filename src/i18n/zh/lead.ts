import type en from '../en/lead.ts';
import type { Words } from '../messages.ts';

const lead: Words<typeof en> = {
  name: '本章内容',
  fold: '收起',
  unfold: '本章内容',
  lesson: {
    title: '第一次来？',
    text: '一门短课带你走完整篇论文：15 个小步骤，约 20 分钟。',
    begin: '打开课程',
    left: '欢迎回来。',
    leftAt: '课程停在第 {{step}} 步，共 {{steps}} 步。',
    goOn: '继续课程',
    /** Of its last step: whoever has come to it may have passed some. */
    done: '课程已到最后一步。',
    doneText: '那里列着你的预测与实际结果。',
    predictions: '看我的预测',
    then: '接着看：对策',
  },
  sample: {
    name: '真实数据',
    title: '真实数据：Census-Income',
    on: '这次训练用的是 {{name}}。',
    text: '25,000 人；收入、工作周数、是否从未结婚、年龄。',
    train: '用它训练',
    own: '自己的文件…',
    back: '回到合成平台',
  },
  train: {
    serves: {
      mmoe: '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。四个任务共用一组[[expert|专家]]（expert），每个任务的[[gate|门控]]（gate）决定从哪些专家取多少：这就是 [[mmoe|MMoE]]（多门控混合专家）。',
      groups:
        '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。每组任务除[[sharedExpert|共享专家]]外另有[[ownExpert|专属专家]]（[[cgc|CGC]]），每个任务的[[gate|门控]]（gate）只在其中选择。',
      apart:
        '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。每组任务只有自己的[[ownExpert|专属专家]]，没有共享的；每个任务的[[gate|门控]]（gate）只在本组的专家中选择。',
      tasks:
        '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。每个任务除[[sharedExpert|共享专家]]外另有[[ownExpert|专属专家]]（[[cgc|CGC]]），其[[gate|门控]]（gate）只在其中选择。',
      omoe: '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。四个任务共用一组[[expert|专家]]（expert），由同一个[[gate|门控]]（gate）决定从哪些专家取多少（[[omoe|OMoE]]，one-gate）。',
      'shared-bottom':
        '视频网站要为每个候选视频预测四件事：会不会点击、看多久、会不会点赞、打几分。四个任务共用唯一的[[expert|专家]]（expert），因此没有[[gate|门控]]（gate）可供选择（[[sharedBottom|共享底层]]，shared-bottom）。',
    },
    table: {
      question_one: '对 {{name}} 的每一行，一个模型回答一个问题：{{tasks}}。',
      question_other: '对 {{name}} 的每一行，一个模型回答 {{count}} 个问题：{{tasks}}。',
      mmoe: '所有任务共用一组[[expert|专家]]（expert），每个任务的[[gate|门控]]（gate）决定从哪些专家取多少。',
      groups:
        '每组任务除[[sharedExpert|共享专家]]外另有[[ownExpert|专属专家]]（[[cgc|CGC]]），每个任务的[[gate|门控]]（gate）只在其中选择。',
      apart:
        '每组任务只有自己的[[ownExpert|专属专家]]，没有共享的；每个任务的[[gate|门控]]（gate）只在本组的专家中选择。',
      tasks:
        '每个任务除[[sharedExpert|共享专家]]外另有[[ownExpert|专属专家]]（[[cgc|CGC]]），其[[gate|门控]]（gate）只在其中选择。',
      omoe: '所有任务共用一组[[expert|专家]]（expert），由同一个[[gate|门控]]（gate）决定从哪些专家取多少（[[omoe|OMoE]]，one-gate）。',
      'shared-bottom':
        '所有任务共用唯一的[[expert|专家]]（expert），因此没有[[gate|门控]]（gate）可供选择（[[sharedBottom|共享底层]]，shared-bottom）。',
    },
    tower: '旁边的小分支[[shallowTower|浅层塔]]只读设备与位置，以免排得高、点击多的内容被误认为更好。',
    models: {
      two: '两个模型并排训练：A 没有[[gateDropout|门控 dropout]]（训练时随机关掉一些专家），B 有。按下“播放”，看门控会不会坍缩到少数几个专家上（[[polarized|极化]]，polarization），让其余专家白白闲置，dropout 又能不能防止它。',
      cured:
        '两个模型并排训练：A 不用[[cure|对策]]，B 用 {{what}}。按下“播放”，看门控会不会坍缩到少数几个专家上（[[polarized|极化]]，polarization），B 的对策又能不能防止它。',
      same: '[[gateDropout|门控 dropout]]（训练时随机关掉一些专家）为 0，所以 A 与 B 是同一个模型。按下“播放”，看门控会不会坍缩到少数几个专家上（[[polarized|极化]]，polarization）；再把 dropout 调到 0 以上，看它能不能防止。',
      noGates:
        '按下“播放”，看各任务的留出损失能降到多少。在控制面板中选择 [[mmoe|MMoE]]，即可看到门控以及它们会不会极化。',
    },
    source: 'Zhao 等 2019，第 4 节与第 5.2 节，图 5',
  },
  gates: {
    mmoe: '每个任务都有一个[[gate|门控]]（gate）：对每次[[impression|曝光]]，它决定该任务从哪个[[expert|专家]]取多少。按下“播放”观看门控如何形成，然后移动滑块，或在变化过程图中选一处，回到任意一步。下方可以逐个数字地看一次曝光怎样流过模型。',
    mmoe_table:
      '每个任务都有一个[[gate|门控]]（gate）：对每一行，它决定该任务从哪个[[expert|专家]]取多少。按下“播放”观看门控如何形成，然后移动滑块，或在变化过程图中选一处，回到任意一步。下方可以逐个数字地看一行怎样流过模型。',
    omoe: '该模型只有一个[[gate|门控]]（[[omoe|OMoE]]，one-gate）：对每次[[impression|曝光]]，它决定所有任务共同从哪个[[expert|专家]]取多少。按下“播放”观看它如何形成，然后移动滑块，或在变化过程图中选一处，回到任意一步。下方可以逐个数字地看一次曝光怎样流过模型。',
    omoe_table:
      '该模型只有一个[[gate|门控]]（[[omoe|OMoE]]，one-gate）：对每一行，它决定所有任务共同从哪个[[expert|专家]]取多少。按下“播放”观看它如何形成，然后移动滑块，或在变化过程图中选一处，回到任意一步。下方可以逐个数字地看一行怎样流过模型。',
    'shared-bottom':
      '该模型没有[[gate|门控]]（[[sharedBottom|共享底层]]，shared-bottom）：所有任务都从唯一的[[expert|专家]]取得全部输出。在控制面板中选择 [[mmoe|MMoE]] 即可看到门控。下方可以逐个数字地看一次[[impression|曝光]]怎样流过模型。',
    'shared-bottom_table':
      '该模型没有[[gate|门控]]（[[sharedBottom|共享底层]]，shared-bottom）：所有任务都从唯一的[[expert|专家]]取得全部输出。在控制面板中选择 [[mmoe|MMoE]] 即可看到门控。下方可以逐个数字地看一行怎样流过模型。',
    source: 'Zhao 等 2019，第 4 节与第 5.2 节，图 5；Ma 等 2018，式 6 至式 8',
  },
  polarization: {
    text: '如果一个门控几乎不用大多数专家，就说它[[polarized|极化]]（polarization）了。论文中，多个[[workers|工作节点]]（worker）异步训练时有 20% 的训练出现极化，加上 10% 的[[gateDropout|门控 dropout]] 后一次也没有。这里用许多[[seed|种子]]重复这个实验，每张小图是一次训练，加框的就是极化的：选一张，可以查看那次训练的内部；也可以自己训练一批来对比。这里按平均权重判断；“对策”一章还按[[contribution|贡献]]（权重乘以输出）判断。再往下：门控为什么会坍缩、受哪些因素影响，以及几种会训坏的设置。',
    source: 'Zhao 等 2019，第 5.2 节（门控的稳定性）',
  },
  cures: {
    text: '[[polarized|极化]]的门控几乎不用大多数[[expert|专家]]，它的任务也就用不上这些专家学到的东西。论文只给出一种对策：10% 的[[gateDropout|门控 dropout]]；在它之前和之后，还有许多别的提议。这里让它们在同样的[[seed|种子]]上、以同样的数据和初始权重训练：看还有多少次训练的门控极化、[[loss|损失]]怎样变化；选一种对策细看，也可以在自己的设置上实测。“完全没有门控”不可能极化：把它放在这里，是为了用它的损失说明门控值多少。',
    source: 'Zhao 等 2019，第 5.2 节；其他对策的论文注在各自旁边',
  },
  'position-bias': {
    text: '排得越靠前越容易被点击，不管内容如何。因此点击[[log|日志]]里混着两样东西：物品有多好（[[relevance|相关性]]），和它排在哪里（[[positionBias|位置偏差]]，position bias）。这里两者的真值都已知。按下“播放”，看[[shallowTower|浅层塔]]（shallow tower）怎样把它们分开：空心标记是学到的，线是真值。',
    table:
      '排得越靠前越容易被点击，不管内容如何。因此点击[[log|日志]]里混着两样东西：物品有多好（[[relevance|相关性]]），和它排在哪里（[[positionBias|位置偏差]]，position bias）。真实数据里只看得到二者的混合；[[shallowTower|浅层塔]]（shallow tower）等方法能把它们分开到什么程度，要在真值已知的合成平台上测量。',
    source: 'Zhao 等 2019，第 4 节与第 5.3 节，图 6、图 7，表 2',
  },
  compare: {
    text: '最朴素的多任务模型是[[sharedBottom|共享底层]]（shared-bottom）：所有任务读取同一组隐藏单元。它的弱点也在这里：各任务需要的东西不同，却要挤过同样的单元，一个任务得到的，要由另一个任务付出代价。[[mmoe|MMoE]] 给每个任务一个[[gate|门控]]（gate），在多个[[expert|专家]]（expert）之间选择。如果两者的乘法次数相同，这还值得吗？这里六种架构在相同的[[seed|种子]]上训练：看谁的误差更小、有多确定，选一个点查看那次训练的内部，也可以自己运行一次对比。',
    source: 'Zhao 等 2019，第 5.2 节，表 1；Ma 等 2018，第 3 节；Tang 等 2020（CGC）',
  },
  serve: {
    text: '模型对每个[[candidate|候选]]预测四件事，用户却只看到一个列表。论文把各预测取权重次幂后相乘，权重由人工调节（[[combinedScore|综合得分]]，combined score）。这里权重由你掌握：移动滑块，看谁上升；选一个物品，看它为什么排在那里；真值已知，所以还能看到你的权重为了[[satisfaction|满意度]]放弃了多少[[engagement|参与度]]。',
    source: 'Zhao 等 2019，第 4、4.2 与 4.4 节',
  },
  live: {
    text: '离线指标说明谁预测得更好；用户的反馈是否更好，只有真正展示给用户才知道。[[abTest|A/B 测试]]把每次[[query|请求]]随机分给几个排序模型（实验组）之一，再把点击和点赞与对照组比较，得到[[lift|提升]]（lift）。论文称其 8 专家 MMoE 参与度提升 0.45%，满意度提升 3.07%（表 1）。这里的用户是模拟的，真值已知：运行一次实验，看区间怎样变窄，什么时候才能说谁更好。',
    source: 'Zhao 等 2019，第 5.2 节与第 5.3 节，表 1、表 2；Waudby-Smith 等，arXiv 2103.06476',
  },
  loop: {
    text: '模型从点击[[log|日志]]中学习，给下一批列表排序，而这些列表展示的内容又成为下一份日志：模型在学自己的选择（[[feedbackLoop|反馈循环]]）。排在前面的东西，会因为排在前面而被点击。把[[positionBias|位置]]当成[[relevance|相关性]]的模型会一轮比一轮更偏，还是会在循环中自愈？这里让四种处理方式从同一份初始日志出发，逐轮比较；然后可以去掉[[standingBoost|持续加权]]、给展示加入随机性，亲自跑一遍循环。最后：没人指出的偏差能不能被找出来（[[unknownBias|未知偏差]]）？',
    source: 'Zhao et al. 2019，第 4 节（循环）、第 5.3 节（处理方式）',
  },
  data: {
    text: '一次[[query|请求]]（query）会在手机、桌面端或电视上依次展示九个物品；用户对每个物品做了什么，就是模型学习的内容。这里的一切都是[[world|合成]]的，所以每个观测值旁边都能列出真值。选一次请求看看。',
    table:
      '模型从表格的各行中学习：每一行里，一些列作为[[feature|输入]]，另一些列是要预测的任务。没有人知道某个标签出现的真实概率，所以每个观测值旁边只列出所选模型当前的预测，没有真值。',
    source: 'Zhao 等 2019，第 4 节；效用的生成方法：Ma 等 2018，第 3.2 节',
  },
  glossary: {
    text: '本页用到的所有专业术语：一句话解释、公式、所属的图、中英文名称及出处。',
    source: 'Zhao 等 2019；Ma 等 2018',
  },
  about: {
    text: '一个小型多任务排序模型在你的浏览器里训练，数据的真值是已知的，因此可以重复并检验一篇著名工业论文的部分实验：门控怎样极化、dropout 能否防止，位置偏差，以及同等计算量下这种架构能换来什么（表 1）。论文面向真实用户的线上实验在这里只能模拟。',
    source: 'Zhao 等 2019，doi 10.1145/3298689.3346997',
  },
};
export default lead;

/** What the page of the lesson says, whatever step is open. */
import type en from '../en/lessonPage.ts';
import type { Words } from '../messages.ts';

const page: Words<typeof en> = {
  name: '课程',
  step: '课程步骤',
  listed: '{{step}}. {{title}}',
  at: '第 {{step}} 步，共 {{steps}} 步',
  progress: '课程进度',
  explore: '自由探索',
  exploreHint: '退出课程，之后可从这一步继续；让位给课程的训练会恢复',
  /** On a phone the words lie over the pictures. */
  fold: '看图',
  unfold: '看说明',
  previous: '上一步',
  next: '下一步',
  /** On to the next step, where the question of this one has no prediction. */
  skip: '跳过',
  finish: '完成',
  restart: '重新开始',
  restartAsks: '所有预测都会被清除。',
  restartDoes: '清除并重新开始',
  present: '课堂模式',
  presentHint: '字更大，按选项统计举手人数，结果揭晓前不显示；翻页笔可前后翻页',
  handout: '打印讲义',
  handoutMissing: '讲义未能加载：网络中断，或页面已更新为新版本。课程保持原样；若页面已更新，需要重新加载。',
  notes: '讲师备注',
  time: '已用 {{gone}} 分钟；本步约 {{here}} 分钟，后面各步共约 {{left}} 分钟。',
  controls: '本步可以调的设置',
  question: '预测',
  veiled: '预测锁定之前先遮住。',
  /** Of a picture that shows stored results meanwhile. */
  veiledStill: '结果出来之前先遮住。',
  lock: '锁定预测',
  lockHint: '锁定后不能再改，然后才会看到结果。',
  notYet: '尚未选择',
  /** Of a number on a scale; Enter takes its middle. */
  notYetOnScale: '尚未选择：在刻度上按一下',
  locked: '预测已锁定。',
  waits: '正在运行。结果出来后会显示在这里。',
  goesOn: '可以先往下看：只要不启动新的实验，它会在后台继续，结果会保留在第 {{last}} 步。',
  /** Of a run, which a later step replaces. */
  goesOnTo:
    '可以先看到第 {{to}} 步：它会在后台继续，结果会保留在第 {{last}} 步。第 {{ends}} 步要训练另一个模型，会中断它。',
  stops: '进入下一步会中断这次训练。可以等结果出来，也可以之后再回到这一步。',
  letHappen: '开始验证',
  reveal: '揭晓结果',
  right: '与预测一致。',
  wrong: '与预测不同。',
  close: '差别太小，分不出高下。',
  /** Of a class. */
  handsRight: '猜对的人数：{{right}} / {{hands}}。',
  link: '得到这一结果的那次训练',
  predicted: '你的预测',
  came: '实际结果',
  /** Of a choice that came first and was not told from the next. */
  cameClose: '略微领先',
  truth: '真值',
  /** Beside the end of a line. */
  short: { predicted: '预测', came: '结果', truth: '真值' },
  notPredicted: '没有预测。',
  held: '结果还没有揭晓。',
  notYetOut: '还没有结果：打开这一步，让它运行。',
  computing: '仍在计算，出来后会显示在这里。',
  curve: '你画的曲线',
  point: '位置 {{position}}',
  endHint: '在图上点一下终点应在的高度，或拖动虚线末端，也可用方向键移动。',
  curveHint: '可以直接在图上画、点一下某个位置来放点、拖动单个点，或用方向键移动。曲线在位置 1 固定为 0。',
  clear: '清除',
  stepAxis: '步数',
  positionAxis: '位置',
  units: { percent: '%', count: '个数', logits: 'logit', loss: '损失', experts: '有效专家数（按平均权重）' },
  /** Hands raised by a class. */
  votes: '举手人数',
  hands: '{{hands}} 人',
  mostHands: '举手最多',
  kept: '课程已切换到自带的训练；退出课程时会恢复你原来的训练。',
  back: '回到原来的训练',
  again: '已恢复课程之前的训练。',
  toLesson: '打开课程的训练',
  otherRun: '当前打开的训练不是本步要讲的那一次。',
  openRun: '打开本步的训练',
  unknown: '课程里没有名为“{{step}}”的步骤。',
  begin: '从第一步开始',
  resume: '课程停在第 {{step}} 步（共 {{steps}} 步）：{{title}}',
  resumeDoes: '继续',
};

export default page;

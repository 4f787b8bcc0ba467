/** The lesson on paper: sheets for a class and for its lecturer. */
import type en from '../en/handout.ts';
import type { Words } from '../messages.ts';

const handout: Words<typeof en> = {
  name: '课程讲义',
  which: '打印内容',
  kinds: { questions: '题目', answers: '答案', lecturer: '讲师备注' },
  titles: {
    questions: '{{app}}：课程题目',
    answers: '{{app}}：课程中的预测与实际结果',
    lecturer: '{{app}}：课程讲师用',
  },
  intro: {
    questions: '请在看到结果之前回答每个问题；看到之后，在答案旁写下实际结果，以及你认为的原因。',
    answers: '这些结果由打印者的电脑运行课程中的训练与实验得到。换一台电脑、换一批种子，结果可能不同。',
    lecturer: '共 {{steps}} 步，课堂上约需 {{minutes}} 分钟。这份材料里没有结果。',
  },
  link: '课程地址',
  code: '课程链接的二维码',
  student: '姓名',
  date: '日期',
  tick: '选一项打勾。',
  scale: '在刻度上标出位置。',
  frame: '在坐标框里画出曲线。',
  begun: '把曲线接着画到坐标框的右边缘。',
  question: {
    objectives: '页面上可以选择六次请求。其中有几次，最可能被点击的视频同时也是最可能被点赞的？',
    polarization: '曲线会停在哪里？把它画到第 {{steps}} 步。',
  },
  text: {
    end: '这就是整篇论文，放在一个装得进网页的平台上。预测错的地方，正是有东西可学的地方。这里的任何训练都说明不了的是：真实的用户、上百亿次曝光，以及一个列表对看它的人是不是好事。',
  },
  lines: { came: '实际结果', why: '原因', notes: '笔记' },
  minutes: '{{title}}（{{minutes}} 分钟）',
  votes: '举手人数',
  absent: {
    asked: '这里缺图：打开这一步时页面才会计算，而本机还没有打开过。',
    begun: '这里缺曲线的前半段：打开这一步时页面才会计算，而本机还没有打开过。',
    hidden: '这一步的图会透露答案：结果出来之后，印在答案里。',
    came: '这里缺图：结果显示在屏幕上时才会保留，而本机还没有显示过。',
    given: '本机还没有人作出预测，因此没有结果。',
    outcome: '结果还没有出来。',
    revealed: '结果还没有揭晓。',
  },
  language: '图中文字为{{language}}。',
  kept: '{{n}} 步中有 {{k}} 步的图已备好。其余的在课程中打开那一步时，由该步的训练或实验计算得到。',
  all: '每一步的图都已备好。',
  refused: '浏览器不保存这些图（存储空间已满或被禁用）：关闭页面后就会丢失，请在此之前打印。',
  print: '打印',
  close: '关闭',
};
export default handout;

import type en from '../en/shell.ts';
import type { Words } from '../messages.ts';

const shell: Words<typeof en> = {
  bar: {
    copyStart: '复制链接：从头开始',
    copyAt: '复制链接：已训练到第 {{step}} 步',
    copyBy: '请复制此链接：',
    save: '将本次训练保存为文件',
    load: '从文件打开训练…',
  },
  /** Name of a table that scrolls. */
  table: '{{name}}：表格',
  controls: {
    measured: '实测相关：效用 {{utilities}}，标签 {{labels}}',
    group: { world: '世界', model: '模型', training: '训练', seeds: '随机种子' },
    live: '即时',
    explainer: '选择任一设置项，即可查看它的作用。',
    applies: {
      now: '立即生效。',
      goesOn: '继续训练时从当前步起生效。',
      ended: '本次训练已结束：重新开始时生效。',
      reset: '重置后生效。',
      view: '只影响图表。',
    },
    default: '默认值：{{value}}。',
    range: '范围：{{min}} 至 {{max}}。',
    restore: '将{{field}}恢复为默认值 {{value}}',
    waits: '当前训练仍为 {{value}}。',
    idle: {
      oneExpert: '目前不起作用：共享底层总是只有一个专家。',
      noGates: '目前不起作用：共享底层没有门控。',
      oneGate: '目前不起作用：唯一的门控为所有任务服务，可以使用每个专家。',
      fewExperts: '目前不起作用：专家太少。按组 CGC 至少需要 3 个，按任务 CGC 至少需要 5 个。',
      noTower: '目前不起作用：没有浅层塔。',
      noAdversary: '目前不起作用：没有对抗损失。',
      noPosition: '目前不起作用：该模型不处理位置。',
    },
    on: '开',
    off: '关',
  },
  pending: {
    title_one: '{{count}} 项更改等待重置',
    title_other: '{{count}} 项更改等待重置',
    apply: '立即重置',
    undo: '放弃更改',
  },
  undo: {
    name: '撤销与重做',
    short: '撤销',
    undo: '撤销：{{what}}',
    redo: '重做：{{what}}',
    nothing: '没有可撤销的操作',
    nothingAgain: '没有可重做的操作',
    did: {
      newSeeds: '更换种子',
      preset: '预设',
      openingRun: '初始训练',
      otherRun: '某次研究中的训练',
      file: '文件中的训练',
      withoutChanges: '去掉中途改动',
    },
  },
  changes: {
    title: '训练中途的改动',
    entry: '{{field}}：从第 {{step}} 步起为{{value}}',
    hintReplaced: '属于这次训练；等待重置的更改会取代其中一部分。',
    hint: '属于这次训练：重置、链接和文件都会在相同的步数重现它们。',
    forget: '去掉改动，从头开始',
  },
  openingRun: { other: '当前不是页面打开时的那次训练。', back: '显示那一次' },
  notices: { dismiss: '关闭' },
  help: {
    title: '键盘与选项',
    keys: {
      play: '播放或暂停',
      step: '训练一步（加 Shift 为十步）',
      reset: '重置：同一次训练重新开始',
      help: '显示此帮助',
      undo: '撤销对设置的改动（加 Shift：重做）',
    },
    space: '空格',
    enabled: '启用单键快捷键',
    hidden: '页面隐藏时继续训练',
    close: '关闭',
  },
};
export default shell;

import type en from '../en/first.ts';
import type { Words } from '../messages.ts';

const first: Words<typeof en> = {
  named: '{{name}}：{{value}}',
  shell: {
    brand: 'MMoE Lab',
    skip: '跳到图表',
    bar: {
      play: '播放',
      pause: '暂停',
      again: '重新播放',
      transport: '训练控制',
      playHint: '开始或停止训练（空格键）',
      step: '单步',
      stepHint: '训练一步（句点键）；按住 Shift 则为十步',
      moreSteps: '多步',
      steps: '{{number}} 步',
      reset: '重置',
      resetHint: '回到第 0 步：相同的数据和初始权重，因此曲线也完全相同（R 键）',
      newSeeds: '新种子',
      newSeedsHint: '换一个平台、一组初始权重和一种批次顺序',
      speed: '速度',
      of: '/ {{steps}} 步',
      rate: '{{rate}} 步/秒',
      progress: '训练进度',
      waits: '{{what}}…',
      finished: '已完成',
      diverged: '已发散',
      controls: '控制面板',
      share: '分享',
      shareHint: '复制链接，打开后就是这一次训练',
      copied: '链接已复制',
      copiedAt: '链接已复制：打开时已训练到第 {{step}} 步',
      moreSharing: '保存或打开训练，导出文件',
      language: '语言',
      theme: '主题',
      themes: { system: '跟随系统', light: '浅色', dark: '深色' },
      engine: '引擎：{{name}}',
      help: '帮助',
    },
    chapters: '章节',
    question: {
      train: '模型怎样学习？',
      gates: '每个任务用哪些专家？',
      polarization: '门控何时会塌缩？',
      cures: '门控塌缩了，该怎么办？',
      'position-bias': '是因为排在前面才被点击吗？',
      compare: '为什么用 MMoE？代价是什么？',
      serve: '四个预测怎样变成一个列表？',
      live: '用户的反馈真的更好吗？',
      loop: '一份列表会怎样改变下一份日志？',
      data: '模型从什么中学习？',
      glossary: '这个词是什么意思？',
      about: '这是什么，可信吗？',
    },
    from: {
      live: '实时计算',
      both: '实时 + 事先测得',
      /** Where there is room to say that what is stored can be raced anew. */
      race: '事先测得 + 实时对比',
    },
    /** Title of the page, as tabs and bookmarks show it. */
    pageTitle: '{{chapter}} · {{state}} · {{brand}}',
    /** What a run waits for before its first step, in that title and beside the step count. */
    opening: {
      world: '正在生成世界',
      compiling: '正在编译 GPU 内核',
      engine: '正在启动引擎',
      measuring: '正在进行首次评估',
    },
    /** State of the run, in that title and said when it changes. */
    state: {
      paused: '已暂停于第 {{step}} 步',
      running: '训练中，第 {{step}} 步',
      finished: '已完成，共 {{step}} 步',
      diverged: '第 {{step}} 步后发散',
      failed: '因错误停止',
    },
    loading: '正在加载…',
    controls: { title: '控制面板', close: '关闭' },
    catchUp: {
      name: '正在训练到指定的步',
      words: '这次训练之前已进行过：正以全速重新训练到第 {{step}} 步。',
      skip: '停在这里',
    },
    openingRun: { hint: '页面打开时的那次训练' },
    notices: { title: '通知' },
  },
  field: {
    view: {
      chapter: {
        choice: {
          train: '训练',
          gates: '门控',
          polarization: '极化',
          cures: '对策',
          'position-bias': '位置偏差',
          compare: '架构对比',
          serve: '线上排序',
          live: '线上实验',
          loop: '反馈循环',
          data: '数据',
          glossary: '术语表',
          about: '关于',
        },
      },
      speed: { choice: { '2': '2 步/秒', '10': '10 步/秒', '30': '30 步/秒', '100': '100 步/秒', '0': '全速' } },
    },
  },
  missing: {
    chapter: {
      title: '本章的一个文件未能加载',
      todo: '网络出错，或页面已更新为新版本。当前训练保持不变，其他章节仍可使用。文件加载成功后，本章会自动打开；若页面已更新，则只有重新加载才有用。',
      reload: '重新加载页面，并训练到当前这一步',
    },
    worker: '未能获取后台线程的文件',
    retry: '重试',
  },
  failed: {
    engine: {
      title: '此浏览器中没有可用的训练引擎',
      todo: '请重新加载页面；若仍不行，请换用新版 Chrome、Edge、Firefox 或 Safari。',
    },
    run: {
      title: '训练因错误而终止',
      todo: '引擎已经启动，但在训练过程中出错。请重新加载页面：你的设置保存在网址中。',
    },
    file: {
      title: '页面的一个文件未能加载',
      todo: '未能获取训练模型所需的代码：网络出错，或页面已更新为新版本。请重新加载页面。',
    },
    world: { title: '无法生成这个世界', todo: '当前设置互相矛盾。请修改设置，或恢复默认值。' },
    sample: {
      title: '数据集未能加载',
      todo: 'Census-Income 只在选用时才下载：网络出错，或页面已更新为新版本。请再选一次，或恢复默认设置。',
    },
    own: {
      title: '这次训练所用的文件不在这里',
      todo: '数据从不离开其所在的电脑：链接带有除数据之外的一切。请重新选择该文件以继续，或恢复默认设置。',
    },
    worker: {
      title: '后台线程已停止',
      todo: '训练在 Web Worker 中运行，而它的文件未能加载，或此浏览器未能启动它、已将其终止。请重新加载页面；若仍不行，请关闭拦截脚本的扩展，或换用其他浏览器。',
    },
    page: { title: '页面遇到了无法恢复的错误', todo: '你的设置保存在网址中，重新加载即可恢复。' },
    tried: '已依次尝试：{{engines}}。',
    details: '技术细节',
    reload: '重新加载页面',
    defaults: '恢复默认设置',
  },
  engine: { backend: { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'CPU' } },
};
export default first;

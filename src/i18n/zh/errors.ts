import type en from '../en/errors.ts';
import type { Words } from '../messages.ts';

const errors: Words<typeof en> = {
  notice: {
    deviceLost: 'GPU 设备丢失，已用 $t(engine.backend.{{backend}}) 从第 {{step}} 步继续训练。',
    otherRounding:
      '这次训练先前使用$t(engine.with.{{was}})，现在改用$t(engine.with.{{is}})继续，两者的舍入方式不同：此后各步的末几位数字会与在原处继续训练时不同。',
    studyDeviceLost: 'GPU 设备丢失，并行训练的各模型已用 $t(engine.backend.{{backend}}) 从第 {{step}} 步继续。',
    studyWorkerLost: '在处理器上训练的一个线程意外结束，它负责的模型已在另一个线程中从第 {{step}} 步继续，结果不变。',
    studyFewerWorkers: '浏览器不再为本页启动新线程，因此只用处理器的一部分核心训练：耗时更长，结果不变。',
    portions:
      '{{replicas}} 个模型超出了该设备的容量，或超出了页面应占用的内存：每次约训练 {{fitting}} 个，分批依次进行，结果不受影响。',
    sharedLayerAdded: '该位置偏差处理作用于共享层，因此共享层恢复为 {{units}} 个单元。',
    handlingChanged: '没有共享层，原来的位置偏差处理无从作用，因此已改为浅层塔。',
    link: {
      'unknown-key': '链接设置了“{{key}}”，这里没有这一项。已忽略，其余设置均已采用。',
      'not-a-number': '链接中{{field}}为“{{given}}”，不是数字。已改用 {{fallback}}。',
      'not-whole': '链接中{{field}}为 {{given}}，但它必须是整数。已改用 {{fallback}}。',
      'out-of-range': '链接中{{field}}为 {{given}}，超出范围。已改用 {{fallback}}。',
      'not-a-choice': '链接中{{field}}为“{{given}}”，不在可选项之内。已改用 {{fallback}}。',
      'wrong-length': '链接中{{field}}的数值个数不对。已改用 {{fallback}}。',
      twice: '链接多次给出{{field}}。已采用第一个值，而不是“{{given}}”。',
      'other-twice': '链接中“{{key}}”出现多次。已采用第一个，而不是“{{given}}”。',
      backend: '链接指定的引擎“{{given}}”不存在：可用的有 webgpu、wasm、wasm-plain、cpu 和 reference。页面已自行选择。',
      'not-a-step': '链接要求训练到第“{{given}}”步，但本次训练没有这一步。现停在第 0 步。',
      version: '该链接由本页面的版本“{{given}}”生成，能读取的设置均已采用。',
      'not-a-change': '链接中的 {{given}} 不是可用的训练中改动，已略去；其余照用。',
      conflict: '链接中{{field}}为 {{given}}，与其{{other}}不能同用。{{field}}已改用 {{fallback}}。',
      inGroup: '{{group}}：{{field}}',
      usualCurves: '通常的曲线',
      more: '链接中还有 {{number}} 个值无法使用，已采用默认值。',
    },
  },
  errors: {
    file: {
      foreign: '此文件不是由 MMoE Lab 保存的。当前训练保持不变。',
      damaged: '此文件已损坏：校验和不符。当前训练保持不变。',
      header: '此文件没有描述一次训练。当前训练保持不变。',
      step: '此文件给出的步数不在其训练范围内。当前训练保持不变。',
      timeline: '此文件记录的训练中改动不可能属于其训练。当前训练保持不变。',
      history: '此文件中的曲线与其训练不符。当前训练保持不变。',
      state: '此文件中的模型与其设置不符。当前训练保持不变。',
      diverged: '此文件中的模型含有非有限数值：该训练已经发散。当前训练保持不变。',
      large: '此文件过大，不可能是保存的训练（{{size}} MB；一次训练最多需要 {{most}} MB）。当前训练保持不变。',
      unreadable: '浏览器无法读取此文件（{{message}}）。当前训练保持不变。',
      version: '此文件由更新版本的 MMoE Lab 保存。当前训练保持不变。',
      field: '此文件中{{field}}的值不被允许。当前训练保持不变。',
    },
    save: '无法保存本次训练：{{message}}',
  },
  missing: {
    glossary: '术语表的文件未能加载：网络出错，或页面已更新为新版本。再打开一次这个术语即可重试。',
    language: '未能获取{{language}}的文字，语言保持不变。',
  },
  failed: { heading: '实验室未能启动' },
  diverged: {
    title: '训练在第 {{step}} 步发散',
    body: '数值超出了有限范围，训练已停止。图中显示的是最后的有限状态。',
    learningRate: '最可能的原因：学习率 {{value}} 过大。',
    workers: '最可能的原因：梯度过于滞后，有 {{value}} 个异步节点。',
    initScale: '最可能的原因：初始权重尺度 {{value}} 过大。',
    taskWeights: '最可能的原因：任务权重 {{value}} 过大。',
    l2: '最可能的原因：对当前学习率而言，L2 惩罚 {{value}} 过大。',
    lower: '将{{field}}设为 {{value}} 并重新开始',
    lowerWeights: '将所有任务权重限制在 {{value}} 以内并重新开始',
  },
  engine: {
    explain: {
      webgpu: '模型通过 WebGPU 在你的 GPU 上训练，运行于独立的后台线程。',
      wasm: '模型以 WebAssembly 在 CPU 上训练，运行于独立的后台线程。',
      cpu: '模型以纯 JavaScript 在 CPU 上训练，运行于独立的后台线程。',
    },
    software: '模型通过 WebGPU 训练，但此适配器是软件实现：计算由 CPU 在独立的后台线程中完成。',
    tryWasm: '改用 WebAssembly 打开：在 CPU 上快很多倍',
    why: {
      'no-webgpu': '此浏览器没有 WebGPU：请用新版 Chrome、Edge、Firefox 或 Safari，通过 https 或 localhost 打开本页。',
      'no-adapter':
        '此浏览器支持 WebGPU，但没有找到GPU 适配器：请在浏览器设置中开启硬件加速，或更新显卡驱动，然后重新加载。',
      'webgpu-failed': '找到了 WebGPU，但启动失败：请更新浏览器和显卡驱动，然后重新加载。',
      'webgpu-silent':
        '找到了 WebGPU，但它在 10 秒内没有响应：请重启浏览器，或更新显卡驱动。下一次训练会再次尝试 WebGPU。',
      'slow-compile':
        '显卡驱动 20 秒后仍未编译完训练内核：模型改在 CPU 上训练。编译完成后，下一次训练会再次尝试 WebGPU。',
      'webgpu-lost': 'GPU 设备在一分钟内多次丢失，或没有响应：训练改在 CPU 上继续。下一次训练会再次尝试 WebGPU。',
      'missing-file': '未能获取 WebGPU 所需的代码：网络出错，或页面已更新为新版本。请重新加载页面。',
      'too-small': '这些模型超出了GPU 设备的容量，或超出了页面应占用的内存：改在 CPU 上训练。',
      asked: '网址指定了该后端：从网址中去掉“backend”即可使用 WebGPU。',
    },
    adapter: '适配器',
    kernels: '引擎',
    name: {
      fused: '为该模型融合的内核（WGSL）',
      reference: 'TF.js 算子',
      simd: '为该模型编写的循环，一条指令处理四个数（WebAssembly）',
      scalar: '普通循环',
    },
    rounding: { label: '乘加运算', once: '一步完成，只舍入一次（融合乘加）', twice: '分两步完成，各舍入一次' },
    with: {
      webgpu: ' WebGPU',
      wasm: ' WebAssembly',
      cpu: '纯 JavaScript',
      once: '一步完成乘加的 WebAssembly',
      twice: '分两步完成乘加的 WebAssembly',
    },
    size: '单个模型',
    sizeValue: '{{parameters}} 个参数，每次曝光 {{multiplications}} 次乘法',
    speed: '速度',
    speedValue: '{{value}} 步/秒，两个模型同步训练',
    idle: '已暂停',
  },
};
export default errors;

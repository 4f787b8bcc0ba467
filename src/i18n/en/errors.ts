/** What went wrong or was changed on the reader's behalf: `notice.*`, `failed.<code>.*`, `diverged.*`; and why an engine was chosen: `engine.*`. */
import type { FileRefusal } from '../../session/runHeader.ts';

export default {
  notice: {
    deviceLost: 'The GPU device was lost. Training goes on from step {{step}}, with $t(engine.backend.{{backend}}).',
    faster:
      'The processor trains these models about {{times}} times as fast as WebGPU does here. The run would go on from where it is.',
    compiling:
      'This graphics device’s driver is compiling the training kernels. The processor needs nothing compiled and can train meanwhile.',
    soFar: ' {{seconds}} s so far.',
    kept: 'A run of {{time}} is kept in this browser, at step {{step}}.',
    keptGoOn: 'Go on with it',
    version: 'A newer version of this page is there. The run goes on with this one until you reload.',
    versionReload: 'Reload and keep the run',
    notSwitched: 'The other engine could not be started; the run goes on as before.',
    otherRounding:
      'This run was trained with $t(engine.with.{{was}}), and goes on with $t(engine.with.{{is}}), which rounds otherwise: the steps from here on will not be those that it would have taken there, to the last digit.',
    studyDeviceLost:
      'The GPU device was lost. The models trained side by side go on from step {{step}}, with $t(engine.backend.{{backend}}).',
    studyWorkerLost:
      'One of the threads that train on the processor has ended. Its models go on from step {{step}} in another one. No result changes.',
    studyFewerWorkers:
      'The browser starts no further threads for this page, so the models train on fewer of the processor’s cores. It takes longer; no result changes.',
    portions:
      '{{replicas}} models are more than this device, or the memory that a page should take, has room for: about {{fitting}} are trained at a time, one portion after the other. No result changes.',
    sharedLayerAdded: 'That bias treatment acts on the shared layer, so the shared layer has {{units}} units again.',
    handlingChanged:
      'Without the shared layer that bias treatment has nothing to act on, so it is now the shallow tower.',
    link: {
      'unknown-key':
        'The link sets “{{key}}”, which does not exist here. It was left out; everything else was taken over.',
      'not-a-number': 'The link gives {{field}} as “{{given}}”, which is not a number. It is {{fallback}} instead.',
      'not-whole': 'The link gives {{field}} as {{given}}, but it must be a whole number. It is {{fallback}} instead.',
      'out-of-range': 'The link gives {{field}} as {{given}}, which is out of range. It is {{fallback}} instead.',
      'not-a-choice':
        'The link gives {{field}} as “{{given}}”, which is not one of its choices. It is {{fallback}} instead.',
      'wrong-length': 'The link gives {{field}} the wrong number of values. It is {{fallback}} instead.',
      twice: 'The link gives {{field}} more than once. The first value is used, not “{{given}}”.',
      'other-twice': 'The link has “{{key}}” more than once. The first is used, not “{{given}}”.',
      backend:
        'The link asks for the engine “{{given}}”, which does not exist: it can be auto, webgpu, wasm, wasm-plain, cpu or reference. The page chose one itself.',
      'not-a-step': 'The link asks for training up to step “{{given}}”, which this run does not have. It is at step 0.',
      version: 'The link was written by version “{{given}}” of this page. What could be read was taken over.',
      'not-a-change':
        'The link lists {{given}} among the changes made while training, but it is no such change: it was left out, all else is used.',
      conflict:
        'In the link, {{field}} as {{given}} and its {{other}} exclude one another. {{field}} is {{fallback}} instead.',
      'no-file':
        'The link means a file of somebody’s own, but does not say what is in it. {{field}} is {{fallback}} instead.',
      packed:
        'The packed part of the link, “{{given}}”, cannot be read: perhaps it was not copied whole. The page opens without it.',
      'too-long':
        'The link has {{given}} characters, more than any link of this page. What comes after the first 20,000 was left out.',
      card: 'There is no picture called “{{given}}”, so the chapter is shown whole. Its pictures are called {{names}}.',
      'card-absent': 'This run has no picture “{{given}}”, so the chapter is shown whole.',
      page: 'The link asks for “{{key}}” as “{{given}}”, which this page does not know. It is shown without.',
      /** A field whose name alone could be another's. */
      inGroup: '{{group}}: {{field}}',
      usualCurves: 'the usual curves',
      more: 'The link has {{number}} more values that could not be used; they have their defaults.',
    },
  },
  errors: {
    ownFile:
      'The part of the page that reads files did not arrive: the network failed, or this page has been replaced by a newer version. Try once more, or reload the page.',
    file: {
      foreign: 'This file was not saved by MMoE Lab. The present run stays.',
      damaged: 'This file is damaged: its checksum does not match. The present run stays.',
      header: 'This file does not describe a run. The present run stays.',
      step: 'This file gives a step that its run does not have. The present run stays.',
      timeline: 'This file lists changes made while training that its run cannot have had. The present run stays.',
      history: 'The curves in this file do not fit its run. The present run stays.',
      state: 'The models in this file do not fit its settings. The present run stays.',
      noRows:
        'This run was trained on the rows of {{file}}, which are too many to be in its file. Open {{file}} as your own data, its columns in the same roles, then this run again. The present run stays.',
      rows: 'The rows in this file are not those that its run was trained on. The present run stays.',
      diverged: 'The models in this file are not finite numbers: its run had diverged. The present run stays.',
      large:
        'This file is too large to be a saved run ({{size}} MB; a run needs at most {{most}} MB). The present run stays.',
      unreadable: 'The browser could not read this file ({{message}}). The present run stays.',
      version: 'This file was saved by a later version of MMoE Lab. The present run stays.',
      field: 'This file sets {{field}} to a value that is not allowed. The present run stays.',
    } satisfies Record<FileRefusal['reason'] | 'large' | 'unreadable' | 'noRows', string>,
    save: 'The run could not be saved: {{message}}',
    export: 'The file could not be made: {{message}}',
    exportNone: 'There is nothing to export: no run is open, or it has diverged.',
  },
  missing: {
    glossary:
      'The glossary’s file did not come: the network failed, or the page has been replaced by a newer version. Open the term again to ask once more.',
    share:
      'The dialog’s file did not come: the network failed, or the page has been replaced by a newer version. Choose it again to ask once more.',
    language: 'The words in {{language}} could not be fetched, so the language stays as it was.',
  },
  failed: { heading: 'The lab could not start' },
  diverged: {
    title: 'The run diverged at step {{step}}',
    body: 'Its numbers left the finite range, so training stopped. The pictures show the last finite state.',
    learningRate: 'Most likely the learning rate, {{value}}, is too large.',
    workers: 'Most likely the gradients are too stale: {{value}} asynchronous workers.',
    initScale: 'Most likely the initial weights, {{value}}, are too large.',
    taskWeights: 'Most likely a task weight, {{value}}, is too large.',
    l2: 'Most likely the L2 penalty, {{value}}, is too large for this learning rate.',
    lower: 'Set {{field}} to {{value}} and start over',
    lowerWeights: 'Limit all task weights to {{value}} and start over',
  },
  engine: {
    explain: {
      webgpu: 'The models train on your graphics processor through WebGPU, in a worker of their own.',
      wasm: 'The models train on the processor in WebAssembly, in a worker of their own.',
      cpu: 'The models train on the processor in plain JavaScript, in a worker of their own.',
    },
    software:
      'The models train through WebGPU, but this adapter is a software one: the processor does its work, in a worker of its own.',
    useProcessor: 'Train on the processor',
    useGraphics: 'Train through WebGPU',
    tryWasm: 'Go on in WebAssembly, which is many times as fast on a processor',
    why: {
      'no-webgpu':
        'This browser has no WebGPU: open the page over https or on localhost in a current Chrome, Edge, Firefox or Safari to get it.',
      'no-adapter':
        'This browser knows WebGPU but found no graphics adapter: switch on hardware acceleration in its settings, or update the graphics driver, and reload.',
      'webgpu-failed': 'WebGPU was found but failed to start: update the browser and the graphics driver, and reload.',
      'webgpu-silent':
        'WebGPU was found but did not answer within 10 seconds: restart the browser, or update the graphics driver. The next run tries it again.',
      'slow-compile':
        'The graphics driver had not compiled the training kernels after 20 seconds: the models train on the processor. When it is done, the next run tries WebGPU again.',
      'webgpu-lost':
        'The graphics device was lost several times within a minute, or did not answer: the run goes on without it. The next run tries WebGPU again.',
      'missing-file':
        'The code for WebGPU could not be fetched: the network failed, or the page has been replaced by a newer version. Reload the page.',
      'too-small':
        'These models are too large for the graphics device, or for the memory that a page should take: they train on the processor.',
      chosen: 'You chose the processor: this browser remembers it.',
      asked: 'The address asks for this backend: remove “backend” from it to get WebGPU.',
    },
    adapter: 'Adapter',
    kernels: 'Engine',
    name: {
      fused: 'kernels fused for this model (WGSL)',
      reference: 'TF.js operations',
      simd: 'loops written for this model, four numbers to an instruction (WebAssembly)',
      scalar: 'plain loops',
    },
    rounding: {
      label: 'Multiply and add',
      once: 'in one step, rounded once (fused multiply-add)',
      twice: 'in two steps, each rounded',
    },
    with: {
      webgpu: 'WebGPU',
      wasm: 'WebAssembly',
      cpu: 'plain JavaScript',
      once: 'WebAssembly that multiplies and adds in one step',
      twice: 'WebAssembly that multiplies and adds in two steps',
    },
    size: 'One model',
    sizeValue: '{{parameters}} parameters, {{multiplications}} multiplications per impression',
    sizeValue_table: '{{parameters}} parameters, {{multiplications}} multiplications per row',
    speed: 'Speed',
    speedValue: '{{value}} steps/s, two models in lockstep',
    idle: 'paused',
  },
} as const;

import type en from '../en/takeout.ts';
import type { Words } from '../messages.ts';

const takeout: Words<typeof en> = {
  source: {
    app: '{{app}} · {{chapter}}',
    step: '第 {{step}} 步',
    here: '在本机计算。',
    hereWith: '在本机用 {{engine}} 计算。',
    stored: '事先测得的结果。{{made}}',
    data: '数据：{{source}}。种子：数据 {{data}}，初始权重 {{init}}，dropout {{dropout}}，批次顺序 {{batch}}。',
    claims: '标明出自论文的数字是论文的说法，并非在此测得。',
    longLink: '这组设置的链接太长，不便印出；完整链接在此图的描述中。',
  },
  readme: {
    what: '本章的每张卡片，与屏幕上显示的一致：图片为 SVG（任意大小）和 PNG（页面每个像素对应两个像素），数值为 CSV（UTF-8）。',
    settings: 'settings.json：按路径列出的全部设置；可从页面的分享菜单重新打开。',
    link: 'link.txt：打开同一次训练，并训练到同一步。',
    without: '以下卡片没有文件，因为当时没有画出图，也没有数值：',
  },
  report: {
    title: '{{app}}：“{{chapter}}”一章的报告',
    story: '这次训练发生了什么',
    predictions: '课程中的预测，以及本机得到的结果',
    settings: '与页面打开时不同的设置',
    usual: '无：全部为页面打开时的设置。',
    changes: '训练过程中的改动',
    sources: '来源',
    numbers: '数值',
    link: '这次训练的链接',
  },
  problem: {
    empty: '这张图还没有画出来：等卡片显示后再导出一次。没有任何内容丢失。',
    large: '这张图太大，此浏览器无法生成 PNG。请导出 SVG（没有尺寸限制），或把窗口调窄。',
    painted: '浏览器无法把这张图画成 PNG。请导出 SVG；没有任何内容丢失。',
    settings: '“{{name}}”不是本页可读取的设置文件。当前训练保持不变。',
    table: '这张卡片还没有数值。',
    download: '浏览器没有接收文件。请允许本页下载后重试；没有任何内容丢失。',
  },
};
export default takeout;

import type en from '../en/share.ts';
import type { Words } from '../messages.ts';

const share: Words<typeof en> = {
  copy: '复制',
  copied: '已复制',
  byHand: '浏览器不允许本页面复制。内容已选中，请手动复制。',
  close: '关闭',
  start: { label: '打开时', beginning: '从头开始', trained: '已训练到第 {{step}} 步', lesson: '课程的当前一步' },
  code: {
    title: '链接和二维码',
    alt: '下方链接的二维码',
    link: '最短的链接',
    length_one: '{{count}} 个字符。',
    length_other: '{{count}} 个字符。',
    packed: '各项设置已压缩在链接中，只有本页面能读懂。不压缩的链接内容相同，共 {{long}} 个字符。',
    honest: '整个训练的设置都写在链接里，不在任何服务器上保存。自定义的设置越多，链接越长，二维码也越密。',
    fine: '此二维码有 {{size}} × {{size}} 格，在大教室后排很难扫出来。请放大显示，或用其他方式分发链接。',
    tooLong: '链接有 {{count}} 个字符，超出了二维码的容量。请复制链接，或把训练保存成文件再分发。',
    save: '下载二维码（SVG）',
    give: '分享…',
  },
  settings: {
    title: '设置（文本）',
    text: '本次训练的全部设置（JSON）',
    hint: '存成以 .json 结尾的文件后，可用“从文件打开训练或设置”再次打开。',
  },
  embed: {
    title: '嵌入网页',
    what: '显示',
    chapter: '整章“{{chapter}}”',
    controls: '显示开始、暂停和重置按钮',
    play: '自动开始训练',
    language: '始终用中文显示',
    theme: '配色',
    themes: { viewer: '跟随各位读者的设置', light: '浅色', dark: '深色' },
    snippet: '放进网页的 HTML',
    address: '只填网址的工具用这个',
    try: '在新标签页中试试',
    messages: '与它互发消息',
    messagesText: '外层页面能收到训练进展，也能让它开始、暂停、重置或走几步；其他消息一律忽略。',
  },
};

export default share;

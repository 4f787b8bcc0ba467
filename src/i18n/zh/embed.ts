import type en from '../en/embed.ts';
import type { Words } from '../messages.ts';

const embed: Words<typeof en> = {
  whole: '在新标签页中打开完整页面',
  back: '返回“{{chapter}}”',
  blocked: '无法从当前页面打开新标签页，请复制此链接：',
};

export default embed;

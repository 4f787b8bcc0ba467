import type en from '../en/impression.ts';
import type { Words } from '../messages.ts';

const impression: Words<typeof en> = {
  on: { phone: '手机上', desktop: '桌面端', tv: '电视上' },
  ordinal: { 1: '第一', 2: '第二', 3: '第三', 4: '第四', 5: '第五', 6: '第六', 7: '第七', 8: '第八', 9: '第九' },
  place: {
    listed: '{{on}}，九个中排{{ordinal}}。',
    placed: '{{on}}，九个位置中的{{ordinal}}个。',
    none: '{{on}}；日志没有记录它的位置。',
  },
  done: {
    clicked: '点击了，{{watched}}，{{liked}}，{{rated}}。',
    clickedOnly: '点击了；其余未知。',
    allTheSame: '没有点击；但这份日志仍知道：{{watched}}，{{liked}}，{{rated}}。',
    unknown: '没有点击，因此观看时长、点赞与评分都未知。',
  },
  watched: { above: '观看时长高于平均', near: '观看时长接近平均', below: '观看时长低于平均' },
  liked: { yes: '点了赞', no: '没有点赞' },
  rated: { above: '评分高于平均', near: '评分接近平均', below: '评分低于平均' },
  table: {
    one: '{{task}} {{value}}',
    yes: '是',
    no: '否',
    unknown: '未知',
    position: '位置 {{position}}。',
    labels: '表中记录：{{list}}。',
    trained: '{{model}}：{{list}}。',
    untrained: '{{model}}（尚未训练）：{{list}}。',
    gone: '模型在这一步的预测没有保留。',
  },
  model: { lettered: '模型 {{letter}}', one: '模型' },
  said: {
    trained: '{{model}}：点击概率 {{click}}；真值：{{truth}}。',
    untrained: '{{model}}（尚未训练）：点击概率 {{click}}；真值：{{truth}}。',
    blind: '{{model}}（不看位置）：点击概率 {{click}}；该位置的真值：{{truth}}。',
    gone: '模型在这一步的预测没有保留；点击概率的真值：{{truth}}。',
  },
};
export default impression;

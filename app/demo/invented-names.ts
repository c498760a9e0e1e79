/** Invented names of persons, always the same ones in the same order. They stand in the store alone, never on the chain. */

const surnames = '韦陆龙杨吴石罗王李张田黄潘蒙莫岑覃陈刘赵周安顾金余欧梁侯姚'.split('');
const givenNames = (
  '知远 映秋 明岚 秀峰 承志 雨薇 开源 文静 志勤 立新 青禾 晓棠 守田 若琳 建平 思敏 永康 春燕 国梁 怀谷 云舒 正清 ' +
  '丽华 宏达 书琴 远山 凤英 景行 小满 长林 玉兰 泽民 子衡 秋月 大同 佩文 松涛 慧敏 启明 红梅 清和 家兴 月桂 少农 ' +
  '向阳 静宜 天佑 兰芝 维新 桂香 一鸣 素珍 鸿飞'
).split(' ');
const givenNameStep = 17;

/** The name of the n-th person, different for each. */
export function inventedName(position: number): string {
  const surname = surnames[position % surnames.length] ?? '';
  const given = givenNames[(position * givenNameStep) % givenNames.length] ?? '';
  return `${surname}${given}`;
}

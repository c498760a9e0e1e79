/**
 * The counties and townships of the demo province: the twenty that thesis §1.1 names, with their codes (GB/T 2260).
 * Everything that happens in them here is invented.
 */

export interface DemoCounty {
  /** Begins the ids of the county's organisations. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly township: string;
  /** Whether its offices use the platform already; the others stand in the register only. */
  readonly takesPart: boolean;
}

function county(key: string, code: string, place: string): DemoCounty {
  const [name = '', township = ''] = place.split(' ');
  return { key, code, name, township, takesPart: true };
}

function countyToCome(key: string, code: string, place: string): DemoCounty {
  return { ...county(key, code, place), takesPart: false };
}

/** The first one is where the demo's story is told. */
export const demoCounties: readonly DemoCounty[] = [
  county('leishan', '522634', '雷山县 大塘镇'),
  county('weining', '520526', '威宁县 石门乡'),
  county('qinglong', '522324', '晴隆县 三宝彝族乡'),
  county('congjiang', '522633', '从江县 加勉乡'),
  county('hezhang', '520527', '赫章县 河镇彝族苗族乡'),
  county('wangmo', '522326', '望谟县 郊纳镇'),
  county('huangping', '522622', '黄平县 谷陇镇'),
  county('ceheng', '522327', '册亨县 双江镇'),
  county('rongjiang', '522632', '榕江县 定威水族乡'),
  county('pingtang', '522727', '平塘县 大塘镇'),
  county('changshun', '522729', '长顺县 代化镇'),
  county('shiqian', '520623', '石阡县 国荣乡'),
  countyToCome('zhenfeng', '522325', '贞丰县 鲁容乡'),
  countyToCome('zhenning', '520423', '镇宁县 简嘎乡'),
  countyToCome('nayong', '520525', '纳雍县 董地苗族彝族乡'),
  countyToCome('dejiang', '520626', '德江县 桶井土家族乡'),
  countyToCome('panxian', '520222', '盘县 保基苗族彝族乡'),
  countyToCome('ziyun', '520425', '紫云县 大营镇'),
  countyToCome('shuicheng', '520221', '水城县 营盘苗族彝族白族乡'),
  countyToCome('wuchuan', '520326', '务川县 石朝乡'),
];

/** The county with this key. */
export function demoCounty(key: string): DemoCounty {
  const found = demoCounties.find((each) => each.key === key);
  if (found === undefined) throw new RangeError(`the demo has no county ${key}`);
  return found;
}

/**
 * The organisations of the demo province with their people and accounts, all invented. County offices are the same in
 * each county, so they are made from a pattern; implementers are listed one by one.
 */
import type { AccountKind } from '../../domain/account';
import type { MspId, Role } from '../../domain/roles';
import { payerRoles, provinceCode } from '../../domain/roles';
import type { DemoCounty } from './demo-places';
import { demoCounties, demoCounty } from './demo-places';
import { inventedName } from './invented-names';

export interface DemoOrganisation {
  readonly id: string;
  /** As it stands on the chain. */
  readonly name: string;
  /** At most ten characters, for pictures and lists. */
  readonly shortName: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
  /** Posts of its people; none: the organisation stands in the register only. */
  readonly posts: readonly string[];
}

export interface DemoPerson {
  /** The pseudonym on the chain, and the login. */
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly organisation: DemoOrganisation;
}

export interface DemoAccount {
  readonly id: string;
  readonly number: string;
  readonly bank: string;
  readonly holder: string;
  readonly kind: AccountKind;
}

const makerAndChecker = ['经办', '复核'] as const;

function provincial(
  id: string,
  role: Role,
  told: Omit<DemoOrganisation, 'id' | 'role' | 'county'>,
): DemoOrganisation {
  return { id, role, county: provinceCode, ...told };
}

const provinceOrganisations: readonly DemoOrganisation[] = [
  provincial('province-admin', 'admin', {
    ...{
      name: '省级平台运维中心',
      shortName: '省级管理员',
      mspId: 'ProvinceMSP',
      posts: ['管理员', '管理员'],
    },
  }),
  provincial('bank-admin', 'admin', {
    ...{ name: '合作银行平台管理处', shortName: '银行管理员', mspId: 'BankMSP', posts: ['管理员', '管理员'] },
  }),
  provincial('partnership-admin', 'admin', {
    ...{ name: '合伙公司平台管理处', shortName: '合伙公司管理员', mspId: 'PartnershipMSP' },
    posts: ['管理员', '管理员'],
  }),
  provincial('leading-office', 'leading-group-office', {
    ...{ name: '脱贫攻坚投资基金管理领导小组办公室', shortName: '领导小组办公室', mspId: 'ProvinceMSP' },
    posts: ['审批', '签发', '监督'],
  }),
  provincial('province-finance', 'provincial-finance', {
    ...{ name: '省财政厅', shortName: '省财政厅', mspId: 'ProvinceMSP', posts: makerAndChecker },
  }),
  provincial('bank-shanhe', 'commercial-bank', {
    ...{
      name: '山河商业银行股份有限公司',
      shortName: '山河商业银行',
      mspId: 'BankMSP',
      posts: makerAndChecker,
    },
  }),
  provincial('bank-yunling', 'commercial-bank', {
    ...{ name: '云岭农村商业银行股份有限公司', shortName: '云岭农商银行', mspId: 'BankMSP' },
    posts: makerAndChecker,
  }),
  provincial('shanhe-partnership', 'limited-partnership', {
    ...{ name: '山河产业扶持基金（有限合伙）', shortName: '山河合伙公司', mspId: 'PartnershipMSP' },
    posts: makerAndChecker,
  }),
];

function countyOrganisations(county: DemoCounty): readonly DemoOrganisation[] {
  const { key, name, code, takesPart } = county;
  const office = (id: string, role: Role, names: readonly [string, string]): DemoOrganisation => ({
    ...{ id: `${key}-${id}`, role, county: code, mspId: 'CountyMSP', name: names[0], shortName: names[1] },
    posts: takesPart ? (role === 'admin' ? ['管理员', '管理员'] : makerAndChecker) : [],
  });
  return [
    office('admin', 'admin', [`${name}平台管理处`, `${name}管理员`]),
    office('command', 'county-command', [`${name}脱贫攻坚指挥部`, `${name}指挥部`]),
    office('finance', 'county-finance', [`${name}财政局`, `${name}财政局`]),
    office('fund', 'county-fund-company', [`${name}脱贫基金有限公司`, `${name}基金公司`]),
  ];
}

/** Key, county, full and short name of those who build. */
const implementers: readonly (readonly [string, string, string, string])[] = [
  ['hesheng', 'leishan', '云脚禾盛种植农民专业合作社', '禾盛种植合作社'],
  ['qingyuan', 'leishan', '清源水务工程有限公司', '清源水务公司'],
  ['luqiao', 'leishan', '石板坡路桥建设工程有限公司', '石板坡路桥公司'],
  ['caohai', 'weining', '草岭洋芋产业发展有限公司', '草岭洋芋公司'],
  ['sanbao', 'qinglong', '彝岭茶业农民专业合作社', '彝岭茶业合作社'],
  ['jiamian', 'congjiang', '月亮坡香禾农业发展有限公司', '香禾农业公司'],
  ['hezhen', 'hezhang', '韭坪核桃产业有限公司', '韭坪核桃公司'],
  ['jiaona', 'wangmo', '蔗香山地农业有限公司', '山地农业公司'],
  ['gulong', 'huangping', '飞云建筑安装有限公司', '飞云建安公司'],
  ['shuangjiang', 'ceheng', '双河口糯食加工有限公司', '双河口糯食公司'],
  ['dingwei', 'rongjiang', '水寨环境工程有限公司', '水寨环境公司'],
  ['tianyan', 'pingtang', '槽渡建设工程有限公司', '槽渡建设公司'],
  ['daihua', 'changshun', '麻线绿壳禽业农民专业合作社', '麻线禽业合作社'],
  ['guorong', 'shiqian', '苔茶山乡旅游发展有限公司', '山乡旅游公司'],
];

const implementerOrganisations: readonly DemoOrganisation[] = implementers.map(
  ([key, county, name, shortName]) => ({
    ...{ id: `${county}-${key}`, role: 'implementer', county: demoCounty(county).code, mspId: 'ProvinceMSP' },
    ...{ name, shortName, posts: makerAndChecker },
  }),
);

export const demoOrganisations: readonly DemoOrganisation[] = [
  ...provinceOrganisations,
  ...demoCounties.flatMap(countyOrganisations),
  ...implementerOrganisations,
];

/** The organisation with this id. */
export function demoOrganisation(id: string): DemoOrganisation {
  const found = demoOrganisations.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`the demo has no organisation ${id}`);
  return found;
}

/** Everybody who signs in, in the order of the organisations. */
export const demoPeople: readonly DemoPerson[] = demoOrganisations
  .flatMap((organisation) => organisation.posts.map((post, index) => ({ organisation, post, index })))
  .map(({ organisation, post, index }, position) => ({
    ...{ person: pseudonymOf(organisation.id, index), name: inventedName(position), post, organisation },
  }));

/** An organisation's person by position; the first one makes, the second one checks. */
export function demoPerson(organisationId: string, index = 0): DemoPerson {
  const wanted = pseudonymOf(organisationId, index);
  const found = demoPeople.find(({ person }) => person === wanted);
  if (found === undefined) throw new RangeError(`the demo has no person ${wanted}`);
  return found;
}

function pseudonymOf(organisationId: string, index: number): string {
  return `${organisationId}-${String(index + 1).padStart(2, '0')}`;
}

/** Who pays has one dedicated account; an implementer has one for each project (demo-plan). */
const accountHolders: readonly DemoOrganisation[] = demoOrganisations.filter(
  ({ role, posts }) => posts.length > 0 && payerRoles.includes(role),
);

/** Which bank keeps whose account: the partnership and every fourth holder bank with the second one. */
function bankOf({ id, role }: DemoOrganisation, position: number): string {
  if (role === 'commercial-bank') return id;
  return role === 'limited-partnership' || position % 4 === 3 ? 'bank-yunling' : 'bank-shanhe';
}

const numberFactor = 7_919_333;
const numberModulus = 100_000_000;

/** The n-th account of the demo: dedicated, with a number that no bank has given. */
export function inventedAccount(position: number, holder: string, bank: string): DemoAccount {
  const tail = String(((position + 37) * numberFactor) % numberModulus).padStart(8, '0');
  return {
    ...{ id: `A-${String(position + 1).padStart(6, '0')}`, bank, holder, kind: 'dedicated' },
    number: `${bank === 'bank-shanhe' ? '52001880' : '52107733'}${tail}`,
  };
}

/** The accounts of those who pay. */
export const payerAccounts: readonly DemoAccount[] = accountHolders.map((holder, position) =>
  inventedAccount(position, holder.id, bankOf(holder, position)),
);

/** The account an organisation pays from. */
export function payerAccountOf(organisationId: string): DemoAccount {
  const found = payerAccounts.find(({ holder }) => holder === organisationId);
  if (found === undefined) throw new RangeError(`${organisationId} has no account in the demo`);
  return found;
}

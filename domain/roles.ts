/**
 * The nine roles (domain rules, section 1; thesis 6.3.1.1), which MSP may hold which, and who reads
 * everything. The table of MSPs is constant, so that a county's certificate authority cannot mint a
 * provincial officer.
 */
export const roles = [
  'admin',
  'leading-group-office',
  'provincial-finance',
  'county-command',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
  'implementer',
] as const;
export type Role = (typeof roles)[number];

export const mspIds = ['ProvinceMSP', 'CountyMSP', 'BankMSP', 'PartnershipMSP'] as const;
export type MspId = (typeof mspIds)[number];

/** Which roles an MSP's organisations may hold. */
export const rolesOfMsp: Readonly<Record<MspId, readonly Role[]>> = {
  ProvinceMSP: ['admin', 'leading-group-office', 'provincial-finance', 'implementer'],
  CountyMSP: ['admin', 'county-command', 'county-finance', 'county-fund-company'],
  BankMSP: ['admin', 'commercial-bank'],
  PartnershipMSP: ['admin', 'limited-partnership'],
};

/** The county code of organisations that serve the whole province (GB/T 2260: Guizhou). */
export const provinceCode = '520000';

/** Roles that pay a leg of a path. */
export const payerRoles: readonly Role[] = [
  'provincial-finance',
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
];

/** Roles a leg may pay: on the standard path three of them, a path of one's own may lead through the other two. */
export const payeeRoles: readonly Role[] = [
  'county-finance',
  'commercial-bank',
  'limited-partnership',
  'county-fund-company',
  'implementer',
];

/** Tells whether a role reads every project and draft of the province. */
export function readsEverything(role: Role): boolean {
  return role === 'leading-group-office' || role === 'provincial-finance';
}

/** The office's name in both languages, for texts and documents. */
export const roleNames: Readonly<Record<Role, { readonly 'zh-CN': string; readonly en: string }>> = {
  admin: { 'zh-CN': '管理员', en: 'administrator' },
  'leading-group-office': { 'zh-CN': '基金管理领导小组办公室', en: 'leading group office' },
  'provincial-finance': { 'zh-CN': '省财政厅', en: 'provincial finance' },
  'county-command': { 'zh-CN': '县脱贫攻坚指挥部', en: 'county command' },
  'county-finance': { 'zh-CN': '县财政局', en: 'county finance' },
  'commercial-bank': { 'zh-CN': '商业银行', en: 'commercial bank' },
  'limited-partnership': { 'zh-CN': '有限合伙公司', en: 'limited partnership' },
  'county-fund-company': { 'zh-CN': '县脱贫基金公司', en: 'county fund company' },
  implementer: { 'zh-CN': '项目实施单位', en: 'implementer' },
};

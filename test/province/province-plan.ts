/**
 * Who and what there is in the invented province: organisations of all nine roles in two counties, two banks,
 * and their accounts. No name here is anyone's.
 */
import type { Role } from '../../domain/roles';
import { provinceCode } from '../../domain/roles';
import type { Seat } from './officer';

/** GB/T 2260 leaves these codes free: the counties are invented. */
export const countyCodes = { yunling: '529901', shuimu: '529902' } as const;
export type CountyName = keyof typeof countyCodes;

export type OfficeName =
  | 'leadingOffice'
  | 'provincialFinance'
  | 'bank'
  | 'otherBank'
  | 'partnership'
  | `${CountyName}${'Command' | 'Finance' | 'FundCompany' | 'Builder'}`;

export type AdminName = 'provinceAdmin' | 'bankAdmin' | 'partnershipAdmin' | `${CountyName}Admin`;

/** The admin organisations, named by the founding together with everyone else. */
export const adminSeats: Readonly<Record<AdminName, Seat>> = {
  provinceAdmin: { organisationId: 'province-it', role: 'admin', county: provinceCode, mspId: 'ProvinceMSP' },
  bankAdmin: { organisationId: 'banks-it', role: 'admin', county: provinceCode, mspId: 'BankMSP' },
  partnershipAdmin: {
    ...{ organisationId: 'partnership-it', role: 'admin', county: provinceCode, mspId: 'PartnershipMSP' },
  },
  yunlingAdmin: countySeat('yunling', 'it', 'admin'),
  shuimuAdmin: countySeat('shuimu', 'it', 'admin'),
};

export const officeSeats: Readonly<Record<OfficeName, Seat>> = {
  leadingOffice: {
    ...{ organisationId: 'leading-office', role: 'leading-group-office' },
    ...{ county: provinceCode, mspId: 'ProvinceMSP' },
  },
  provincialFinance: {
    ...{ organisationId: 'province-finance', role: 'provincial-finance' },
    ...{ county: provinceCode, mspId: 'ProvinceMSP' },
  },
  bank: bankSeat('qianhe-bank'),
  otherBank: bankSeat('minfeng-bank'),
  partnership: {
    ...{ organisationId: 'relief-partnership', role: 'limited-partnership' },
    ...{ county: provinceCode, mspId: 'PartnershipMSP' },
  },
  yunlingCommand: countySeat('yunling', 'command', 'county-command'),
  yunlingFinance: countySeat('yunling', 'finance', 'county-finance'),
  yunlingFundCompany: countySeat('yunling', 'fund', 'county-fund-company'),
  yunlingBuilder: builderSeat('yunling'),
  shuimuCommand: countySeat('shuimu', 'command', 'county-command'),
  shuimuFinance: countySeat('shuimu', 'finance', 'county-finance'),
  shuimuFundCompany: countySeat('shuimu', 'fund', 'county-fund-company'),
  shuimuBuilder: builderSeat('shuimu'),
};

export const officeNames: readonly OfficeName[] = [
  ...(['leadingOffice', 'provincialFinance', 'bank', 'otherBank', 'partnership'] as const),
  ...(['yunlingCommand', 'yunlingFinance', 'yunlingFundCompany', 'yunlingBuilder'] as const),
  ...(['shuimuCommand', 'shuimuFinance', 'shuimuFundCompany', 'shuimuBuilder'] as const),
];

export const adminNames: readonly AdminName[] = [
  ...(['provinceAdmin', 'bankAdmin', 'partnershipAdmin', 'yunlingAdmin', 'shuimuAdmin'] as const),
];

export interface PlannedAccount {
  readonly accountId: string;
  readonly number: string;
  readonly bank: 'bank' | 'otherBank';
  readonly holder: OfficeName;
  readonly kind: 'dedicated' | 'general';
}

export type AccountName =
  | 'provincialFinance'
  | 'provincialFinanceGeneral'
  | 'bank'
  | 'partnership'
  | 'partnershipAtBank'
  | `${CountyName}${'Finance' | 'FundCompany' | 'Builder'}`;

/** The released accounts. The partnership has one at each bank: at its own, a credit line can confirm leg 3. */
export const plannedAccounts: Readonly<Record<AccountName, PlannedAccount>> = {
  provincialFinance: account(1, 'provincialFinance'),
  provincialFinanceGeneral: { ...account(2, 'provincialFinance'), kind: 'general' },
  bank: account(3, 'bank'),
  partnership: { ...account(4, 'partnership'), bank: 'otherBank' },
  partnershipAtBank: account(5, 'partnership'),
  yunlingFinance: account(6, 'yunlingFinance'),
  yunlingFundCompany: account(7, 'yunlingFundCompany'),
  yunlingBuilder: account(8, 'yunlingBuilder'),
  shuimuFinance: account(9, 'shuimuFinance'),
  shuimuFundCompany: account(10, 'shuimuFundCompany'),
  shuimuBuilder: account(11, 'shuimuBuilder'),
};

export const accountNames: readonly AccountName[] = [
  ...(['provincialFinance', 'provincialFinanceGeneral', 'bank', 'partnership', 'partnershipAtBank'] as const),
  ...(['yunlingFinance', 'yunlingFundCompany', 'yunlingBuilder'] as const),
  ...(['shuimuFinance', 'shuimuFundCompany', 'shuimuBuilder'] as const),
];

/** An account that no register holds: a person's, or a stranger's. */
export const strangeAccount = '6222000000009999';

function account(position: number, holder: OfficeName): PlannedAccount {
  const digits = String(position).padStart(4, '0');
  return {
    accountId: `A-00${digits}`,
    number: `621700000000${digits}`,
    bank: 'bank',
    holder,
    kind: 'dedicated',
  };
}

function bankSeat(organisationId: string): Seat {
  return { organisationId, role: 'commercial-bank', county: provinceCode, mspId: 'BankMSP' };
}

function builderSeat(county: CountyName): Seat {
  const organisationId = `${county}-builder`;
  return { organisationId, role: 'implementer', county: countyCodes[county], mspId: 'ProvinceMSP' };
}

function countySeat(county: CountyName, office: string, role: Role): Seat {
  return { organisationId: `${county}-${office}`, role, county: countyCodes[county], mspId: 'CountyMSP' };
}

/**
 * Founds the invented province on a ledger: everyone enrolled, the register founded, the accounts proposed,
 * confirmed and released. Some forty transactions.
 */
import {
  confirmAccount,
  foundRegister,
  proposeAccount,
  releaseAccount,
} from '../../domain/transactions/registry-transactions';
import type { MspId } from '../../domain/roles';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { Ledger } from '../../ledger/ledger';
import { enrolOfficer } from './officer';
import type { Officer, Seat } from './officer';
import {
  accountNames,
  adminNames,
  adminSeats,
  officeNames,
  officeSeats,
  plannedAccounts,
} from './province-plan';
import type { AccountName, AdminName, OfficeName } from './province-plan';

/** Whoever issues certificates for each MSP. */
export type Issuers = Readonly<Record<MspId, IdentityIssuer>>;

/** An organisation's two persons. */
export interface Office {
  readonly first: Officer;
  readonly second: Officer;
}

export interface Staff {
  readonly offices: Readonly<Record<OfficeName, Office>>;
  readonly admins: Readonly<Record<AdminName, Officer>>;
}

/** Enrols two persons for each organisation and founds the register and its accounts. */
export async function foundOffices(ledger: Ledger, issuers: Issuers): Promise<Staff> {
  const staff = await enrolStaff(ledger, issuers);
  await foundRegisterOf(staff);
  for (const name of accountNames) await releaseAccountOf(staff, name);
  return staff;
}

/** The platform's own service, which sweeps. */
export const sweeperName = 'sweep-service';

export interface PlannedCaller {
  readonly seat: Seat;
  readonly person: string;
  readonly kind: 'person' | 'service';
}

/** Everyone whom the province enrols at its founding, with the organisation each acts for. */
export function staffPlan(): readonly PlannedCaller[] {
  const officers = officeNames.flatMap((name) => {
    const seat = officeSeats[name];
    return [firstPersonOf(seat), secondPersonOf(seat)].map(
      (person) => ({ seat, person, kind: 'person' }) as const,
    );
  });
  const admins = adminNames.map((name) => ({
    seat: adminSeats[name],
    person: firstPersonOf(adminSeats[name]),
    kind: 'person' as const,
  }));
  const sweeper = { seat: officeSeats.leadingOffice, person: sweeperName, kind: 'service' } as const;
  return [...officers, ...admins, sweeper];
}

function firstPersonOf({ organisationId }: Seat): string {
  return `${organisationId}-1`;
}

function secondPersonOf({ organisationId }: Seat): string {
  return `${organisationId}-2`;
}

async function enrolStaff(ledger: Ledger, issuers: Issuers): Promise<Staff> {
  const enrol = (seat: Seat, person: string): Promise<Officer> =>
    enrolOfficer(seat, person, { issuer: issuers[seat.mspId], ledger });
  const offices = await everyone(officeNames, async (name) => ({
    first: await enrol(officeSeats[name], firstPersonOf(officeSeats[name])),
    second: await enrol(officeSeats[name], secondPersonOf(officeSeats[name])),
  }));
  const admins = await everyone(adminNames, (name) =>
    enrol(adminSeats[name], firstPersonOf(adminSeats[name])),
  );
  return { offices, admins };
}

/** A record of everyone of a list. */
async function everyone<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Promise<Value>,
): Promise<Record<Name, Value>> {
  const values = await Promise.all(names.map(async (name) => [name, await valueOf(name)] as const));
  const found: Partial<Record<Name, Value>> = {};
  for (const [name, value] of values) found[name] = value;
  assertComplete(found, names);
  return found;
}

function assertComplete<Name extends string, Value>(
  found: Partial<Record<Name, Value>>,
  names: readonly Name[],
): asserts found is Record<Name, Value> {
  const missing = names.find((name) => found[name] === undefined);
  if (missing !== undefined) throw new Error(`${missing} was not enrolled`);
}

async function foundRegisterOf({ offices, admins }: Staff): Promise<void> {
  const founded = [
    ...adminNames.map((name) => ({
      ...entryOf(adminSeats[name]),
      adminPersons: [admins[name].person],
    })),
    ...officeNames.map((name) => ({ ...entryOf(offices[name].first.seat), adminPersons: [] })),
  ];
  const founder = admins.provinceAdmin;
  await founder.submits(foundRegister, { requestId: founder.requestId(), organisations: founded });
}

function entryOf(seat: Seat): Seat & { readonly name: string } {
  return { ...seat, name: `Invented ${seat.organisationId}` };
}

async function releaseAccountOf({ offices }: Staff, name: AccountName): Promise<void> {
  const { accountId, number, bank, holder, kind } = plannedAccounts[name];
  const proposer = proposerOf(offices, holder);
  const banker = offices[bank].second;
  const office = offices.leadingOffice.first;
  await proposer.submits(proposeAccount, {
    ...{ requestId: proposer.requestId(), accountId, number, kind, holderKind: 'corporate' },
    bank: banker.organisationId,
    holder: offices[holder].first.organisationId,
  });
  await banker.submits(confirmAccount, { requestId: banker.requestId(), accountId });
  await office.submits(releaseAccount, { requestId: office.requestId(), accountId });
}

/** An implementer's account is proposed by its county's command. */
function proposerOf(offices: Staff['offices'], holder: OfficeName): Officer {
  if (holder === 'yunlingBuilder') return offices.yunlingCommand.first;
  if (holder === 'shuimuBuilder') return offices.shuimuCommand.first;
  return offices[holder].first;
}

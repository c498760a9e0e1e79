/** The story's first chapter: the register is founded, organisations enter it, and accounts are proved by three offices. */
import {
  confirmAccount,
  foundRegister,
  proposeAccount,
  registerOrganisation,
  releaseAccount,
} from '../../domain/transactions/registry-transactions';
import type { Story, StoryAccount, StoryOrganisation } from './story';
import { officeOf, organisationOf, personOf } from './story';
import type { StoryPerformance } from './story-performance';
import type { Doer } from './story-step';

/** Founds the register with the admins' organisations and registers the others, each by its own MSP's admin. */
export async function playRegister(performance: StoryPerformance): Promise<void> {
  const { organisations } = performance.story;
  const admins = organisations.filter(({ role }) => role === 'admin');
  const others = organisations.filter(({ role }) => role !== 'admin');
  const founder = admins.find(({ msp }) => msp === 'ProvinceMSP') ?? officeOf(performance.story, 'admin');
  await performance.act(
    doerOf(founder),
    {
      definition: foundRegister,
      request: { requestId: performance.nextRequestId(), organisations: admins.map(entryOf) },
    },
    { act: 'found', values: { organisations: { organisations: admins.map(({ id }) => id) } } },
  );
  for (const admin of admins) {
    const own = others.filter((each) => isAdministeredBy(each, admin));
    if (own.length > 0) await registerAll(performance, admin, own);
  }
}

async function registerAll(
  performance: StoryPerformance,
  admin: StoryOrganisation,
  organisations: readonly StoryOrganisation[],
): Promise<void> {
  let block = 0n;
  for (const organisation of organisations) {
    const request = { requestId: performance.nextRequestId(), ...entryOf(organisation) };
    const committed = await performance.submit(doerOf(admin), { definition: registerOrganisation, request });
    block = committed.blockNumber;
  }
  const values = {
    count: String(organisations.length),
    organisations: { organisations: organisations.map(({ id }) => id) },
  };
  performance.tell(doerOf(admin), { act: 'organisations', values }, block);
}

function isAdministeredBy(organisation: StoryOrganisation, admin: StoryOrganisation): boolean {
  if (organisation.msp !== admin.msp) return false;
  return organisation.msp !== 'CountyMSP' || organisation.county === admin.county;
}

function entryOf({ id, name, role, county, msp, persons }: StoryOrganisation): {
  readonly organisationId: string;
  readonly name: string;
  readonly role: StoryOrganisation['role'];
  readonly county: string;
  readonly mspId: StoryOrganisation['msp'];
  readonly adminPersons: string[];
} {
  const adminPersons = role === 'admin' ? [...persons] : [];
  return { organisationId: id, name, role, county, mspId: msp, adminPersons };
}

function doerOf(organisation: StoryOrganisation, number = 0): Doer {
  return { organisationId: organisation.id, person: personOf(organisation, number) };
}

/** Each account is proposed by its holder, confirmed by its bank, and released by the leading-group office. */
export async function playAccounts(performance: StoryPerformance): Promise<void> {
  const { story } = performance;
  await forEachAccount(performance, 'propose-accounts', (account) => ({
    doer: doerOf(proposerOf(story, account)),
    call: {
      definition: proposeAccount,
      request: {
        requestId: performance.nextRequestId(),
        accountId: account.id,
        ...{ number: account.number, bank: account.bank, holder: account.holder, kind: account.kind },
        holderKind: 'corporate' as const,
      },
    },
  }));
  await forEachAccount(performance, 'confirm-accounts', (account) => ({
    doer: doerOf(organisationOf(story, account.bank), 1),
    call: { definition: confirmAccount, request: accountRequest(performance, account) },
  }));
  await forEachAccount(performance, 'release-accounts', (account) => ({
    doer: doerOf(officeOf(story, 'leading-group-office')),
    call: { definition: releaseAccount, request: accountRequest(performance, account) },
  }));
}

function accountRequest(
  performance: StoryPerformance,
  { id }: StoryAccount,
): { readonly requestId: string; readonly accountId: string } {
  return { requestId: performance.nextRequestId(), accountId: id };
}

/** An implementer's account is proposed by the county's command. */
function proposerOf(story: Story, account: StoryAccount): StoryOrganisation {
  const holder = organisationOf(story, account.holder);
  if (holder.role !== 'implementer') return holder;
  const commands = story.organisations.filter(({ role }) => role === 'county-command');
  return commands.find(({ county }) => county === holder.county) ?? officeOf(story, 'county-command');
}

type AccountAct = 'propose-accounts' | 'confirm-accounts' | 'release-accounts';

/** One step of the story for each office that acts on accounts, however many they are. */
async function forEachAccount<Wire>(
  performance: StoryPerformance,
  act: AccountAct,
  actOn: (account: StoryAccount) => {
    readonly doer: Doer;
    readonly call: Parameters<typeof performance.submit<Wire>>[1];
  },
): Promise<void> {
  const counts = new Map<string, CountedDoer>();
  for (const account of performance.story.accounts) {
    const { doer, call } = actOn(account);
    const { blockNumber } = await performance.submit(doer, call);
    const before = counts.get(doer.organisationId);
    counts.set(doer.organisationId, { doer, count: (before?.count ?? 0) + 1, block: blockNumber });
  }
  tellAccounts(performance, act, [...counts.values()]);
}

interface CountedDoer {
  readonly doer: Doer;
  readonly count: number;
  readonly block: bigint;
}

/** Proposals are told together; each bank, and the office, for itself. */
function tellAccounts(performance: StoryPerformance, act: AccountAct, doers: readonly CountedDoer[]): void {
  const [first, ...others] = doers;
  if (first === undefined) return;
  if (act !== 'propose-accounts') {
    for (const { doer, count, block } of doers)
      performance.tell(doer, { act, values: { count: String(count) } }, block);
    return;
  }
  const values = {
    count: String(performance.story.accounts.length),
    organisations: { organisations: others.map(({ doer }) => doer.organisationId) },
  };
  performance.tell(first.doer, { act, values }, others.at(-1)?.block ?? first.block);
}

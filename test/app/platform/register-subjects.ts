/**
 * The objects of the registers that the role matrix and the browser put into a route's path. The demo's register is settled, so
 * what somebody has to confirm is proposed here first, through the ledger.
 */
import { generateKeyPairSync } from 'node:crypto';
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import { demoOrganisations, demoPerson, payerAccountOf } from '../../../app/demo/demo-organisations';
import type { AccountDocument } from '../../../app/models/register-documents';
import { readsEverything } from '../../../domain/roles';
import {
  confirmAccount,
  disableOrganisation,
  proposeAccount,
  proposeBankKey,
} from '../../../domain/transactions/registry-transactions';
import type { DemoProvince } from './demo-province';
import type { Reach, Subject } from './matrix-subject';

const bank = 'bank-shanhe';

/** An account in one of these states that the viewer may read, or one that it must not. */
function account(...statuses: readonly AccountDocument['status'][]): Subject {
  return async ({ models }, viewer, reach) => {
    const wanted = reach === 'own' ? { status: { $in: statuses } } : {};
    const filter = { $and: [wanted, readable(viewer, reach)] };
    const found = await models.accounts.findOne(filter).lean<AccountDocument>().exec();
    return found === null ? undefined : { accountId: found._id };
  };
}

function readable({ organisation: { id, role, county } }: DemoPerson, reach: Reach): object {
  if (readsEverything(role)) return reach === 'own' ? {} : { _id: 'nothing is foreign to it' };
  if (role === 'county-command') return reach === 'own' ? { county } : { county: { $ne: county } };
  const own = role === 'commercial-bank' ? { $or: [{ bank: id }, { holder: id }] } : { holder: id };
  return reach === 'own' ? own : { $nor: [own] };
}

/** Of the viewer's register: the second account of a county's finance bureau, `proposed` or also `confirmed`. */
function newAccount(status: 'proposed' | 'confirmed'): Subject {
  return async (demo, viewer, reach) => {
    const county = status === 'proposed' ? 'leishan' : 'weining';
    const accountId = status === 'proposed' ? 'A-900001' : 'A-900002';
    if ((await demo.models.accounts.exists({ _id: accountId })) === null) {
      await proposesAccount(demo, { county, accountId });
      if (status === 'confirmed') {
        const banker = demoPerson(bank, 1);
        await demo.acts(banker, confirmAccount, { requestId: `confirms-${accountId}`, accountId });
      }
    }
    return account(status)(demo, viewer, reach);
  };
}

async function proposesAccount(
  demo: DemoProvince,
  { county, accountId }: { readonly county: string; readonly accountId: string },
): Promise<void> {
  const holder = `${county}-finance`;
  const number = `${payerAccountOf(holder).number.slice(0, 8)}${accountId.slice(2)}01`;
  await demo.acts(demoPerson(holder), proposeAccount, {
    ...{ requestId: `proposes-${accountId}`, accountId, number, kind: 'general', holderKind: 'corporate' },
    ...{ bank, holder },
  });
}

/** An organisation of an administrator's own domain; the register of organisations is everybody's to read. */
const organisation: Subject = async (_demo, { organisation: { mspId, county } }, reach) => {
  const [chosen] = demoOrganisations.filter(
    (each) => each.mspId === mspId && each.county === county && each.role !== 'admin',
  );
  return Promise.resolve(
    chosen === undefined || reach === 'foreign' ? undefined : { organisationId: chosen.id },
  );
};

/** One that was disabled; the demo has none, so its administrator disables a builder. */
const disabledOrganisation: Subject = async (demo, { organisation: { mspId } }, reach) => {
  if (mspId !== 'ProvinceMSP' || reach === 'foreign') return undefined;
  const organisationId = 'shiqian-guorong';
  if ((await demo.models.organisations.exists({ _id: organisationId, status: 'disabled' })) === null) {
    const request = { requestId: 'disables-one', organisationId };
    await demo.acts(demoPerson('province-admin', 1), disableOrganisation, request);
  }
  return { organisationId };
};

const proposedKey: Subject = async (demo, _viewer, reach) => {
  if (reach === 'foreign') return undefined;
  if ((await demo.models.bankKeys.exists({ bank, status: 'proposed' })) === null) {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' });
    const request = { requestId: 'proposes-key', bank, sequence: 1, publicKeyPem: String(publicKeyPem) };
    await demo.acts(demoPerson('bank-admin'), proposeBankKey, request);
  }
  const found = await demo.models.bankKeys.findOne({ bank, status: 'proposed' }).lean().exec();
  return found === null ? undefined : { organisationId: bank, sequence: String(found.sequence) };
};

export const registerSubjects = {
  account: account('released'),
  proposedAccount: newAccount('proposed'),
  confirmedAccount: newAccount('confirmed'),
  anyOrganisation: (_demo, { organisation: { id } }, reach) =>
    Promise.resolve(reach === 'own' ? { organisationId: id } : undefined),
  organisation,
  disabledOrganisation,
  ownBank: (_demo, { organisation: { mspId } }, reach) =>
    Promise.resolve(mspId === 'BankMSP' && reach === 'own' ? { organisationId: bank } : undefined),
  proposedKey,
} as const satisfies Readonly<Record<string, Subject>>;

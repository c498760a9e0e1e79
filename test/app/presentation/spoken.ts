/**
 * What presentation's tests speak with: the platform's own texts in either language, and a draft on the standard path whose first leg
 * is settled, so that L2 holds everything up.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import type { Locale } from '../../../domain/refusals/refusal';
import type { DraftDocument, DraftLeg, DraftParty } from '../../../app/models/draft-document';
import type { Place } from '../../../app/models/place';
import type { NamedOrganisation, Onlooker, Speech } from '../../../app/presentation/speech';

export const now = '2026-11-18T02:42:15.000Z';

/** The texts of one language, as `app/locales` holds them. */
export function speechOf(language: Locale): Speech {
  const texts: Record<string, object> = {};
  for (const area of ['words', 'frame', 'progress', 'projects', 'registers']) {
    const path = join(process.cwd(), 'app', 'locales', language, `${area}.json`);
    const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null) texts[area] = parsed;
  }
  const instance = i18next.createInstance();
  instance
    .init({
      ...{ lng: language, resources: { [language]: texts }, initAsync: false, fallbackLng: false },
      ...{ nsSeparator: ':', keySeparator: '.', showSupportNotice: false },
      interpolation: { escapeValue: false },
    })
    .catch((error: unknown) => {
      throw new Error('the texts cannot be read', { cause: error });
    });
  return { language, say: (key, values = {}) => instance.t(key, values) };
}

const organisations: Readonly<Record<string, NamedOrganisation>> = {
  province: { name: '省财政厅', role: 'provincial-finance' },
  bank: { name: '山河商业银行', role: 'commercial-bank' },
  county: { name: '青禾县财政局', role: 'county-finance' },
  partnership: { name: '山河产业扶持基金', role: 'limited-partnership' },
  fund: { name: '青禾县脱贫基金公司', role: 'county-fund-company' },
  builder: { name: '禾盛种植专业合作社', role: 'implementer' },
};

/** Somebody of an organisation who looks at a page on 18 November 2026. */
export function onlookerOf(organisationId: string, language: Locale = 'zh-CN'): Onlooker {
  return {
    speech: speechOf(language),
    organisationId,
    organisation: (id) => organisations[id] ?? { name: id, role: 'implementer' },
    now,
  };
}

export const place: Place = {
  block: 17_903,
  index: 0,
  transactionId: 'tx',
  at: '2026-11-10T01:12:00.000Z',
  by: { organisationId: 'office', role: 'leading-group-office', county: '520000', person: 'p-1' },
};

function party(organisationId: string): DraftParty {
  return { organisationId, accountId: `A-${organisationId}`, mask: '****0018', bank: 'bank' };
}

type LegShape = readonly [
  legId: string,
  payer: string,
  payee: string,
  yuan: bigint,
  deadline: string,
  after: string,
];

const legShapes: readonly LegShape[] = [
  ['L1', 'province', 'partnership', 720_000n, '2026-11-20', ''],
  ['L2', 'county', 'fund', 1_080_000n, '2026-11-20', ''],
  ['L3', 'bank', 'partnership', 16_200_000n, '2026-11-30', 'L1 L2'],
  ['L4', 'partnership', 'fund', 16_920_000n, '2026-12-10', 'L1 L3'],
  ['L5.1', 'fund', 'builder', 7_200_000n, '2026-12-20', 'L2 L4'],
  ['L5.2', 'fund', 'builder', 6_300_000n, '2027-03-31', 'L2 L4 L5.1'],
  ['L5.3', 'fund', 'builder', 4_500_000n, '2027-08-31', 'L2 L4 L5.2'],
];

function legOf([legId, payer, payee, yuan, deadline, after]: LegShape): DraftLeg {
  const opensAfter = after === '' ? [] : after.split(' ');
  const tranche = legId.startsWith('L5.')
    ? { tranche: Number(legId.slice(3)), milestone: `节点${legId}` }
    : {};
  return {
    ...{ legId, kind: legId.startsWith('L5.') ? 'tranche' : 'transfer', ...tranche },
    ...{ payer: party(payer), payee: party(payee), amountFen: yuan * 100n, deadline, opensAfter },
    ...{
      state: opensAfter.length === 0 ? 'awaiting-payment' : 'locked',
      registrations: [],
      receipts: [],
      openExceptions: [],
    },
  };
}

/** 18 million yuan on the standard path, with what the test says of its legs. */
export function standardDraft(changes: Readonly<Record<string, Partial<DraftLeg>>> = {}): DraftDocument {
  const settled: Partial<DraftLeg> = {
    state: 'settled',
    actual: {
      amountFen: 72_000_000n,
      lastBooked: '2026-11-13',
      serialNumbers: ['SH1'],
      late: false,
      early: false,
    },
  };
  const told: Readonly<Record<string, Partial<DraftLeg>>> = { L1: settled, ...changes };
  return {
    ...{
      _id: 'D-520098-2026-K7M3QD-1',
      projectId: 'P-520098-2026-K7M3QD',
      projectName: '高山中药材种植基地',
    },
    ...{
      county: '520098',
      township: '云脚乡',
      institutionId: 'office',
      command: 'command',
      implementer: 'builder',
      type: 'industry',
    },
    ...{ resolutions: [], urgency: '', files: [], terms: [] },
    ...{ createdAt: place.at, amountFen: 1_800_000_000n, status: 'circulating', onHold: false },
    specialRule: { splitMax: 1, lateNeedsRelease: false, payeeNameStrict: false, batchAllowed: false },
    legs: legShapes.map((shape) => ({ ...legOf(shape), ...told[shape[0]] })),
    ...{ type: 'industry', resolutions: [], urgency: '2026-11-20', files: [], terms: [] },
    ...{
      tranches: [],
      extensions: [],
      openExceptions: 0,
      parties: [],
      history: [],
      issuedPlace: place,
      place,
    },
    awaits: [{ organisationId: 'county', act: 'payment', legId: 'L2', due: '2026-11-20' }],
  };
}

/**
 * A clerk reads a refusal in Chinese: whatever the catalogue's requests and the rules can expect or name is said
 * in Chinese, too. The expectations of the requests are found by sending wrong values at every depth.
 */
import { expect } from 'chai';
import { z } from 'zod';
import { accountStatuses } from '../../../domain/account';
import { draftFactsMax } from '../../../domain/draft-facts';
import { projectActions, projectDraftEvents, projectStatuses } from '../../../domain/project-machine';
import { exceptionReasons } from '../../../domain/reconciliation-exception';
import { refusal, refusalText } from '../../../domain/refusals/refusal';
import type { RefusalCode } from '../../../domain/refusals/refusal-texts';
import { roleNames, roles } from '../../../domain/roles';
import { catalogue } from '../../../domain/transactions/catalogue';

const kinds = ['match', 'undo', 'release', 'correct', 'choose-version', 'write-off'];
const scopes = ['organisation', 'county', 'bank'];
const wrongValues: readonly unknown[] = [
  ...[null, '', 1.5, 'x'.repeat(3_000), {}, { memo: 1 }, [], [null], [{}]],
  ...kinds.map((kind) => ({ kind })),
  ...scopes.map((by) => ({ by })),
];

/** What the rules expect, and the fields that are compared with each other. */
const ruleExpectations: readonly string[] = [
  ...['one JSON object', 'at most 1048576 characters', 'false', 'at most 5000', 'later than 2026-01-31'],
  ...['the account it stands on is its payer or its payee', 'a time on its booking date (Asia/Shanghai)'],
  ...['a reference on a reversal or a return only', 'an account that this bank keeps'],
  ...['a booking date not after 2026-01-31', 'a county, not the province', 'a list of 1–20 file hashes'],
  ...['nothing: only the county command adds evidence', '1–64 legs', 'a leg id used once', '3 tranche legs'],
  ...['a payee other than the payer', 'each earlier leg named once', 'legs of this path'],
  ...['the legs that bring its payer the money', 'no leg paid by the implementer'],
  ...['500 fen to the implementer, after the tranche before', 'tranche legs only to the implementer'],
  ...['a live registration of this leg that settles nothing', 'a settled leg', 'an exception of a draft'],
  ...['the registered line it stands on, held as late or for its payee name', 'leg L3', 'a version below 2'],
  ...['no later leg settled; L3 is', 'lines worth 500 fen together'],
  'a booked debit of L3’s accounts under HX-9 that no other draft has registered',
];

/** What stands in a refusal in Latin letters on purpose: a wire name beside its Chinese name, the form of a time. */
const notation = /（[A-Za-z-]+）|YYYY-MM-DD(?:THH:MM:SS\.mmmZ)?/g;
const latinRun = /[A-Za-z][A-Za-z’'-]*(?:[ ,;:]+[A-Za-z][A-Za-z’'-]*){2,}/;

function inChinese(code: RefusalCode, about: Parameters<typeof refusal>[1]): string {
  return refusalText(refusal(code, about), 'zh-CN');
}

type Path = readonly PropertyKey[];

/** The value with what stands at a path replaced, made on the way where nothing stood. */
function placed(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  if (typeof head === 'number') return [placed(z.array(z.unknown()).catch([]).parse(value)[0], rest, by)];
  const members = z.record(z.string(), z.unknown()).catch({}).parse(value);
  return { ...members, [head]: placed(members[String(head)], rest, by) };
}

/** Every expectation that a request's parser utters: each field it asks for is given every wrong value in turn. */
function expectationsOf(request: z.ZodType): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const asked: { readonly base: unknown; readonly path: Path }[] = [{ base: {}, path: [] }];
  for (let next = asked.pop(); next !== undefined; next = asked.pop()) {
    for (const value of wrongValues) {
      const base = placed(next.base, next.path, value);
      for (const { path, message } of request.safeParse(base).error?.issues ?? []) {
        found.add(message);
        const key = `${path.map(String).join('.')}|${message}`;
        if (!seen.has(key)) asked.push({ base, path });
        seen.add(key);
      }
    }
  }
  return found;
}

describe('a refusal in Chinese', () => {
  const expectations = new Set(catalogue.flatMap(({ request }) => [...expectationsOf(request)]));

  it('is tried with the expectations of all requests, at every depth', () => {
    expect(expectations.size).to.be.greaterThan(40);
    expect([...expectations]).to.include.members([
      ...['a JSON object', 'no such field', 'a currency code of three letters', 'a list of 1–10 items'],
      ...['a whole number of 0–20', 'true or false', 'one of payment, fee, reversal, return'],
    ]);
  });

  for (const expected of [...expectations, ...ruleExpectations]) {
    it(`says “${expected}” in Chinese`, () => {
      const text = inChinese('malformed', { field: 'x', expected });
      expect(text).to.not.include(`应为${expected}`);
      const words = text.replaceAll(notation, '');
      expect(words).to.not.match(expected.startsWith('one of') ? /以下之一：.*[A-Za-z]/ : latinRun);
    });
  }

  it('keeps numbers, dates and ids', () => {
    const said = (expected: string): string => inChinese('malformed', { field: 'entries', expected });
    expect(said('a list of 1–500 items')).to.equal(
      '请求格式不正确：字段 entries 应为列表，共 1–500 条。请更正后重新提交。',
    );
    expect(said('a booking date not after 2026-01-31')).to.include('应为不晚于 2026-01-31 的记账日期');
    expect(said('no later leg settled; L5.2 is')).to.include('L5.2');
  });

  it('leaves a phrase it does not know, and names that objects inherit, as they are', () => {
    expect(inChinese('malformed', { expected: 'a thing unheard of' })).to.include('应为a thing unheard of');
    const values = { role: 'constructor', transaction: 'toString', roles: 'admin, nobody' };
    expect(inChinese('not-permitted', { values })).to.include('constructor').and.include('toString');
    expect(inChinese('not-permitted', { values })).to.include('admin, nobody');
  });

  it('stays as it was in English', () => {
    const about = { values: { role: 'implementer', transaction: 'Freeze', roles: 'leading-group-office' } };
    expect(refusalText(refusal('not-permitted', about), 'en')).to.equal(
      'Role implementer may not call Freeze. These roles may: leading-group-office.',
    );
  });
});

describe('a name in a Chinese refusal', () => {
  it('is the office’s for every role, with the certificate where that does not fit', () => {
    for (const role of roles) {
      const values = { role: `${role} (service)`, transaction: 'Freeze', roles: roles.join(', ') };
      const text = inChinese('not-permitted', { values });
      expect(text).to.include(`角色“${roleNames[role]['zh-CN']}（服务证书）”`).and.not.include(role);
    }
  });

  it('is Chinese for every transaction and every event of a project, beside its wire name', () => {
    for (const name of [...catalogue.map((each) => each.name), ...projectActions, ...projectDraftEvents]) {
      const text = inChinese('not-permitted', { values: { transaction: name } });
      expect(text, name).to.match(new RegExp(`不能办理[\\p{Script=Han}]+（${name}）`, 'u'));
    }
  });

  it('is Chinese for every relation that the catalogue asks for', () => {
    const relations = catalogue.flatMap(({ permissions }) => permissions.map(({ relation }) => relation));
    expect(inChinese('not-related', { values: { relations: relations.join(', ') } })).to.match(
      /关系（[\p{Script=Han}、]+）/u,
    );
  });

  it('is Chinese for every status, reason and kind of resolution', () => {
    const statuses = ['absent', ...projectStatuses].join(', ');
    expect(inChinese('project-status', { values: { statuses } })).to.match(/状态：[\p{Script=Han}、]+。$/u);
    for (const status of accountStatuses)
      expect(inChinese('account-status', { values: { status } })).to.match(/状态为“\p{Script=Han}+”/u);
    const reasons = Object.keys(exceptionReasons).join(', ');
    expect(inChinese('correction-needs-two', { values: { reasons } })).to.match(/（[\p{Script=Han}、]+）/u);
    for (const kind of kinds)
      expect(inChinese('resolution-misfit', { values: { kind } })).to.match(/^“\p{Script=Han}+”/u);
  });

  it('is Chinese for every fact and every fault of a signature', () => {
    for (const fact of Object.keys(draftFactsMax))
      expect(inChinese('draft-facts-too-many', { values: { fact } })).to.match(/记录（\p{Script=Han}+）/u);
    for (const fact of ['mspId, organisation', 'county, person, kind', 'role', 'person'])
      expect(inChinese('caller-unknown', { values: { fact } })).to.match(/（[\p{Script=Han}、]+）/u);
    for (const fact of ['the exception has changed', 'its proposer was disabled'])
      expect(inChinese('resolution-void', { values: { fact } })).to.match(/失效：\p{Script=Han}+。/u);
    for (const fault of ['other-fields', 'form', 'signature'])
      expect(inChinese('signature-invalid', { values: { fault } })).to.match(/无效（\p{Script=Han}+）/u);
  });
});

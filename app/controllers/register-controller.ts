/**
 * Pages of the registers: organisations, accounts, bank keys and thresholds. A full account number is asked from the chain under
 * the viewer's own identity, so that the contract decides who sees it.
 */
import type { Request, Response } from 'express';
import { accountStatuses } from '../../domain/account';
import type { AccountStatus } from '../../domain/account';
import { roles } from '../../domain/roles';
import { proposeAccount } from '../../domain/transactions/registry-transactions';
import { accountScope, isInScope } from '../acts/registers/account-scope';
import type { AccountScope } from '../acts/registers/account-scope';
import { groupsOfFour } from '../acts/registers/account-proposal-act';
import type { Viewer } from '../auth/viewer';
import type { DraftClient } from '../blockchain/draft-client';
import { rowsOfPage } from '../models/list-query';
import type { AccountFilter, RegisterReader } from '../models/register-reader';
import type { AccountDocument, OrganisationDocument } from '../models/register-documents';
import { found } from '../page-error';
import { accountChip, enabledChip } from '../presentation/chip';
import type { TimelineLine } from '../presentation/page-parts';
import { hrefOf, listPaging, pageNumber } from '../presentation/list-paging';
import {
  accountRow,
  countyWords,
  keyRow,
  organisationRow,
  registerHistory,
} from '../presentation/register-views';
import type { NamedSpeech } from '../presentation/register-views';
import { thresholdsView } from '../presentation/thresholds-view';
import type { PageServices } from './page-services';
import { accountActs, organisationActs, organisationFilters, registerTabs } from './register-offers';
import type { NamedCounty } from './register-offers';

export interface RegisterControllerPorts {
  readonly registers: RegisterReader;
  readonly drafts: Pick<DraftClient, 'accountNumbers'>;
  /** How many users an organisation has. */
  personsOf(organisationId: string): Promise<number>;
  /** How a county is called. */
  countyName(county: string): string;
  /** The counties to choose from. */
  counties(): readonly NamedCounty[];
}

/** What one request's page is made with. */
interface Asked {
  readonly viewer: Viewer;
  readonly named: NamedSpeech;
  readonly say: NamedSpeech['speech']['say'];
}

export class RegisterController {
  readonly #services: PageServices;
  readonly #ports: RegisterControllerPorts;

  constructor(services: PageServices, ports: RegisterControllerPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/registers?role=&county=&page=`. */
  readonly organisations = async (request: Request, response: Response): Promise<void> => {
    const { viewer, named, say } = this.#asked(request);
    const role = roles.find((each) => each === request.query['role']);
    const county = countyOf(request.query['county']);
    const page = pageNumber(request.query['page']);
    const filter = { ...(role === undefined ? {} : { role }), ...(county === undefined ? {} : { county }) };
    const list = await this.#ports.registers.organisations(filter, page);
    const place = { path: '/registers', query: { role, county } };
    response.render('registers/organisations', {
      title: say('registers:organisations.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.registers') }],
      live: 'list:organisations',
      tabs: registerTabs('organisations', viewer, say),
      filters: organisationFilters({ role, county }, this.#ports.counties(), say),
      rows: list.rows.map((organisation) => organisationRow(organisation, named)),
      paging: listPaging({ total: list.total.count, page: list.page, perPage: rowsOfPage, ...place }, say),
      mayRegister: viewer.role === 'admin',
    });
  };

  /** `/registers/organisations/:organisationId`. */
  readonly organisation = async (request: Request, response: Response): Promise<void> => {
    const { viewer, named, say } = this.#asked(request);
    const organisation = found(
      await this.#ports.registers.organisation(String(request.params['organisationId'])),
    );
    const { _id, name, status, role } = organisation;
    const [accounts, persons, keys] = await Promise.all([
      this.#accountsOf(organisation, viewer),
      this.#ports.personsOf(_id),
      role === 'commercial-bank' ? this.#ports.registers.bankKeys(_id) : [],
    ]);
    response.render('registers/organisation', {
      ...{ title: name, live: `organisation:${_id}`, objectId: _id },
      trail: trailTo(say, { text: name }),
      chip: enabledChip(status, named.speech),
      facts: organisationFacts(organisation, persons, named),
      accounts: accounts?.map((account) => accountRow(account, named)),
      keys: role === 'commercial-bank' ? keys.map((key) => keyRow(key, named.speech)) : undefined,
      history: withoutBlocks(registerHistory(organisation.history, named), viewer),
      acts: organisationActs(organisation, viewer, say),
      mayConfirmKey: viewer.role === 'leading-group-office',
    });
  };

  /** `/registers/accounts?status=&page=`. */
  readonly accounts = async (request: Request, response: Response): Promise<void> => {
    const { viewer, named, say } = this.#asked(request);
    const scope = found(accountScope(viewer));
    const status = accountStatuses.find((each) => each === request.query['status']);
    const page = pageNumber(request.query['page']);
    const within = filterOf(scope);
    const [list, ...counts] = await Promise.all([
      this.#ports.registers.accounts({ ...within, ...(status === undefined ? {} : { status }) }, page),
      ...accountStatuses.map((each) => this.#ports.registers.accounts({ ...within, status: each }, 1)),
    ]);
    const place = { path: '/registers/accounts', query: { status } };
    response.render('registers/accounts', {
      title: say('registers:accounts.title'),
      trail: trailTo(say, { text: say('registers:accounts.title') }),
      live: 'list:accounts',
      tabs: registerTabs('accounts', viewer, say),
      views: accountViews(
        status,
        counts.map(({ total }) => total.count),
        say,
      ),
      rows: list.rows.map((account) => accountRow(account, named)),
      paging: listPaging({ total: list.total.count, page: list.page, perPage: rowsOfPage, ...place }, say),
      empty: say(`registers:accounts.empty-${status ?? 'all'}`),
      mayPropose: proposeAccount.permissions.some(({ role }) => role === viewer.role),
    });
  };

  /** `/registers/accounts/:accountId`. */
  readonly account = async (request: Request, response: Response): Promise<void> => {
    const { viewer, named, say } = this.#asked(request);
    const scope = found(accountScope(viewer));
    const account = found(await this.#ports.registers.account(String(request.params['accountId'])));
    found(isInScope(account, scope) ? account : undefined);
    const { _id, status, mask } = account;
    response.render('registers/account', {
      ...{ title: say('registers:account.heading', { mask }), live: `account:${_id}`, objectId: _id },
      trail: trailTo(
        say,
        { href: '/registers/accounts', text: say('registers:accounts.title') },
        { text: _id },
      ),
      chip: accountChip(status, named.speech),
      row: accountRow(account, named),
      number: await this.#numberOf(request, account),
      reason: status === 'blocked' ? account.reason : undefined,
      history: withoutBlocks(registerHistory(account.history, named), viewer),
      acts: accountActs(account, viewer, say),
    });
  };

  /** `/registers/thresholds`. */
  readonly thresholds = async (request: Request, response: Response): Promise<void> => {
    const { viewer, named, say } = this.#asked(request);
    const { names } = this.#services;
    const known = await this.#ports.registers.thresholds();
    const view = thresholdsView(known, {
      ...named,
      organisation: (id) => names.organisation(id),
      person: (organisationId, person) => names.person(organisationId, person),
      viewer,
    });
    response.render('registers/thresholds', {
      title: say('registers:thresholds.title'),
      trail: trailTo(say, { text: say('registers:thresholds.title') }),
      live: 'list:thresholds',
      tabs: registerTabs('thresholds', viewer, say),
      ...view,
      maySet: viewer.role === 'leading-group-office',
    });
  };

  #asked(request: Request): Asked {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const { names } = this.#services;
    const named = {
      speech: { language: viewer.language, say },
      organisation: (organisationId: string) => names.organisation(organisationId),
      county: (code: string) => this.#ports.countyName(code),
    };
    return { viewer, named, say };
  }

  /** The organisation's accounts that the viewer may see; undefined where it may see no account at all. */
  async #accountsOf(
    { _id }: OrganisationDocument,
    viewer: Viewer,
  ): Promise<readonly AccountDocument[] | undefined> {
    const scope = accountScope(viewer);
    if (scope === undefined) return undefined;
    const { rows } = await this.#ports.registers.accounts({ holder: _id }, 1);
    return rows.filter((account) => isInScope(account, scope));
  }

  /** The full number in groups of four; empty when the key is locked or the contract does not tell it. */
  async #numberOf(request: Request, { _id }: AccountDocument): Promise<string> {
    const identity = this.#services.identityOf(request);
    if (identity === undefined) return '';
    const numbers = await this.#ports.drafts.accountNumbers(identity, [_id]);
    return numbers.ok ? groupsOfFour(numbers.value.get(_id) ?? '') : '';
  }
}

interface Step {
  readonly href?: string;
  readonly text: string;
}

/** Administrators keep registers and read no blocks: for them the lines lead nowhere. */
function withoutBlocks(lines: readonly TimelineLine[], viewer: Viewer): readonly TimelineLine[] {
  if (viewer.role !== 'admin') return lines;
  return lines.map(({ what, note, words }) => ({ what, note, ...(words === undefined ? {} : { words }) }));
}

function trailTo(say: Asked['say'], ...steps: readonly Step[]): readonly Step[] {
  return [
    { href: '/', text: say('frame:nav.home') },
    { href: '/registers', text: say('frame:nav.registers') },
    ...steps,
  ];
}

function countyOf(sent: unknown): string | undefined {
  return typeof sent === 'string' && /^[1-9]\d{5}$/.test(sent) ? sent : undefined;
}

/** A bank's own accounts at another bank stand on its organisation's page. */
function filterOf(scope: AccountScope): AccountFilter {
  return scope.kind === 'all' ? {} : { [scope.kind]: scope.id };
}

function accountViews(
  current: AccountStatus | undefined,
  counts: readonly number[],
  say: Asked['say'],
): readonly object[] {
  const path = '/registers/accounts';
  const all = counts.reduce((sum, count) => sum + count, 0);
  return [
    { href: path, text: say('frame:filter.all'), count: all, current: current === undefined },
    ...accountStatuses.map((status, index) => ({
      href: hrefOf({ path, query: { status } }),
      ...{ text: say(`words:account.${status}`), count: counts[index] ?? 0, current: current === status },
    })),
  ];
}

function organisationFacts(
  { _id, role, county, mspId, disabledPersons }: OrganisationDocument,
  persons: number,
  named: NamedSpeech,
): readonly object[] {
  const { say } = named.speech;
  const place = countyWords(county, named);
  return [
    { label: say('registers:organisation.organisationId'), value: _id, copy: _id },
    { label: say('registers:organisation.role'), value: say(`words:role.${role}`) },
    { label: say('registers:organisation.place'), value: place.name, small: place.code },
    { label: say('registers:organisation.mspId'), value: say(`registers:msp.${mspId}`) },
    {
      label: say('registers:organisation.persons'),
      value: say('registers:organisation.persons-count', {
        count: persons,
        disabled: disabledPersons.length,
      }),
    },
  ];
}

/**
 * The reconciliation centre and the page of one exception: parses what the address asks, reads it within the viewer's scope,
 * and answers the page or the list as a file.
 */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import { ageBuckets } from '../../domain/exception-age';
import { exceptionReasons } from '../../domain/reconciliation-exception';
import type { RegistrationDocument } from '../models/chain-documents';
import type { ExceptionDocument } from '../models/exception-document';
import type { ReconciliationReader, RowPage } from '../models/reconciliation-reader';
import { exportedRowsMax } from '../models/reconciliation-reader';
import { found } from '../page-error';
import { centreView } from '../presentation/centre-view';
import type { CentreQuery } from '../presentation/centre-query';
import { centreTabs, pagesMax } from '../presentation/centre-query';
import { exceptionSheet, registrationSheet } from '../presentation/centre-sheet';
import type { AsOf } from '../presentation/date-words';
import { asOfLine } from '../presentation/date-words';
import { exceptionHref } from '../presentation/exception-words';
import { pageNumber } from '../presentation/list-paging';
import { exceptionView } from '../presentation/exception-view';
import { proposableKinds } from '../presentation/resolution-kinds';
import { alsoSecond } from '../presentation/resolution-words';
import type { DraftClient } from '../blockchain/draft-client';
import type { Handler } from '../routes/route';
import { exceptionSides } from './exception-sides';
import type { SheetFormat } from './list-export';
import { sendSheet } from './list-export';
import type { PageServices } from './page-services';

export interface ReconciliationPorts {
  readonly reader: ReconciliationReader;
  /** For full account numbers, under the asker's own identity. */
  readonly client: Pick<DraftClient, 'draft'>;
  readonly asOf: () => AsOf;
  /** Names of those who can be the second person of a resolution. */
  secondPersons(viewer: Viewer): Promise<string>;
  /** How a county is called. */
  countyName(county: string): string;
}

/** What a tab lists. */
type CentreContent =
  | { readonly registrations: RowPage<RegistrationDocument>; readonly exceptions?: never }
  | {
      readonly registrations?: never;
      readonly exceptions: RowPage<ExceptionDocument>;
      readonly idle?: Awaited<ReturnType<ReconciliationReader['idle']>>;
    };

export class ReconciliationPages {
  readonly #services: PageServices;
  readonly #ports: ReconciliationPorts;

  constructor(services: PageServices, ports: ReconciliationPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  readonly centre: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const asked = centreQuery(request);
    const format = request.query['format'];
    if (format === 'csv' || format === 'xlsx') return this.#file(request, response, { asked, format });
    const say = this.#services.sayOf(request);
    const scope = scopeOf(viewer);
    const { reader } = this.#ports;
    const now = this.#services.now();
    const [content, figures, ageing, counties] = await Promise.all([
      this.#content(viewer, asked),
      reader.figures(scope),
      reader.ageing(scope, now),
      scope.kind === 'everything' ? reader.counties() : [],
    ]);
    const projectNames = await reader.projectNames(
      (content.exceptions?.rows ?? []).map(({ draftId }) => draftId),
    );
    response.render(
      'reconciliation/centre',
      centreView({
        ...{ asked, ...content, figures, ageing, counties, projectNames, viewer, now: now.toISOString() },
        ...{ names: this.#services.names, speech: { language: viewer.language, say } },
        countyName: (county) => this.#ports.countyName(county),
      }),
    );
  };

  readonly exception: Handler = async (request, response) => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const speech = { language: viewer.language, say };
    const scope = scopeOf(viewer);
    const { client, reader } = this.#ports;
    const exception = found(await reader.exception(scope, String(request.params['id'])));
    const draft = exception.draftId === undefined ? undefined : await reader.draft(scope, exception.draftId);
    const { names } = this.#services;
    const identity = this.#services.identityOf(request);
    const bankName = (organisationId: string): string => names.organisation(organisationId);
    const sides = await exceptionSides(exception, draft, { reader, client, identity, scope, bankName });
    const now = this.#services.now().toISOString();
    const view = exceptionView({ exception, draft, sides, viewer, names, speech, now });
    const kinds = proposableKinds(exception, { draft, viewer });
    const propose = {
      ...{ href: `${exceptionHref(exception._id)}/propose`, icon: 'pencil-square' },
      text: say('reconciliation:propose.title'),
    };
    const payer = draft?.legs.find(({ legId }) => legId === exception.legId)?.payer.organisationId;
    const second = alsoSecond(
      await this.#ports.secondPersons(viewer),
      payer === viewer.organisationId,
      speech,
    );
    const owner = names.organisation(exception.owner);
    const isOpen = exception.status === 'open';
    response.render('reconciliation/exception', {
      ...{ ...view, acts: [] },
      ...(kinds.length === 0
        ? isOpen && { instead: say('reconciliation:propose.who-can', { owner }) }
        : { primary: propose }),
      ...(isOpen && { twoPersons: say('reconciliation:propose.two', { who: second }) }),
      trail: exceptionTrail(view.title, say),
    });
  };

  async #content(viewer: Viewer, asked: CentreQuery, rows?: number): Promise<CentreContent> {
    const { reader } = this.#ports;
    const scope = scopeOf(viewer);
    const county = asked.county === undefined ? {} : { county: asked.county };
    const page = { page: asked.page, ...(rows === undefined ? {} : { rows }), ...county };
    if (asked.tab === 'settled' || asked.tab === 'waiting') {
      return { registrations: await reader.registrations(scope, { ...page, standing: asked.tab }) };
    }
    if (asked.tab === 'idle') {
      const idle = await reader.idle(scope);
      const filter = { ...page, status: 'open', reason: 'idle-money', now: this.#services.now() } as const;
      return { idle, exceptions: await reader.exceptions(scope, filter) };
    }
    const exceptions = await reader.exceptions(scope, {
      ...page,
      status: asked.closed ? 'closed' : 'open',
      ...(asked.reason === undefined ? {} : { reason: asked.reason }),
      ...(asked.age === undefined ? {} : { age: asked.age }),
      ...(asked.mine ? { owner: viewer.organisationId } : {}),
      now: this.#services.now(),
    });
    return { exceptions };
  }

  async #file(
    request: Request,
    response: Response,
    { asked, format }: { readonly asked: CentreQuery; readonly format: SheetFormat },
  ): Promise<void> {
    const viewer = this.#services.viewerOf(request);
    const speech = { language: viewer.language, say: this.#services.sayOf(request) };
    const content = await this.#content(viewer, { ...asked, page: 1 }, exportedRowsMax);
    const about = { speech, names: this.#services.names, now: this.#services.now().toISOString() };
    const sheet =
      content.registrations === undefined
        ? exceptionSheet(content.exceptions.rows, about)
        : registrationSheet(content.registrations.rows, about);
    const name = speech.say('frame:nav.reconciliation');
    const limited =
      sheet.rows.length < exportedRowsMax
        ? []
        : [speech.say('reconciliation:export.limited', { max: exportedRowsMax })];
    const head = [name, asOfLine(this.#ports.asOf(), speech), ...limited];
    await sendSheet(response, { head, columns: sheet.head, rows: sheet.rows, format, name });
  }
}

function exceptionTrail(
  title: string,
  say: ReturnType<PageServices['sayOf']>,
): readonly { readonly href?: string; readonly text: string }[] {
  return [
    { href: '/', text: say('frame:nav.home') },
    { href: '/reconciliation', text: say('frame:nav.reconciliation') },
    { href: '/reconciliation?tab=exceptions', text: say('reconciliation:tab.exceptions') },
    { text: title },
  ];
}

/** What the address asks; a value that is none of the page's own is left out. */
function centreQuery(request: Pick<Request, 'query'>): CentreQuery {
  const text = (name: string): string => {
    const value = request.query[name];
    return typeof value === 'string' ? value : '';
  };
  const tab = centreTabs.find((each) => each === text('tab')) ?? 'exceptions';
  const page = pageNumber(request.query['page'], pagesMax);
  const reason = Object.keys(exceptionReasons).find((each) => each === text('reason'));
  const age = ageBuckets.find(({ name }) => name === text('age'));
  const county = /^\d{6}$/.test(text('county')) ? text('county') : undefined;
  return {
    ...{ tab, page, mine: text('mine') === 'yes', closed: text('status') === 'closed' },
    ...(reason === undefined ? {} : { reason }),
    ...(age === undefined ? {} : { age }),
    ...(county === undefined ? {} : { county }),
  };
}

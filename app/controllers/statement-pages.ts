/**
 * The bank's pages of statements: the one-line form, the upload of a file, the list, and the page of one statement with its
 * dry run, from which it is handed over, sent back, or sent on by a second officer.
 */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { newRequestId, single, textFields } from '../acts/act-form';
import type { Viewer } from '../auth/viewer';
import { sentStatement } from './sent-statement';
import type { StatementUpload, UploadLine } from '../models/statement-upload-document';
import type { StatementUploads } from '../models/statement-upload-model';
import { found } from '../page-error';
import type { Handler } from '../routes/route';
import { readLine } from '../statements/line-form';
import { readStatementFile } from '../statements/statement-file';
import { forecastStatement } from '../statements/statement-forecast';
import type { Forecast } from '../statements/statement-forecast';
import { faultText } from '../presentation/statement-words';
import { forecastView, uploadRow, uploadView } from '../presentation/statement-view';
import type { LegSettledBy } from '../presentation/statement-view';
import type { PageServices } from './page-services';

const reasonCharactersMax = 500;

export interface StatementPorts {
  readonly uploads: StatementUploads;
  /** The legs that lines of these serial numbers settle, as the pages read them. */
  settledBy(bank: string, serialNumbers: readonly string[]): Promise<readonly LegSettledBy[]>;
}

export class StatementPages {
  readonly #services: PageServices;
  readonly #ports: StatementPorts;

  constructor(services: PageServices, ports: StatementPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  readonly list: Handler = async (request, response) => {
    const { viewer, say } = this.#asker(request);
    const uploads = await this.#ports.uploads.list(viewer.organisationId);
    const about = { say, viewer, names: this.#services.names };
    response.render('bank/statements', {
      ...{ title: say('reconciliation:statements.title'), trail: this.#trail(request) },
      ...{ live: undefined, uploads: uploads.map((upload) => uploadRow(upload, about)) },
    });
  };

  readonly lineForm: Handler = (request, response) => {
    this.#lineForm(request, response, { fields: textFields(request.query), at: [], status: 200 });
  };

  readonly lineSent: Handler = async (request, response) => {
    const { viewer } = this.#asker(request);
    const fields = textFields(request.body);
    const reading = readLine(fields);
    if (!reading.ok) {
      this.#lineForm(request, response, { fields, at: reading.at, status: 422 });
      return;
    }
    const { entry } = reading;
    const hash = createHash('sha256').update(JSON.stringify(entry)).digest('hex');
    const lines = [{ line: 1, entry }];
    await this.#keep(request, response, { viewer, source: 'form', fileName: '', hash, lines });
  };

  readonly fileForm: Handler = (request, response) => {
    this.#fileForm(request, response, { status: 200 });
  };

  readonly fileSent: Handler = async (request, response) => {
    const { viewer, say } = this.#asker(request);
    const file = sentStatement(request);
    if (file === undefined) {
      this.#fileForm(request, response, { status: 422, fault: say('reconciliation:statement.choose') });
      return;
    }
    const reading = readStatementFile(file.name, file.bytes);
    if (!reading.ok) {
      this.#fileForm(request, response, { status: 422, fault: faultText(reading.fault, say) });
      return;
    }
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const lines = reading.value.map(({ line, entry }) => ({ line, entry }));
    await this.#keep(request, response, { viewer, source: 'file', fileName: file.name, hash, lines });
  };

  readonly shown: Handler = async (request, response) => {
    const upload = await this.#upload(request);
    await this.#shown(request, response, { upload, status: 200 });
  };

  readonly handedOver: Handler = async (request, response) => {
    const { viewer } = this.#asker(request);
    const upload = await this.#upload(request);
    await this.#ports.uploads.handOver(upload._id, viewer.person);
    response.redirect(303, hrefOf(upload._id));
  };

  readonly rejected: Handler = async (request, response) => {
    const { viewer, say } = this.#asker(request);
    const upload = await this.#upload(request);
    const reason = (single(textFields(request.body)['reason']) ?? '').trim();
    if (reason === '' || reason.length > reasonCharactersMax) {
      const fault = say('reconciliation:statement.reason-needed', { max: reasonCharactersMax });
      await this.#shown(request, response, { upload, status: 422, fault, reason });
      return;
    }
    const by = { person: viewer.person, at: this.#services.now(), reason };
    await this.#ports.uploads.reject(upload._id, by);
    response.redirect(303, hrefOf(upload._id));
  };

  #asker(request: Request): { readonly viewer: Viewer; readonly say: ReturnType<PageServices['sayOf']> } {
    return { viewer: this.#services.viewerOf(request), say: this.#services.sayOf(request) };
  }

  async #upload(request: Request): Promise<StatementUpload> {
    const { viewer } = this.#asker(request);
    return found(await this.#ports.uploads.find(viewer.organisationId, String(request.params['id'])));
  }

  /** Tries the lines on the contract; what it would refuse is not kept. */
  async #keep(
    request: Request,
    response: Response,
    made: Pick<StatementUpload, 'source' | 'fileName' | 'hash' | 'lines'> & { readonly viewer: Viewer },
  ): Promise<void> {
    const { viewer, ...statement } = made;
    const forecast = await this.#forecast(request, statement.lines);
    if (forecast?.ok === false) {
      this.#refused(request, response, { forecast, source: statement.source });
      return;
    }
    const requestId = single(textFields(request.body)['requestId']) ?? newRequestId();
    const id = uploadId(viewer, requestId, statement.hash);
    await this.#ports.uploads.keep({
      ...{ _id: id, bank: viewer.organisationId, ...statement, status: 'prepared' },
      ...{ preparedBy: viewer.person, preparedAt: this.#services.now() },
      ...{ sent: 0, counts: { new: 0, known: 0, conflict: 0 } },
    });
    response.redirect(303, hrefOf(id));
  }

  #refused(
    request: Request,
    response: Response,
    {
      forecast,
      source,
    }: { readonly forecast: Extract<Forecast, { readonly ok: false }>; readonly source: 'file' | 'form' },
  ): void {
    const { viewer, say } = this.#asker(request);
    const fault = forecastView(forecast, { say, viewer, names: this.#services.names }).fault;
    if (source === 'file') {
      this.#fileForm(request, response, { status: 422, ...(fault === undefined ? {} : { fault }) });
      return;
    }
    const fields = textFields(request.body);
    this.#lineForm(request, response, {
      fields,
      at: [],
      status: 422,
      ...(fault === undefined ? {} : { fault }),
    });
  }

  /** Undefined while the asker's key is locked: then the page says so, and the contract judges at the sending. */
  async #forecast(request: Request, lines: readonly UploadLine[]): Promise<Forecast | undefined> {
    const identity = this.#services.identityOf(request);
    if (identity === undefined) return undefined;
    const bank = this.#services.viewerOf(request).organisationId;
    return forecastStatement(this.#services.ledger, identity, { bank, lines });
  }

  async #shown(
    request: Request,
    response: Response,
    page: {
      readonly upload: StatementUpload;
      readonly status: number;
      readonly fault?: string;
      readonly reason?: string;
    },
  ): Promise<void> {
    const { viewer, say } = this.#asker(request);
    const { upload } = page;
    const about = { say, viewer, names: this.#services.names };
    const isOpen = upload.status === 'prepared' || upload.status === 'waiting';
    const forecast = isOpen ? await this.#forecast(request, upload.lines) : undefined;
    const serials = [...new Set(upload.lines.map(({ entry }) => entry.serialNumber))];
    const settled = upload.sent > 0 ? await this.#ports.settledBy(upload.bank, serials) : [];
    response.status(page.status).render('bank/statement', {
      ...{ trail: this.#trail(request, say('reconciliation:statements.title')), live: undefined },
      ...uploadView(upload, { ...about, settled }),
      forecast: forecast === undefined ? undefined : forecastView(forecast, about),
      errors: page.fault === undefined ? [] : [{ field: 'reason', text: page.fault }],
      ...{ reason: page.reason ?? '', reasonMax: reasonCharactersMax },
    });
  }

  #lineForm(
    request: Request,
    response: Response,
    form: {
      readonly fields: ReturnType<typeof textFields>;
      readonly at: readonly string[];
      readonly status: number;
      readonly fault?: string;
    },
  ): void {
    const { say } = this.#asker(request);
    const ownErrors = form.at.map((field) => ({ field, text: say(`reconciliation:line.expected.${field}`) }));
    const whole = form.fault === undefined ? [] : [{ field: '', text: form.fault }];
    response.status(form.status).render('bank/line', {
      ...{ title: say('reconciliation:line.title'), live: undefined },
      trail: this.#trail(request, say('reconciliation:statements.title')),
      ...{ fields: form.fields, errors: [...whole, ...ownErrors], requestId: newRequestId() },
    });
  }

  #fileForm(
    request: Request,
    response: Response,
    form: { readonly status: number; readonly fault?: string },
  ): void {
    const { say } = this.#asker(request);
    response.status(form.status).render('bank/upload', {
      ...{ title: say('reconciliation:statement.upload'), live: undefined, requestId: newRequestId() },
      trail: this.#trail(request, say('reconciliation:statements.title')),
      errors: form.fault === undefined ? [] : [{ field: 'statement', text: form.fault }],
    });
  }

  #trail(request: Request, list?: string): readonly { readonly href?: string; readonly text: string }[] {
    const { say } = this.#asker(request);
    return [
      { href: '/', text: say('frame:nav.home') },
      { href: '/reconciliation', text: say('frame:nav.reconciliation') },
      ...(list === undefined
        ? [{ text: say('reconciliation:statements.title') }]
        : [{ href: '/bank/statements', text: list }]),
    ];
  }
}

/** The page of a statement. */
function hrefOf(id: string): string {
  return `/bank/statements/${encodeURIComponent(id)}`;
}

/** The same form sent twice keeps one statement. */
function uploadId({ userId }: Viewer, requestId: string, hash: string): string {
  const digest = createHash('sha256').update(`${userId}:${requestId}:${hash}`).digest('hex');
  return `U-${digest.slice(0, 16)}`;
}

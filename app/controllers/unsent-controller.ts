/**
 * Applications that were begun and not sent: saved by the button, by themselves while somebody types, listed for their own
 * organisation, and deleted. Adding and removing a row of the funding plan saves, too, so that it works without scripts.
 */
import type { Request, Response } from 'express';
import { requestIdField } from '../../domain/identifiers';
import { several, single, textFields } from '../acts/act-form';
import type { FormFields } from '../acts/act';
import { applicationKind } from '../acts/projects/application-act';
import { applicationForm, evidenceOf, uploadError } from '../acts/projects/application-form';
import type { Viewer } from '../auth/viewer';
import type { FileStore } from '../files/file-store';
import type { UnsentForms } from '../models/unsent-form-model';
import { PageError, found } from '../page-error';
import { clockWords } from '../presentation/date-words';
import { unsentListPage } from '../presentation/unsent-list';
import type { PageServices } from './page-services';

export interface UnsentPorts {
  readonly unsent: UnsentForms;
  readonly files: FileStore;
}

/** Fields of the mechanism, and those that say what to do, are no part of the form. */
const notKept = new Set(['_csrf', 'step', 'requestId', 'code', 'unsent', 'row', 'drop', 'uploadFaults']);
const textCharactersMax = 4_000;

export class UnsentController {
  readonly #services: PageServices;
  readonly #ports: UnsentPorts;

  constructor(services: PageServices, ports: UnsentPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  readonly list = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const forms = await this.#ports.unsent.list(viewer.organisationId, applicationKind);
    const speech = { language: viewer.language, say: this.#services.sayOf(request) };
    response.render('projects/unsent', unsentListPage(forms, speech));
  };

  /** The button, and the rows' buttons: the form comes back at its own address. */
  readonly save = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const say = this.#services.sayOf(request);
    const sent = textFields(request.body);
    const id = idOf(sent);
    const outcome = await this.#keep(viewer, id, withRows(sent));
    const faults = several(sent['uploadFaults']).map((fault) => uploadError(fault, say).text);
    const saved = outcome === 'saved' ? say('projects:unsent.saved') : say('projects:unsent.too-many');
    request.session.notice = [...faults, saved].join(' ');
    response.redirect(303, `/projects/unsent/${id}${sent['row'] === undefined ? '' : '#plan'}`);
  };

  /** While somebody types: answers when it was saved, as JSON. */
  readonly autosave = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const sent = textFields(request.body);
    const outcome = await this.#keep(viewer, idOf(sent), sent);
    const say = this.#services.sayOf(request);
    const time = clockWords(this.#services.now().toISOString());
    const text = outcome === 'saved' ? say('frame:form.saved', { time }) : say('projects:unsent.too-many');
    response.status(outcome === 'saved' ? 200 : 409).json({ saved: outcome === 'saved', text });
  };

  readonly remove = async (request: Request, response: Response): Promise<void> => {
    const { organisationId } = this.#services.viewerOf(request);
    const removed = await this.#ports.unsent.remove(organisationId, String(request.params['id']));
    if (!removed) throw new PageError('not-found');
    request.session.notice = this.#services.sayOf(request)('projects:unsent.removed');
    response.redirect(303, '/projects/unsent');
  };

  async #keep(viewer: Viewer, id: string, sent: FormFields): Promise<'saved' | 'too-many'> {
    const { unsent, files } = this.#ports;
    const fields = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) =>
        notKept.has(name) ? [] : [[name, shortened(value)] as const],
      ),
    );
    const { organisationId, userId, name } = viewer;
    const form = applicationForm(sent);
    const evidence = Object.entries(form.evidence).map(
      ([material, hashes]) => [`evidence-${material}`, hashes] as const,
    );
    const kept = { ...fields, ...Object.fromEntries(evidence) };
    const outcome = await unsent.save(
      { organisationId, userId, name },
      { id, kind: applicationKind, fields: kept },
    );
    await files.touch(organisationId, evidenceOf(form));
    return outcome;
  }
}

/** The id that the form was given when it was first shown. */
function idOf(sent: FormFields): string {
  const id = requestIdField.safeParse(single(sent['unsent']));
  return found(id.success ? id.data : undefined);
}

function shortened(value: FormFields[string]): string | readonly string[] {
  return typeof value === 'string'
    ? value.slice(0, textCharactersMax)
    : (value ?? []).map((text) => text.slice(0, textCharactersMax));
}

/** `row=add` appends an empty row of the plan, `row=2` takes the third one away. */
function withRows(sent: FormFields): FormFields {
  const row = single(sent['row']);
  if (row === undefined) return sent;
  const changed = ['milestone', 'share', 'planned'].map((name) => {
    const texts = several(sent[name]);
    return [
      name,
      row === 'add' ? [...texts, ''] : texts.filter((_, index) => String(index) !== row),
    ] as const;
  });
  return { ...sent, ...Object.fromEntries(changed) };
}

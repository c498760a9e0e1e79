/**
 * How the signature under a draft is verified (怎样核验): the canonical text that was signed, the signature and the officer's
 * certificate, to look at and to download. They are asked of the chain under the reader's own identity.
 */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { DraftClient } from '../blockchain/draft-client';
import type { SealVerdicts } from '../blockchain/seal-verdict';
import { certificateFacts } from '../blockchain/seal-verdict';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import type { ScopedDrafts } from '../models/scoped-drafts';
import { PageError, found } from '../page-error';
import { secondWords } from '../presentation/date-words';
import type { Definition } from '../presentation/page-parts';
import type { Speech } from '../presentation/speech';
import type { PageServices } from './page-services';

export interface SealPagePorts {
  readonly drafts: ScopedDrafts;
  readonly client: DraftClient;
  readonly verdicts: SealVerdicts;
}

export class SealPages {
  readonly #services: PageServices;
  readonly #ports: SealPagePorts;

  constructor(services: PageServices, ports: SealPagePorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/drafts/:draftId/seal`. */
  readonly seal = async (request: Request, response: Response): Promise<void> => {
    const { draftId, answer } = await this.#asked(request);
    const say = this.#services.sayOf(request);
    const title = say('drafts:seal.title');
    const trail = [
      { href: '/', text: say('frame:nav.home') },
      { href: '/drafts', text: say('frame:nav.drafts') },
      { href: `/drafts/${draftId}`, text: draftId },
      { text: title },
    ];
    const page = { title, trail, live: `draft:${draftId}`, draftId };
    if (answer === undefined) {
      const unlock = `/unlock?next=${encodeURIComponent(request.originalUrl)}`;
      response.render('drafts/seal', { ...page, unlock });
      return;
    }
    const verdict = this.#ports.verdicts.judge(answer);
    const { language } = this.#services.viewerOf(request);
    response.render('drafts/seal', {
      ...page,
      verdict: { ok: verdict === 'verified', text: say(`drafts:seal.verdict.${verdict}`) },
      signedText: answer.seal.signedText,
      signature: answer.seal.institutionSignature,
      certificate: certificateRows(answer.seal.certificatePem, { language, say }),
    });
  };

  /** `/drafts/:draftId/seal/:part`: the signed text, the signature or the certificate as a file. */
  readonly part = async (request: Request, response: Response): Promise<void> => {
    const { draftId, answer } = await this.#asked(request);
    if (answer === undefined) {
      response.redirect(303, `/unlock?next=${encodeURIComponent(`/drafts/${draftId}/seal`)}`);
      return;
    }
    const { signedText, institutionSignature, certificatePem } = answer.seal;
    const parts: ReadonlyMap<string, Buffer> = new Map([
      ['signed-text.json', Buffer.from(signedText, 'utf8')],
      ['signature.der', Buffer.from(institutionSignature, 'base64')],
      ['certificate.pem', Buffer.from(certificatePem, 'utf8')],
    ]);
    const name = String(request.params['part']);
    const content = found(parts.get(name));
    response.attachment(`${draftId}-${name}`);
    response.send(content);
  };

  /** The draft within the viewer's sight, as the chain has it; without an answer while the key is locked. */
  async #asked(
    request: Request,
  ): Promise<{ readonly draftId: string; readonly answer: DraftAnswer | undefined }> {
    const scope = scopeOf(this.#services.viewerOf(request));
    const { _id: draftId } = found(await this.#ports.drafts.find(scope, String(request.params['draftId'])));
    const identity = this.#services.identityOf(request);
    if (identity === undefined) return { draftId, answer: undefined };
    const answered = await this.#ports.client.draft(identity, draftId);
    if (!answered.ok) throw new PageError('not-found');
    return { draftId, answer: answered.value };
  }
}

function certificateRows(certificatePem: string, { language, say }: Speech): readonly Definition[] {
  const facts = certificateFacts(certificatePem);
  return [
    { label: say('drafts:seal.subject'), value: facts.subject },
    { label: say('drafts:seal.certified-by'), value: facts.issuer },
    { label: say('drafts:seal.serial'), value: facts.serialNumber, copy: facts.serialNumber },
    { label: say('drafts:seal.from'), value: secondWords(facts.validFrom, language) },
    { label: say('drafts:seal.to'), value: facts.validTo.slice(0, 10) },
    { label: say('drafts:seal.fingerprint'), value: facts.fingerprint, copy: facts.fingerprint },
  ];
}

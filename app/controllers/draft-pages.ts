/**
 * A draft's page (数字汇票): who holds the money, whom it waits for, by when, and whom that blocks; plan against actual. The
 * seal has a page of its own, and what people do with a draft are acts.
 */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { DraftClient } from '../blockchain/draft-client';
import type { SealVerdict, SealVerdicts } from '../blockchain/seal-verdict';
import { VersionMemo } from '../models/version-memo';
import type { BookedParts } from '../models/booked-parts';
import type { DraftDocument } from '../models/draft-document';
import type { PathRegisters } from '../models/path-registers';
import type { Scope } from '../models/scope';
import type { ScopedDrafts } from '../models/scoped-drafts';
import { found } from '../page-error';
import { draftChip } from '../presentation/chip';
import { dayWords } from '../presentation/date-words';
import type { DraftPage } from '../presentation/draft-page';
import { draftActs, historyLine, insteadWords, ruleWords } from '../presentation/draft-words';
import { fourAnswers } from '../presentation/four-answers';
import { moneyPath } from '../presentation/money-path';
import { moneyPathSvg } from '../presentation/money-path-svg';
import { amountInWords, yuan } from '../presentation/money-words';
import { pathTable } from '../presentation/path-table';
import type { Onlooker, OrganisationLookup } from '../presentation/speech';
import { officeName, organisationName } from '../presentation/speech';
import { projectStepper } from '../presentation/stepper';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

/** Lines of the history that a page shows before it is asked for all. */
const historyShown = 8;
const columnsShown = 4;

export interface DraftPagePorts {
  readonly drafts: ScopedDrafts;
  readonly registers: PathRegisters;
  readonly client: DraftClient;
  readonly verdicts: SealVerdicts;
  /** What is booked of legs that several lines pay. */
  readonly booked: BookedParts;
  readonly named: OrganisationLookup;
  /** Rises when a project or a draft changes within a scope. */
  versionOf(scope: Scope): number;
}

const minuteMs = 60_000;
/** A long path with its history takes some hundred kilobytes. */
const pagesKept = 60;

export class DraftPages {
  readonly #services: PageServices;
  readonly #ports: DraftPagePorts;
  readonly #pages: VersionMemo<DraftPage>;

  constructor(services: PageServices, ports: DraftPagePorts) {
    this.#services = services;
    this.#ports = ports;
    this.#pages = new VersionMemo(pagesKept);
  }

  /** `/drafts/:draftId`. */
  readonly draft = async (request: Request, response: Response): Promise<void> => {
    // Before anything is read: a draft that changes meanwhile must not be taken for the newer one.
    const version = this.#ports.versionOf(scopeOf(this.#services.viewerOf(request)));
    const draft = await this.#found(request);
    const onlooker = onlookerOf(request, this.#services, this.#ports.named);
    const { say } = onlooker.speech;
    const page = await this.#valuesWithin(request, { draft, version }, onlooker);
    response.render('drafts/draft', {
      ...page,
      title: draft.projectName,
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/drafts', text: say('frame:nav.drafts') },
        { text: draft._id },
      ],
      live: `draft:${draft._id}`,
      objectId: draft._id,
    });
  };

  async #found(request: Request): Promise<DraftDocument> {
    const scope = scopeOf(this.#services.viewerOf(request));
    return found(await this.#ports.drafts.find(scope, String(request.params['draftId'])));
  }

  /** What a person sees of a draft is the same until a block or the minute changes it, or a key is unlocked. */
  #valuesWithin(
    request: Request,
    { draft, version }: { readonly draft: DraftDocument; readonly version: number },
    onlooker: Onlooker,
  ): Promise<DraftPage> {
    const { organisationId, person, role, language } = this.#services.viewerOf(request);
    const mayAsk = this.#services.identityOf(request) !== undefined;
    const minute = Math.floor(Date.parse(onlooker.now) / minuteMs);
    const who = [organisationId, person, role, language, mayAsk];
    const key = JSON.stringify([draft._id, request.query['history'] === 'all', minute, ...who]);
    return this.#pages.of(key, version, () => this.#valuesOf(request, draft, onlooker));
  }

  async #valuesOf(request: Request, draft: DraftDocument, onlooker: Onlooker): Promise<DraftPage> {
    const viewer = this.#services.viewerOf(request);
    const { speech } = onlooker;
    const { say } = speech;
    const [project, thresholds, verdict, bookedFen] = await Promise.all([
      this.#ports.registers.project(scopeOf(viewer), draft.projectId),
      this.#ports.registers.thresholds(),
      this.#verdictOf(request, draft._id),
      this.#ports.booked(draft),
    ]);
    const path = moneyPath({ ...draft, bookedFen }, onlooker, thresholds.idleDays);
    const instead = insteadWords(draft, onlooker);
    return {
      chip: draftChip(draft, speech),
      draftId: draft._id,
      amount: yuan(draft.amountFen),
      purpose: say('drafts:page.purpose', {
        type: say(`words:type.${draft.type}`),
        township: draft.township,
      }),
      signature: signatureWords(draft, verdict, onlooker),
      ...draftActs(draft, viewer, speech),
      ...(instead === undefined ? {} : { instead }),
      steps: project === undefined ? [] : projectStepper(project, onlooker),
      answers: fourAnswers(draft, onlooker),
      path: { svg: moneyPathSvg(path), wide: path.layout.columns > columnsShown },
      table: pathTable(draft, onlooker),
      ...historyOf(draft, onlooker, request.query['history'] === 'all'),
      face: this.#faceOf(draft, verdict, onlooker),
      words: {
        history: say('drafts:page.history'),
        face: say('drafts:page.face'),
        draft: say('drafts:page.draft'),
      },
    };
  }

  /** What is known of the seal; with a locked key the chain is not asked. */
  async #verdictOf(request: Request, draftId: string): Promise<SealVerdict | undefined> {
    const known = this.#ports.verdicts.known(draftId);
    const identity = this.#services.identityOf(request);
    if (known !== undefined || identity === undefined) return known;
    const answered = await this.#ports.client.draft(identity, draftId);
    return answered.ok ? this.#ports.verdicts.judge(answered.value) : undefined;
  }

  #faceOf(draft: DraftDocument, verdict: SealVerdict | undefined, onlooker: Onlooker): DraftPage['face'] {
    const { say } = onlooker.speech;
    const { by } = draft.issuedPlace;
    const issuer = say('drafts:page.issuer', {
      office: organisationName(by.organisationId, onlooker),
      person: this.#services.names.person(by.organisationId, by.person),
    });
    return [
      { label: say('drafts:page.words'), value: amountInWords(draft.amountFen) },
      ...ruleWords(draft.specialRule, onlooker.speech),
      { label: say('drafts:page.issued-by'), value: issuer },
      {
        label: say('drafts:field.signature'),
        value: say(`drafts:seal.short.${verdict ?? 'unknown'}`),
        ...(verdict === 'verified' ? { icon: 'patch-check', tone: 'ok' } : {}),
        href: `/drafts/${draft._id}/seal`,
        linkText: say('drafts:page.how-verified'),
      },
    ];
  }
}

/** The newest lines, or all of them where they are asked for. */
function historyOf(
  draft: DraftDocument,
  onlooker: Onlooker,
  whole: boolean,
): Pick<DraftPage, 'history' | 'wholeHistory'> {
  const lines = draft.history.map((line) => historyLine(line, onlooker));
  if (whole || lines.length <= historyShown) return { history: lines };
  const text = onlooker.speech.say('drafts:page.whole-history', { count: lines.length });
  return {
    history: lines.slice(-historyShown),
    wholeHistory: { href: `/drafts/${draft._id}?history=all`, text },
  };
}

function signatureWords(
  draft: DraftDocument,
  verdict: SealVerdict | undefined,
  onlooker: Onlooker,
): DraftPage['signature'] {
  const { speech } = onlooker;
  const text = speech.say('drafts:page.signed', {
    office: officeName(draft.institutionId, onlooker),
    date: dayWords(draft.createdAt, speech.language),
    verdict: speech.say(`drafts:seal.short.${verdict ?? 'unknown'}`),
  });
  return { text, ok: verdict === undefined || verdict === 'verified' };
}

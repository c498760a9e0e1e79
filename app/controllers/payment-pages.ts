/**
 * The pages of payments (资金拨付): the legs my office pays or confirms, the pay slip of one of them, and the page that
 * verifies a printed slip. Full account numbers are asked of the chain under the viewer's own identity; while the key is
 * locked the page shows masks and says how to open it.
 */
import type { Request, Response } from 'express';
import { scopeOf } from '../auth/viewer';
import type { DraftClient } from '../blockchain/draft-client';
import type { DraftDocument, DraftLeg, DraftParty, LegRegistration } from '../models/draft-document';
import type { ScopedDrafts } from '../models/scoped-drafts';
import { found } from '../page-error';
import { legChip } from '../presentation/chip';
import { blockWords, dayWords, dueChip } from '../presentation/date-words';
import { amountInWords, yuan } from '../presentation/money-words';
import { legChipState } from '../presentation/path-table';
import { copyItems, paySlip } from '../presentation/pay-slip';
import type { SlipFacts, SlipParty } from '../presentation/pay-slip';
import { afterwardsOf, legLines, payingSteps, purposeOf } from '../presentation/payment-words';
import { qrSvg } from '../presentation/qr-code';
import type { SlipPage } from '../presentation/slip-page';
import type { Onlooker, OrganisationLookup } from '../presentation/speech';
import { organisationName } from '../presentation/speech';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

export interface PaymentPagePorts {
  readonly drafts: ScopedDrafts;
  readonly client: DraftClient;
  readonly named: OrganisationLookup;
  /** Height of the newest block that pages show. */
  readonly block: () => number;
}

interface FoundLeg {
  readonly draft: DraftDocument;
  readonly leg: DraftLeg;
}

export class PaymentPages {
  readonly #services: PageServices;
  readonly #ports: PaymentPagePorts;

  constructor(services: PageServices, ports: PaymentPagePorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/payments/:draftId/:legId`. */
  readonly slip = async (request: Request, response: Response): Promise<void> => {
    const at = await this.#found(request);
    const { draft, leg } = at;
    const onlooker = onlookerOf(request, this.#services, this.#ports.named);
    const { say } = onlooker.speech;
    const page = await this.#slipPage(request, at, onlooker);
    const title = say('payments:slip.title', { leg: leg.legId });
    const told: unknown = response.locals['notice'];
    response.render('payments/slip', {
      ...page,
      title,
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/payments', text: say('frame:nav.payments') },
        { text: title },
      ],
      live: `draft:${draft._id}`,
      objectId: `${draft._id} ${leg.legId}`,
      bodyClass: 'prints-slip',
      notice: told ?? this.#lockedNotice(request, onlooker),
    });
  };

  /** `/verify/:draftId/:legId`: what the QR code of a slip leads to. */
  readonly verify = async (request: Request, response: Response): Promise<void> => {
    const { draft, leg } = await this.#found(request);
    const onlooker = onlookerOf(request, this.#services, this.#ports.named);
    const { speech, now } = onlooker;
    const { say, language } = speech;
    const title = say('payments:verify.title', { leg: leg.legId });
    const party = ({ organisationId, mask, bank }: DraftParty): string =>
      say('payments:party', {
        ...{ office: organisationName(organisationId, onlooker), mask },
        bank: this.#services.names.organisation(bank),
      });
    response.render('payments/verify', {
      title,
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: title }],
      live: `draft:${draft._id}`,
      chip: legChip(legChipState(leg, draft, now), speech),
      asOfText: say('payments:verify.as-of', { block: blockWords(this.#ports.block()) }),
      rows: [
        {
          label: say('payments:field.draft'),
          value: draft.projectName,
          href: `/drafts/${draft._id}`,
          linkText: draft._id,
        },
        { label: say('payments:field.leg'), value: leg.legId },
        { label: say('payments:field.payer'), value: party(leg.payer) },
        { label: say('payments:field.payee'), value: party(leg.payee) },
        { label: say('payments:field.amount'), value: yuan(leg.amountFen) },
        { label: say('payments:verify.words'), value: amountInWords(leg.amountFen) },
        { label: say('payments:field.deadline'), value: dayWords(leg.deadline, language) },
      ],
      history: legLines(draft, leg, onlooker),
      words: { facts: say('payments:verify.facts'), history: say('payments:slip.history') },
    });
  };

  async #found(request: Request): Promise<FoundLeg> {
    const scope = scopeOf(this.#services.viewerOf(request));
    const draft = found(await this.#ports.drafts.find(scope, String(request.params['draftId'])));
    const leg = found(draft.legs.find(({ legId }) => legId === request.params['legId']));
    return { draft, leg };
  }

  async #slipPage(request: Request, at: FoundLeg, onlooker: Onlooker): Promise<SlipPage> {
    const { draft, leg } = at;
    const { speech, now } = onlooker;
    const { say } = speech;
    const facts = await this.#factsOf(request, at, onlooker);
    return {
      chip: legChip(legChipState(leg, draft, now), speech),
      project: { href: `/drafts/${draft._id}`, text: draft.projectName },
      amount: yuan(leg.amountFen),
      due: leg.state === 'settled' ? legChip('settled', speech) : dueChip(leg.deadline, now, speech),
      slip: paySlip(facts, speech),
      copyItems: copyItems(facts, speech),
      ...this.#actsOf(request, at, onlooker),
      steps: payingSteps(draft, leg, speech),
      afterwards: afterwardsOf(draft, leg, onlooker),
      history: legLines(draft, leg, onlooker),
      words: {
        print: say('payments:slip.print'),
        copy: say('payments:slip.copy'),
        copyNote: say('payments:slip.copy-note'),
        afterwards: say('payments:slip.afterwards'),
        history: say('payments:slip.history'),
      },
    };
  }

  #actsOf(
    request: Request,
    { draft, leg }: FoundLeg,
    onlooker: Onlooker,
  ): Pick<SlipPage, 'primary' | 'instead'> {
    const { say } = onlooker.speech;
    const viewer = this.#services.viewerOf(request);
    const { organisationId } = viewer;
    const base = `/payments/${draft._id}/${leg.legId}`;
    const own = ownRegistration(draft, leg, viewer);
    if (own !== undefined) {
      const named = new URLSearchParams({ fromSerial: own.serialNumber, fromDate: own.date }).toString();
      const text = say('payments:correct.title', { leg: leg.legId });
      return { primary: { href: `${base}/correct?${named}`, text, icon: 'pencil' } };
    }
    if (
      leg.payer.organisationId === organisationId &&
      leg.state !== 'settled' &&
      draft.status !== 'cancelled'
    ) {
      return {
        primary: { href: `${base}/register`, text: say('payments:register.short'), icon: 'keyboard' },
      };
    }
    if (leg.awaits?.act === 'receipt' && leg.awaits.organisationId === organisationId) {
      const text = say('payments:receipt.title', { leg: leg.legId });
      return { primary: { href: `${base}/receipt`, text, icon: 'check2-circle' } };
    }
    if (leg.state === 'settled') return {};
    const office = organisationName(leg.payer.organisationId, onlooker);
    return { instead: say('payments:slip.instead', { office, leg: leg.legId }) };
  }

  async #factsOf(request: Request, { draft, leg }: FoundLeg, onlooker: Onlooker): Promise<SlipFacts> {
    const numbers = await this.#numbersOf(request, draft, leg);
    const party = ({ organisationId, mask, bank }: DraftParty, account: string | undefined): SlipParty => ({
      holder: this.#services.names.organisation(organisationId),
      account: account ?? mask,
      bank: this.#services.names.organisation(bank),
    });
    const verify = `${request.protocol}://${request.get('host') ?? ''}/verify/${draft._id}/${leg.legId}`;
    return {
      ...{ draft, leg, now: onlooker.now, block: this.#ports.block() },
      payer: party(leg.payer, numbers?.payer),
      payee: party(leg.payee, numbers?.payee),
      purpose: purposeOf(draft, leg, onlooker.speech),
      qr: qrSvg(verify, onlooker.speech.say('payments:slip.qr', { leg: leg.legId })),
    };
  }

  /** Both full numbers; undefined while the key is locked or when the contract does not show them to the viewer. */
  async #numbersOf(
    request: Request,
    { _id }: DraftDocument,
    { legId }: DraftLeg,
  ): Promise<{ readonly payer: string; readonly payee: string } | undefined> {
    const identity = this.#services.identityOf(request);
    if (identity === undefined) return undefined;
    const answered = await this.#ports.client.draft(identity, _id);
    const leg = answered.ok ? answered.value.legs.find((each) => each.legId === legId) : undefined;
    return leg === undefined ? undefined : { payer: leg.payer.account, payee: leg.payee.account };
  }

  #lockedNotice(request: Request, { speech }: Onlooker): object | undefined {
    if (this.#services.identityOf(request) !== undefined) return undefined;
    return { text: speech.say('payments:slip.locked'), tone: 'wait', icon: 'lock-fill' };
  }
}

/**
 * The viewer's own registration of a leg that one transfer pays and that is not settled yet: the next thing to do with such a
 * leg is to put a slip of the pen right.
 */
function ownRegistration(
  { specialRule }: DraftDocument,
  { state, registrations }: DraftLeg,
  { organisationId, person }: { readonly organisationId: string; readonly person: string },
): LegRegistration | undefined {
  if (state === 'settled' || specialRule.splitMax > 1) return undefined;
  return registrations.findLast(
    ({ place }) => place.by.organisationId === organisationId && place.by.person === person,
  );
}

/**
 * Issuing a draft (thesis table 6.2, Create): the composer's page, the confirm page that lists every leg, and the request
 * that the officer's own key signs at submission. The office signs full account numbers; they are read from the register
 * under the officer's own identity when the draft is signed, and never stand in a form.
 */
import { instantOf } from '../../../domain/calendar';
import type { IssuedDraft, Leg } from '../../../domain/draft';
import { signedText } from '../../../domain/draft-seal';
import type { AccountNumber } from '../../../domain/identifiers';
import { createDraft } from '../../../domain/transactions/draft-transactions';
import type { LedgerIdentity } from '../../../ledger/ledger';
import type { DraftClient } from '../../blockchain/draft-client';
import { figures } from '../../presentation/money-words';
import type { Act, ActContext, ConfirmRow, FormFields, PreparedAct, Preparation, SubmitCall } from '../act';
import { ActRefused } from '../act-refused';
import { accountIdOf } from './composer-ground';
import type { ComposerGround } from './composer-ground';
import { composedState } from './composer-page';
import type { ComposerPage, ComposedState } from './composer-page';
import { issuedDraft } from './issue-judgement';

export interface IssuePorts {
  readonly client: DraftClient;
  readonly composer: ComposerPage;
}

type CreateRequest = Parameters<typeof createDraft.request.parse>[0];

/** How many signed requests are kept for the case that one must be sent again unchanged. */
const signedRequestsMax = 64;

/** The composer of a project's draft. */
export function issueAct(ports: IssuePorts): Act {
  const signed = new SignedRequests(ports.client);
  return {
    code: true,
    view: 'drafts/composer',
    page: (context, fields) => ports.composer.values(context, fields),
    prepare: (context, fields) => prepare(ports, signed, { context, fields }),
  };
}

async function prepare(
  { composer }: IssuePorts,
  signed: SignedRequests,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Preparation> {
  const ground = await composer.ground(context);
  if (ground === undefined) return notThere(context);
  const state = composedState(ground, fields, { context, organisation: composer.organisation });
  if (state.path === undefined || state.errors.length > 0) return { ok: false, errors: state.errors };
  const { path } = state;
  const { organisationId, person } = composer.actorOf(context);
  const now = instantOf(context.now().getTime());
  const issued = issuedDraft(ground, path, { by: { organisationId, person }, now });
  return { ok: true, act: preparedIssue({ ground, issued, state, composer }, context, signed) };
}

/** Between the form and its review the project was withdrawn from the viewer's sight, or issued by another. */
function notThere({ say }: ActContext): Preparation {
  return { ok: false, errors: [{ field: '', text: say('drafts:composer.gone') }] };
}

interface Issue {
  readonly ground: ComposerGround;
  /** With stand-ins for account numbers. */
  readonly issued: IssuedDraft;
  readonly state: ComposedState;
  readonly composer: ComposerPage;
}

function preparedIssue(issue: Issue, context: ActContext, signed: SignedRequests): PreparedAct {
  const { issued, ground } = issue;
  const { say } = context;
  const amount = figures(BigInt(issued.amountFen));
  return {
    title: say('drafts:issue.title', { name: ground.project.name }),
    rows: [...headRows(issue, context), ...issued.planPath.map((leg) => legRow(leg, issue, context))],
    offChain: [say('drafts:issue.off-chain')],
    consequences: consequencesOf(issue, context),
    button: say('drafts:issue.button', { amount }),
    call: {
      submitWith: (submit, identity) => signed.submit({ issue, context, submit }, identity),
    },
    after: () => ({
      href: `/drafts/${issued.draftId}`,
      notice: say('drafts:issue.done', { draft: issued.draftId }),
    }),
  };
}

function headRows({ ground, issued, composer }: Issue, { say }: ActContext): readonly ConfirmRow[] {
  const seenBy = say('drafts:seen-by.parties');
  const { splitMax, lateNeedsRelease, payeeNameStrict } = issued.specialRule;
  const rule = [
    say('drafts:rule.split', { count: splitMax }),
    say(`drafts:rule.late.${lateNeedsRelease ? 'release' : 'settles'}`),
    say(`drafts:rule.name.${payeeNameStrict ? 'strict' : 'plain'}`),
  ];
  return [
    { field: say('drafts:field.draft-id'), content: issued.draftId, seenBy },
    { field: say('drafts:field.project'), content: `${ground.project.name} ${issued.projectId}`, seenBy },
    { field: say('drafts:field.institution'), content: composer.organisation(issued.institutionId), seenBy },
    { field: say('drafts:field.amount'), content: composer.amountWords(issued.amountFen), seenBy },
    { field: say('drafts:field.rule'), content: rule.join(say('drafts:clause')), seenBy },
    { field: say('drafts:field.signature'), content: say('drafts:issue.signature'), seenBy },
  ];
}

function legRow(leg: Leg, { ground, composer }: Issue, { say }: ActContext): ConfirmRow {
  const side = (party: Leg['payer']): string => {
    const account = ground.accounts.find(({ _id }) => _id === accountIdOf(ground, party));
    return say('drafts:issue.party', {
      office: composer.organisation(party.organisationId),
      mask: account?.mask ?? '',
    });
  };
  const opens =
    leg.opensAfter.length === 0
      ? say('drafts:issue.opens-at-once')
      : say('drafts:issue.opens-after', { legs: leg.opensAfter.join(say('drafts:list')) });
  const content = say('drafts:issue.leg', {
    ...{ payer: side(leg.payer), payee: side(leg.payee), deadline: leg.deadline, opens },
    amount: figures(BigInt(leg.amountFen)),
  });
  return { field: leg.legId, content, seenBy: say('drafts:seen-by.accounts') };
}

function consequencesOf({ issued, composer }: Issue, { say }: ActContext): readonly string[] {
  const first = issued.planPath.filter(({ opensAfter }) => opensAfter.length === 0);
  return [
    ...first.map(({ legId, payer, amountFen, deadline }) =>
      say('drafts:issue.opens', {
        ...{ leg: legId, office: composer.organisation(payer.organisationId), deadline },
        amount: figures(BigInt(amountFen)),
      }),
    ),
    say('drafts:issue.then'),
  ];
}

interface Sending {
  readonly issue: Issue;
  readonly context: ActContext;
  readonly submit: SubmitCall;
}

/**
 * Signs and sends. A request that was signed is sent again as it was, for a new signature would be another body under the
 * same request id, which the chain refuses.
 */
class SignedRequests {
  readonly #client: DraftClient;
  readonly #made = new Map<string, CreateRequest>();

  constructor(client: DraftClient) {
    this.#client = client;
  }

  async submit({ issue, context, submit }: Sending, identity: LedgerIdentity): Promise<unknown> {
    const key = `${context.viewer.userId}:${context.requestId}`;
    const request = this.#made.get(key) ?? (await this.#sign({ issue, context }, identity));
    this.#keep(key, request);
    return submit(createDraft, request);
  }

  async #sign(
    { issue, context }: Pick<Sending, 'issue' | 'context'>,
    identity: LedgerIdentity,
  ): Promise<CreateRequest> {
    const { ground, issued } = issue;
    const ids = issued.planPath.flatMap(({ payer, payee }) => [payer, payee]);
    const numbers = await this.#client.accountNumbers(
      identity,
      ids.map((party) => accountIdOf(ground, party)),
    );
    if (!numbers.ok) throw new ActRefused('Account', numbers.refusal);
    const real = withNumbers(issue, numbers.value);
    // The time of issue is the officer's, as close to the transaction's as can be.
    const sealed: IssuedDraft = { ...real, createdAt: instantOf(context.now().getTime()) };
    const signature = await identity.sign(Buffer.from(signedText(sealed), 'utf8'));
    return {
      requestId: context.requestId,
      ...sealed,
      planPath: sealed.planPath.map((leg) => ({ ...leg, opensAfter: [...leg.opensAfter] })),
      institutionSignature: Buffer.from(signature).toString('base64'),
    };
  }

  #keep(key: string, request: CreateRequest): void {
    this.#made.set(key, request);
    const [oldest] = this.#made.keys();
    if (this.#made.size > signedRequestsMax && oldest !== undefined) this.#made.delete(oldest);
  }
}

function withNumbers({ ground, issued }: Issue, numbers: ReadonlyMap<string, AccountNumber>): IssuedDraft {
  const real = (party: Leg['payer']): Leg['payer'] => {
    const account = numbers.get(accountIdOf(ground, party));
    return account === undefined ? party : { ...party, account };
  };
  return {
    ...issued,
    planPath: issued.planPath.map((leg) => ({ ...leg, payer: real(leg.payer), payee: real(leg.payee) })),
  };
}

/**
 * The composer's page: the table of legs as it was typed or as the standard path fills it, what is wrong with it, how the
 * money would flow, and who may issue. Nothing is written here; the same values serve the page and its live preview.
 */
import { strict as assert } from 'node:assert';
import type { Actor } from '../../../domain/actor';
import { instantOf, shanghaiDate } from '../../../domain/calendar';
import { inOpeningOrder } from '../../../domain/disbursement-leg';
import { fenText, splitFen } from '../../../domain/money';
import { figures } from '../../presentation/money-words';
import type { ActContext, FieldError, FormFields } from '../act';
import { cellError, pathError } from './composer-faults';
import type { FaultWords } from './composer-faults';
import { readPath } from './composed-path';
import type { ComposedPath } from './composed-path';
import { accountIdOf, partyOf, standardLegs } from './composer-ground';
import type { ComposerGround } from './composer-ground';
import { actorAs, approvedBySame, issuedDraft, judgeIssue } from './issue-judgement';
import { pressedButton, readPathForm, rowsOfPath, withRowAdded, withRowRemoved } from './path-form';
import type { PathForm } from './path-form';

/** What is composed from, and how it is shown. */
export interface ComposerPorts {
  /** Undefined when there is no such project, or it awaits no draft. */
  ground(context: ActContext): Promise<ComposerGround | undefined>;
  organisation(organisationId: string): string;
  /** `¥8,640,000.00（人民币捌佰陆拾肆万元整）`. */
  amountWords(amountFen: string): string;
  /** Other persons of the office, by name. */
  othersWho(actor: Actor): Promise<readonly string[]>;
  /** The picture of a path of which nothing is paid yet. */
  picture(ground: ComposerGround, path: ComposedPath, context: ActContext): unknown;
}

/** The form as it stands, what it means, and what is wrong with it. */
export interface ComposedState {
  readonly form: PathForm;
  readonly path?: ComposedPath;
  readonly errors: readonly FieldError[];
}

export class ComposerPage {
  readonly #ports: ComposerPorts;

  constructor(ports: ComposerPorts) {
    this.#ports = ports;
  }

  readonly organisation = (organisationId: string): string => this.#ports.organisation(organisationId);

  ground(context: ActContext): Promise<ComposerGround | undefined> {
    return this.#ports.ground(context);
  }

  amountWords(amountFen: string): string {
    return this.#ports.amountWords(amountFen);
  }

  actorOf({ viewer }: ActContext): Actor {
    return actorAs(viewer);
  }

  /** Values of `drafts/composer`; undefined when there is nothing to compose. */
  async values(
    context: ActContext,
    fields: FormFields,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const ground = await this.#ports.ground(context);
    if (ground === undefined) return undefined;
    const { say } = context;
    const { project } = ground;
    const state = composedState(ground, fields, { context, organisation: this.organisation });
    return {
      title: say('drafts:composer.title'),
      trail: [
        { href: '/', text: say('frame:nav.home') },
        { href: '/projects', text: say('frame:nav.projects') },
        { href: `/projects/${project._id}`, text: project.name },
        { text: say('drafts:composer.title') },
      ],
      live: `project:${project._id}`,
      project: this.#projectValues(ground, context),
      blocked: await this.#blocked(ground, context),
      missing: missingText(ground, context),
      ...this.#previewOf(ground, state, context),
      rows: state.form.rows,
      rule: { ...state.form },
      accounts: accountOptions(ground, context, this.organisation),
      earliest: today(context),
    };
  }

  /** Values of the preview alone, as the live check asks for them. */
  async preview(
    context: ActContext,
    fields: FormFields,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const ground = await this.#ports.ground(context);
    if (ground === undefined) return undefined;
    const state = composedState(ground, fields, { context, organisation: this.organisation });
    return this.#previewOf(ground, state, context);
  }

  #previewOf(ground: ComposerGround, state: ComposedState, context: ActContext): Record<string, unknown> {
    const { path } = state;
    return {
      faults: state.errors,
      sound: path !== undefined && state.errors.length === 0,
      picture:
        path !== undefined && isDrawable(path) ? this.#ports.picture(ground, path, context) : undefined,
    };
  }

  #projectValues({ project }: ComposerGround, { say }: ActContext): Readonly<Record<string, string>> {
    return {
      id: project._id,
      name: project.name,
      amount: this.amountWords((project.amountFen ?? 0n).toString()),
      implementer: this.organisation(project.implementer),
      plan: project.fundingPlan
        .map(({ shareBasisPoints, milestone, plannedDate }, index) =>
          say('drafts:composer.tranche', {
            ...{ number: index + 1, milestone, date: plannedDate, share: shareBasisPoints / 100 },
          }),
        )
        .join(say('drafts:clause')),
    };
  }

  /** Why this viewer cannot issue this draft, and who can. */
  async #blocked(ground: ComposerGround, context: ActContext): Promise<string | undefined> {
    const actor = this.actorOf(context);
    if (!approvedBySame(ground, actor)) return undefined;
    const others = await this.#ports.othersWho(actor);
    const { say } = context;
    return say('drafts:composer.approver', {
      threshold: figures(BigInt(ground.thresholds.twoPersonsAboveFen)),
      others: others.length === 0 ? say('drafts:composer.another') : others.join(say('drafts:list')),
    });
  }
}

/** A path without a cycle and with every leg named once has columns and rows to be drawn in. */
function isDrawable({ legs }: ComposedPath): boolean {
  return new Set(legs.map(({ legId }) => legId)).size === legs.length && inOpeningOrder(legs) !== undefined;
}

function today({ now }: ActContext): ReturnType<typeof shanghaiDate> {
  return shanghaiDate(instantOf(now().getTime()));
}

/**
 * The form with the button that was pressed applied, read and judged. A form that was not typed yet is the standard path;
 * where an office has no usable account there is none, and the table starts with one empty row.
 */
export function composedState(
  ground: ComposerGround,
  fields: FormFields,
  { context, organisation }: { readonly context: ActContext; readonly organisation: (id: string) => string },
): ComposedState {
  const { say, viewer } = context;
  const form = formAfter(ground, fields, context);
  const amountFen = ground.project.amountFen ?? 0n;
  const { path, faults } = readPath(form, { amountFen, partyOf: (id) => partyOf(ground, id) });
  if (path === undefined) return { form, errors: faults.map((fault) => cellError(fault, say)) };
  const issuing = { by: actorAs(viewer), now: instantOf(context.now().getTime()) };
  const judged = judgeIssue(ground, issuedDraft(ground, path, issuing), issuing);
  if (judged.ok) return { form, path, errors: [] };
  const shares = ground.project.fundingPlan.map(({ shareBasisPoints }) => shareBasisPoints);
  const words: FaultWords = {
    ...{ say, language: viewer.language, organisation },
    trancheAmountsFen: ground.project.trancheAmountsFen ?? splitFen(amountFen, shares),
  };
  return { form, path, errors: [pathError(judged.refusal, path.legs, words)] };
}

function formAfter(ground: ComposerGround, fields: FormFields, context: ActContext): PathForm {
  const typed = readPathForm(fields);
  const button = pressedButton(fields);
  if (typed === undefined || button.kind === 'standard') return standardForm(ground, context, typed);
  if (button.kind === 'add') return withRowAdded(typed);
  return button.kind === 'remove' ? withRowRemoved(typed, button.row) : typed;
}

function standardForm(ground: ComposerGround, context: ActContext, typed: PathForm | undefined): PathForm {
  const rule = typed ?? { splitMax: '1', lateNeedsRelease: false, payeeNameStrict: false };
  const legs = standardLegs(ground, today(context));
  const rows =
    'ok' in legs && legs.ok
      ? rowsOfPath(legs.value, (party) => accountIdOf(ground, party))
      : trancheRows(ground);
  return { ...rule, rows };
}

/** Where the standard path cannot be filled in, at least the tranches are known. */
function trancheRows({ project }: ComposerGround): PathForm['rows'] {
  const { amountFen, receivingAccount, fundingPlan } = project;
  assert(amountFen !== undefined && amountFen > 0n, `project ${project._id} is approved`);
  const shares = fundingPlan.map(({ shareBasisPoints }) => shareBasisPoints);
  const amounts = splitFen(amountFen, shares);
  return fundingPlan.map(({ plannedDate }, index) => ({
    ...{ legId: `L5.${String(index + 1)}`, kind: 'tranche', payer: '', payee: receivingAccount },
    amount: figures(BigInt(fenText(amounts[index] ?? 1n))),
    deadline: plannedDate,
    opensAfter: index === 0 ? '' : `L5.${String(index)}`,
  }));
}

function missingText(ground: ComposerGround, context: ActContext): string | undefined {
  const legs = standardLegs(ground, today(context));
  if (!('missing' in legs)) return undefined;
  const { say } = context;
  const offices = legs.missing.map((role) => say(`words:role.${role}`)).join(say('drafts:list'));
  return say('drafts:composer.missing', { offices });
}

function accountOptions(
  { accounts }: ComposerGround,
  { say }: ActContext,
  organisation: (id: string) => string,
): readonly { readonly value: string; readonly text: string }[] {
  return accounts.map(({ _id, mask, holder, bank, kind }) => ({
    value: _id,
    text: say('drafts:composer.account', {
      ...{ holder: organisation(holder), mask, bank: organisation(bank) },
      kind: say(`drafts:account-kind.${kind}`),
    }),
  }));
}

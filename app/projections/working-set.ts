/** Everything that folds read and write, one shelf a collection. */
import { strict as assert } from 'node:assert';
import type { Role } from '../../domain/roles';
import type {
  BlockDocument,
  EntryDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from '../models/chain-documents';
import type { DraftDocument } from '../models/draft-document';
import type { ExceptionDocument } from '../models/exception-document';
import type { PaymentDocument } from '../models/payment-model';
import type { ProjectDocument } from '../models/project-document';
import type {
  AccountDocument,
  BankKeyDocument,
  OrganisationDocument,
  ThresholdsDocument,
} from '../models/register-documents';
import { Shelf } from './shelf';

/** A draft with its history is some 10 KB in memory, a project less. */
const objectsKeptMax = 1_500;
const entriesKeptMax = 500;
/** Loaded whole, or nearly: as many as a province's registers hold. */
const registerKeptMax = 20_000;

export class WorkingSet {
  readonly projects = new Shelf<ProjectDocument>('project', objectsKeptMax);
  readonly drafts = new Shelf<DraftDocument>('draft', objectsKeptMax);
  readonly exceptions = new Shelf<ExceptionDocument>('exception', objectsKeptMax);
  readonly organisations = new Shelf<OrganisationDocument>('organisation', registerKeptMax);
  readonly accounts = new Shelf<AccountDocument>('account', registerKeptMax);
  readonly bankKeys = new Shelf<BankKeyDocument>('bank key', registerKeptMax);
  readonly thresholds = new Shelf<ThresholdsDocument>('thresholds', 1);
  readonly entries = new Shelf<EntryDocument>('entry', entriesKeptMax);
  /** Never loaded: they follow from their drafts, and are written whether they are there or not. */
  readonly registrations = new Shelf<RegistrationDocument>('registration', 0);
  /** Never loaded, likewise. */
  readonly payments = new Shelf<PaymentDocument>('payment', 0);
  readonly transactions = new Shelf<TransactionDocument>('transaction', 0);
  readonly blocks = new Shelf<BlockDocument>('block', 1);
  readonly figures = new Shelf<FiguresDocument>('figures of', registerKeptMax);
  /** Offices that were asked for, among the organisations as they stood then. */
  readonly #offices = new Map<Role, string>();
  #officesAmong: readonly OrganisationDocument[] = [];
  /** When the register was founded. */
  foundedAt: string | undefined;

  /** The province's organisation of a role; the first by id where there are several. */
  officeOf(role: Role): string {
    const organisations = this.organisations.all();
    if (organisations !== this.#officesAmong) {
      this.#officesAmong = organisations;
      this.#offices.clear();
    }
    const known = this.#offices.get(role) ?? firstOf(role, organisations);
    assert(known !== undefined, `the register names an organisation of role ${role}`);
    this.#offices.set(role, known);
    return known;
  }

  shelves(): readonly Pick<Shelf<ProjectDocument>, 'settle' | 'trim' | 'forget'>[] {
    const { projects, drafts, exceptions, organisations, accounts, bankKeys } = this;
    const { thresholds, entries, registrations, payments, transactions, blocks, figures } = this;
    return [
      ...[projects, drafts, exceptions, organisations, accounts, bankKeys],
      ...[thresholds, entries, registrations, payments, transactions, blocks, figures],
    ];
  }

  settle(): void {
    for (const shelf of this.shelves()) shelf.settle();
  }

  trim(): void {
    for (const shelf of this.shelves()) shelf.trim();
  }

  forget(): void {
    for (const shelf of this.shelves()) shelf.forget();
  }
}

function firstOf(role: Role, organisations: readonly OrganisationDocument[]): string | undefined {
  return organisations
    .filter((each) => each.role === role && each.status === 'enabled')
    .map(({ _id }) => _id)
    .sort()[0];
}

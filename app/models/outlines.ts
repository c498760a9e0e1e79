/**
 * What lists and to-dos show of drafts and projects. A whole document is many times as large, with its history, tranches and
 * registrations: reading twenty of them for a list would cost more than everything else about the page.
 */
import type { DraftDocument, DraftLeg, DraftParty } from './draft-document';
import type { ProjectDocument } from './project-document';

const draftFields = [
  '_id',
  'projectName',
  'county',
  'township',
  'createdAt',
  'amountFen',
  'status',
  'onHold',
  'awaits',
] as const satisfies readonly (keyof DraftDocument)[];
const legFields = [
  'legId',
  'amountFen',
  'deadline',
  'opensAfter',
  'state',
  'awaits',
] as const satisfies readonly (keyof DraftLeg)[];
const projectFields = [
  '_id',
  'name',
  'county',
  'township',
  'type',
  'implementer',
  'budgetFen',
  'amountFen',
  'status',
  'draft',
  'percent',
  'awaits',
  'urgency',
  'openExceptions',
] as const satisfies readonly (keyof ProjectDocument)[];

/** A leg of a draft in outline. */
export interface LegOutline extends Pick<DraftLeg, (typeof legFields)[number]> {
  readonly payer: Pick<DraftParty, 'organisationId'>;
}

/** A draft in outline. */
export interface DraftOutline extends Pick<DraftDocument, (typeof draftFields)[number]> {
  readonly legs: readonly LegOutline[];
}

/** A project in outline. */
export type ProjectOutline = Pick<ProjectDocument, (typeof projectFields)[number]>;

/** Selects a draft's outline in a query. */
export const draftOutline = [
  ...draftFields,
  ...legFields.map((field) => `legs.${field}`),
  'legs.payer.organisationId',
].join(' ');

/** Selects a project's outline in a query. */
export const projectOutline = projectFields.join(' ');

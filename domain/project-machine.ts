/**
 * The project's state machine as a table (domain rules, section 3): event × status → the status it leads to;
 * what is absent is refused. The first five statuses follow from the application's own facts, the later ones
 * also from its draft: its events stand in the table, too, so that the whole machine can be read in one place.
 */
export const projectStatuses = [
  'submitted',
  'returned',
  'approved',
  'rejected',
  'withdrawn',
  'funding',
  'underway',
  'completed',
  'closed',
] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** What a caller does to a project. */
export const projectActions = [
  'Submit',
  'Withdraw',
  'Return',
  'Reject',
  'Approve',
  'ReportProgress',
  'StateCompletion',
  'AgreeCompletion',
  'ReturnCompletion',
  'Close',
] as const;
export type ProjectAction = (typeof projectActions)[number];

/** What happens to its draft. */
export const projectDraftEvents = [
  'DraftIssued',
  'DraftCancelled',
  'TrancheSettled',
  'TranchesUnsettled',
] as const;
export type ProjectDraftEvent = (typeof projectDraftEvents)[number];

/** Before the first submission there is no record. */
export type ProjectStatusOrAbsent = ProjectStatus | 'absent';

type Row = Readonly<Partial<Record<ProjectStatusOrAbsent, ProjectStatus>>>;

/**
 * A draft is cancelled only while nothing is settled, so never while `underway`. A reversal can un-settle the
 * tranches: `underway` falls back, `completed` and `closed` stay as they are.
 */
export const projectTransitions: Readonly<Record<ProjectAction | ProjectDraftEvent, Row>> = {
  Submit: { absent: 'submitted', returned: 'submitted' },
  Withdraw: { submitted: 'withdrawn' },
  Return: { submitted: 'returned' },
  Reject: { submitted: 'rejected' },
  Approve: { submitted: 'approved' },
  ReportProgress: { funding: 'funding', underway: 'underway' },
  StateCompletion: { underway: 'underway' },
  AgreeCompletion: { underway: 'completed' },
  ReturnCompletion: { underway: 'underway' },
  Close: { completed: 'closed' },
  DraftIssued: { approved: 'funding' },
  DraftCancelled: { funding: 'approved' },
  TrancheSettled: { funding: 'underway', underway: 'underway', completed: 'completed', closed: 'closed' },
  TranchesUnsettled: { underway: 'funding', completed: 'completed', closed: 'closed' },
};

/** The statuses in which an event is possible, in the table's order. */
export function statusesFor(event: ProjectAction | ProjectDraftEvent): readonly ProjectStatusOrAbsent[] {
  const row = projectTransitions[event];
  return (['absent', ...projectStatuses] as const).filter((status) => row[status] !== undefined);
}

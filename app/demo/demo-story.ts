/**
 * The demo's story in ten steps, each with the office whose turn it is and the page on which it acts, and which step comes
 * next for a project as it stands.
 */
import type { Role } from '../../domain/roles';
import type { ProjectDocument } from '../models/project-document';

export interface DemoStoryStep {
  /** Names the texts `demo:steps.<key>.title` and `.text`. */
  readonly key: string;
  readonly role: Role;
  readonly href: string;
}

export const demoStorySteps: readonly DemoStoryStep[] = [
  { key: 'apply', role: 'county-command', href: '/projects' },
  { key: 'approve', role: 'leading-group-office', href: '/projects' },
  { key: 'issue', role: 'leading-group-office', href: '/projects' },
  { key: 'fiscal', role: 'county-finance', href: '/payments' },
  { key: 'bank', role: 'commercial-bank', href: '/payments' },
  { key: 'onward', role: 'limited-partnership', href: '/payments' },
  { key: 'present', role: 'implementer', href: '/progress' },
  { key: 'opinion', role: 'county-command', href: '/progress' },
  { key: 'tranche', role: 'county-fund-company', href: '/payments' },
  { key: 'accept', role: 'implementer', href: '/progress' },
];

const stepOfPaidLeg: Readonly<Record<string, string>> = {
  L1: 'fiscal',
  L2: 'fiscal',
  L3: 'bank',
  L4: 'onward',
};
const stepOfAct: Readonly<Record<string, string>> = {
  presentation: 'present',
  opinion: 'opinion',
  acceptance: 'accept',
};
const stepOfStatus: Readonly<Record<string, string>> = {
  submitted: 'approve',
  returned: 'apply',
  approved: 'issue',
};

/** The key of the step that comes next for a project; undefined when its story is told. */
export function nextStepOf({ status, awaits }: ProjectDocument): string | undefined {
  const byStatus = stepOfStatus[status];
  if (byStatus !== undefined) return byStatus;
  const [first] = awaits;
  if (first === undefined) return undefined;
  const paid = first.legId === undefined ? undefined : (stepOfPaidLeg[first.legId] ?? 'tranche');
  return stepOfAct[first.act] ?? paid;
}

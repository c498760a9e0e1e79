/**
 * The demo's story in ten steps, each with the office whose turn it is and the page on which it acts, and which step comes
 * next for a project as it stands.
 */
import type { Role } from '../../domain/roles';
import type { ProjectDocument } from '../models/project-document';

/** Who takes a step: somebody of this role; of a certain post where two of one office may not be the same person. */
export interface DemoActor {
  readonly role: Role;
  readonly post?: string;
}

export interface DemoStoryStep {
  /** Names the texts `demo:steps.<key>.title` and `.text`. */
  readonly key: string;
  readonly actors: readonly DemoActor[];
  readonly href: string;
  /** Whether the step is taken from the page of the project itself. */
  readonly ofProject: boolean;
}

const onProject = { href: '/projects', ofProject: true } as const;
const onPayments = { href: '/payments', ofProject: false } as const;
const onProgress = { href: '/progress', ofProject: false } as const;

export const demoStorySteps: readonly DemoStoryStep[] = [
  { key: 'apply', actors: [{ role: 'county-command' }], ...onProject },
  { key: 'approve', actors: [{ role: 'leading-group-office', post: '审批' }], ...onProject },
  { key: 'issue', actors: [{ role: 'leading-group-office', post: '签发' }], ...onProject },
  { key: 'fiscal', actors: [{ role: 'provincial-finance' }, { role: 'county-finance' }], ...onPayments },
  { key: 'bank', actors: [{ role: 'commercial-bank' }], ...onPayments },
  { key: 'onward', actors: [{ role: 'limited-partnership' }], ...onPayments },
  { key: 'present', actors: [{ role: 'implementer' }], ...onProgress },
  { key: 'opinion', actors: [{ role: 'county-command' }], ...onProgress },
  { key: 'tranche', actors: [{ role: 'county-fund-company' }], ...onPayments },
  { key: 'accept', actors: [{ role: 'implementer' }], ...onProgress },
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

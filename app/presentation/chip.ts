/**
 * Status chips: for every status its tone and icon (design language, section 3). Six tones and no seventh; the word comes from
 * the words' file, so that a state is always icon and word together.
 */
import type { AccountStatus } from '../../domain/account';
import type { DraftStatus, LegStateName } from '../../domain/draft';
import type { ProjectStatus } from '../../domain/project-machine';
import type { Speech } from './speech';

export type Tone = 'ok' | 'move' | 'wait' | 'back' | 'bad' | 'rest';

export interface ChipView {
  readonly tone: Tone;
  /** Name of a bootstrap icon. */
  readonly icon: string;
  readonly text: string;
}

type Look = readonly [Tone, string];

const projectLooks: Readonly<Record<ProjectStatus | 'unsent', Look>> = {
  unsent: ['rest', 'pencil'],
  submitted: ['wait', 'hourglass-split'],
  returned: ['back', 'arrow-return-left'],
  approved: ['move', 'check2'],
  rejected: ['rest', 'slash-circle'],
  withdrawn: ['rest', 'slash-circle'],
  funding: ['move', 'arrow-repeat'],
  underway: ['move', 'cone-striped'],
  completed: ['ok', 'flag-fill'],
  closed: ['ok', 'patch-check-fill'],
};

const draftLooks: Readonly<Record<DraftStatus | 'frozen', Look>> = {
  issued: ['move', 'check2'],
  circulating: ['move', 'arrow-repeat'],
  funded: ['move', 'bank'],
  accepting: ['move', 'hourglass-split'],
  honoured: ['ok', 'patch-check-fill'],
  cancelled: ['rest', 'slash-circle'],
  frozen: ['rest', 'snow'],
};

const legLooks: Readonly<Record<LegChipState, Look>> = {
  locked: ['rest', 'lock-fill'],
  'awaiting-payment': ['wait', 'clock-fill'],
  registered: ['move', 'hourglass-split'],
  settled: ['ok', 'check-circle-fill'],
  overdue: ['bad', 'alarm-fill'],
  different: ['bad', 'exclamation-octagon-fill'],
  accepted: ['ok', 'patch-check-fill'],
};

const accountLooks: Readonly<Record<AccountStatus, Look>> = {
  proposed: ['wait', 'hourglass-split'],
  confirmed: ['move', 'check2'],
  released: ['ok', 'check-circle-fill'],
  blocked: ['rest', 'slash-circle'],
};

const exceptionLooks: Readonly<Record<'open' | 'proposed' | 'closed', Look>> = {
  open: ['bad', 'exclamation-octagon-fill'],
  proposed: ['wait', 'hourglass-split'],
  closed: ['ok', 'check-circle-fill'],
};

const warningLooks: Readonly<Record<'exception' | 'reminder' | 'settled', Look>> = {
  exception: ['bad', 'exclamation-octagon-fill'],
  reminder: ['wait', 'hourglass-split'],
  settled: ['ok', 'check-circle-fill'],
};

/** A leg's state as pages tell it: what is late or different says so instead of its plain state. */
export type LegChipState = LegStateName | 'overdue' | 'different' | 'accepted';

/** A project's status. */
export function projectChip(status: ProjectStatus | 'unsent', speech: Speech): ChipView {
  return chipOf(projectLooks[status], `project.${status}`, speech);
}

/** A project with an open exception says so before its status. */
export function projectWorkChip(
  project: { readonly status: ProjectStatus; readonly openExceptions: number },
  speech: Speech,
): ChipView {
  return project.openExceptions > 0 ? legChip('different', speech) : projectChip(project.status, speech);
}

/** A draft's status; while it is frozen, that. */
export function draftChip(
  draft: { readonly status: DraftStatus; readonly onHold: boolean },
  speech: Speech,
): ChipView {
  const status = draft.onHold ? 'frozen' : draft.status;
  return chipOf(draftLooks[status], `draft.${status}`, speech);
}

/** A leg's state. */
export function legChip(state: LegChipState, speech: Speech): ChipView {
  return chipOf(legLooks[state], `leg.${state}`, speech);
}

/** An account's status. */
export function accountChip(status: AccountStatus, speech: Speech): ChipView {
  return chipOf(accountLooks[status], `account.${status}`, speech);
}

/** Whether an organisation or person may act. */
export function enabledChip(status: 'enabled' | 'disabled', speech: Speech): ChipView {
  return chipOf(
    accountLooks[status === 'enabled' ? 'released' : 'blocked'],
    `organisation.${status}`,
    speech,
  );
}

/** An exception: open, proposed (a second person is awaited) or closed. */
export function exceptionChip(status: 'open' | 'proposed' | 'closed', speech: Speech): ChipView {
  return chipOf(exceptionLooks[status], `exception.${status}`, speech);
}

/** A warning on the home page. */
export function warningChip(kind: 'exception' | 'reminder' | 'settled', speech: Speech): ChipView {
  return chipOf(warningLooks[kind], `warning.${kind}`, speech);
}

/** The result of comparing one fact. */
export function resultChip(result: 'same' | 'different' | 'missing', speech: Speech): ChipView {
  const looks = {
    same: ['ok', 'check2'],
    different: ['bad', 'x-octagon-fill'],
    missing: ['wait', 'hourglass-split'],
  } as const;
  return chipOf(looks[result], `result.${result}`, speech);
}

function chipOf([tone, icon]: Look, key: string, speech: Speech): ChipView {
  return { tone, icon, text: speech.say(`words:${key}`) };
}

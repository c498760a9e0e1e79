/**
 * The demo province's story as one list of tasks: the register, the accounts, the projects' courses, and the sweeps that
 * bring to light what time makes true. Tasks of one lane follow each other; lanes of one phase know nothing of each other.
 */
import type { DemoAccount } from './demo-organisations';
import { inventedAccount, payerAccounts } from './demo-organisations';
import { courseSteps } from './demo-course';
import type { DemoProject } from './demo-project';
import type { DemoAct, DemoStep } from './demo-step';
import { furtherCountyProjects } from './further-county-projects';
import { otherCountyProjects } from './other-county-projects';
import { storyCountyProjects } from './story-county-projects';

export type DemoTask = { readonly day: number; readonly time: string } & (
  | { readonly kind: 'found' | 'sweep' }
  | {
      readonly kind: 'propose-account' | 'confirm-account' | 'release-account';
      readonly account: DemoAccount;
    }
  | {
      readonly kind: 'project';
      readonly project: DemoProject;
      readonly act: DemoAct;
      /** How often the leg's transfer came back before: each attempt has a serial number of its own. */
      readonly attempt: number;
    }
);

export interface DemoLane {
  readonly key: string;
  readonly tasks: readonly DemoTask[];
}

export interface DemoPhase {
  readonly lanes: readonly DemoLane[];
}

export const demoProjects: readonly DemoProject[] = [
  ...storyCountyProjects,
  ...otherCountyProjects,
  ...furtherCountyProjects,
];

/** The day on which the platform was founded, and the one on which the accounts were released. */
export const foundingDay = -153;
const accountsDay = -151;
const sweepsFrom = -140;
const dailySweepsFrom = -12;
const sweepsApart = 3;
const minutesApartMax = 24;
const minutesStep = 7;

const projectAccountPosition = 200;

/** The dedicated account that a project's money is received on. */
export function projectAccount({ number, implementer, bank }: DemoProject): DemoAccount {
  return inventedAccount(projectAccountPosition + number, implementer, bank);
}

const accounts: readonly DemoAccount[] = [...payerAccounts, ...demoProjects.map(projectAccount)];

export const demoPlan: readonly DemoPhase[] = [
  { lanes: [{ key: 'found', tasks: [{ kind: 'found', day: foundingDay, time: '09:00' }] }] },
  { lanes: accounts.map(accountLane) },
  { lanes: [...demoProjects.map(projectLane), { key: 'sweeps', tasks: sweeps() }] },
  { lanes: [{ key: 'last-sweep', tasks: [{ kind: 'sweep', day: 0, time: '23:59' }] }] },
];

/** How many tasks there are. */
export const demoTaskCount = demoPlan
  .flatMap(({ lanes }) => lanes)
  .reduce((count, { tasks }) => count + tasks.length, 0);

function accountLane(account: DemoAccount): DemoLane {
  return {
    key: `account-${account.id}`,
    tasks: [
      { kind: 'propose-account', account, day: accountsDay, time: '09:10' },
      { kind: 'confirm-account', account, day: accountsDay, time: '10:40' },
      { kind: 'release-account', account, day: accountsDay, time: '14:30' },
    ],
  };
}

function projectLane(project: DemoProject): DemoLane {
  const { submitted, upto, tranches, texts, twists, number } = project;
  const usual = courseSteps({
    submitted,
    upto,
    trancheDays: tranches.map(({ day }) => day),
    opinions: texts,
  });
  const later = (number * minutesStep) % minutesApartMax;
  const steps = [...usual, ...twists]
    .map((step) => ({ ...step, time: laterTime(step.time, later) }))
    .sort(inTime);
  return {
    key: `project-${String(number).padStart(2, '0')}`,
    tasks: steps.map((step, index) => ({
      ...{ kind: 'project', project, act: step.act, day: step.day, time: step.time },
      attempt: comeBack(steps.slice(0, index), step.act),
    })),
  };
}

/** Minutes are added so that not everybody acts at the same minute of the day. */
function laterTime(time: string, minutes: number): string {
  const [hour = '', minute = ''] = time.split(':');
  const total = Number(hour) * 60 + Number(minute) + minutes;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

function inTime(a: DemoStep, b: DemoStep): number {
  return a.day - b.day || (a.time < b.time ? -1 : Number(a.time > b.time));
}

/** A line that comes back is named by the attempt before; what follows it is the next one. */
function comeBack(before: readonly DemoStep[], act: DemoAct): number {
  if (!('leg' in act)) return 0;
  const isBack = (each: DemoAct): boolean =>
    (each.kind === 'bank-return' || each.kind === 'reversal') && each.leg === act.leg;
  return before.filter((step) => isBack(step.act)).length;
}

function sweeps(): readonly DemoTask[] {
  const days = Array.from({ length: -sweepsFrom + 1 }, (_, index) => sweepsFrom + index);
  return days
    .filter((day) => day >= dailySweepsFrom || (day - sweepsFrom) % sweepsApart === 0)
    .map((day) => ({ kind: 'sweep', day, time: '08:00' }));
}

/** The tasks of the demo that move a project: application, decision, progress, completion and closing. */
import {
  approveProject,
  closeProject,
  giveCompletionOpinion,
  rejectProject,
  reportProgress,
  returnProject,
  stateCompletion,
  submitProject,
  withdrawProject,
} from '../../domain/transactions/project-transactions';
import { parseYuan } from '../statements/yuan-amount';
import type { DemoFile } from './demo-file';
import { demoPdf, demoPicture, sha256 } from './demo-file';
import { demoPerson } from './demo-organisations';
import { demoCounty } from './demo-places';
import { demoProjects, projectAccount } from './demo-plan';
import type { DemoProject } from './demo-project';
import type { Performers, ProjectTask } from './demo-performers';

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const idCharacters = 6;
const idFactor = 34_578_917;
const idModulus = base32.length ** idCharacters;

/** The project's id; its year is that of the application. */
export function projectIdOf({ site, project }: Pick<ProjectTask, 'site' | 'project'>): string {
  const { county, number, submitted } = project;
  const year = site.doneOn(submitted).slice(0, 4);
  return `P-${demoCounty(county).code}-${year}-${tailOf(number)}`;
}

function tailOf(number: number): string {
  let rest = (number * idFactor) % idModulus;
  return Array.from({ length: idCharacters }, () => {
    const digit = base32[rest % base32.length] ?? '0';
    rest = Math.floor(rest / base32.length);
    return digit;
  }).join('');
}

const office = 'leading-office';

type Call = { readonly requestId: string; readonly projectId: string };

function about(task: ProjectTask): Call {
  return { requestId: task.requestId, projectId: projectIdOf(task) };
}

function commandOf({ project }: ProjectTask): string {
  return `${project.county}-command`;
}

export const projectPerformers: Performers<
  | ('submit' | 'withdraw' | 'return' | 'reject' | 'approve' | 'report')
  | ('complete' | 'completion-opinion' | 'close')
> = {
  submit: submits,
  withdraw: (task, { text }) =>
    task.site.submits({ organisationId: commandOf(task) }, withdrawProject, { ...about(task), reason: text }),
  return: (task, { text }) =>
    task.site.submits({ organisationId: office }, returnProject, { ...about(task), reason: text }),
  reject: (task, { text }) =>
    task.site.submits({ organisationId: office }, rejectProject, { ...about(task), reason: text }),
  approve: approves,
  report: reports,
  complete: (task, { text }) => completes(task, text),
  'completion-opinion': (task, { text }) =>
    task.site.submits({ organisationId: commandOf(task), index: 1 }, giveCompletionOpinion, {
      ...about(task),
      ...{ decision: 'agree', opinion: text },
    }),
  close: (task, { text }) =>
    task.site.submits({ organisationId: office, index: 2 }, closeProject, {
      ...about(task),
      statement: text,
    }),
};

const startsAfter = 12;
const finishesAfter = 30;

async function submits(task: ProjectTask): Promise<unknown> {
  const { site, project, requestId } = task;
  const { county, tranches, submitted } = project;
  const evidence = await keeps(task, applicationFiles(project), `${county}-command`);
  const last = tranches.at(-1)?.day ?? 0;
  return site.submits({ organisationId: `${county}-command` }, submitProject, {
    ...{ requestId, projectId: projectIdOf(task), name: project.name, type: project.type },
    ...{ department: project.department, budgetFen: parseYuan(project.budget) ?? '' },
    ...{ introduction: project.introduction, implementer: project.implementer },
    qualification: project.qualification,
    plannedStart: site.doneOn(submitted + startsAfter),
    plannedFinish: site.ahead(last + finishesAfter, finishesAfter),
    township: demoCounty(county).township,
    fundingPlan: tranches.map(({ shareBasisPoints, milestone, day }, index) => ({
      ...{ shareBasisPoints, milestone, plannedDate: site.ahead(day, index + 1) },
    })),
    receivingAccount: projectAccount(project).id,
    evidence,
  });
}

/** The files of an application; one of them may repeat another project's. */
function applicationFiles(project: DemoProject): readonly DemoFile[] {
  const { name, number, implementer, introduction, budget, repeatsFileOf } = project;
  const told = [
    `${name}申请书`,
    `项目简介：${introduction}`,
    `预算：人民币 ${budget} 元`,
    `第 ${String(number)} 号`,
  ];
  const repeated = demoProjects.find((each) => each.number === repeatsFileOf);
  const own = demoPdf('实施单位资质证明.pdf', ['实施单位资质证明', implementer, `第 ${String(number)} 号`]);
  const pictured = repeated ?? project;
  return [demoPdf('项目申请书.pdf', told), own, demoPicture('选址现场.png', pictured.number)];
}

/** Keeps files for a person of an organisation; answers their hashes. */
export async function keeps(
  { site, project }: Pick<ProjectTask, 'site' | 'project'>,
  files: readonly DemoFile[],
  organisationId: string,
): Promise<string[]> {
  const about = { projectId: projectIdOf({ site, project }), by: demoPerson(organisationId) };
  for (const file of files) await site.means.store?.keepFile(file, about);
  return files.map(({ hash }) => hash);
}

function approves({ site, project, requestId }: ProjectTask): Promise<unknown> {
  return site.submits({ organisationId: office }, approveProject, {
    ...{ requestId, projectId: projectIdOf({ site, project }), opinion: project.opinion },
    amountFen: parseYuan(project.approved ?? project.budget) ?? '',
  });
}

const pictureStep = 97;

async function reports(
  task: ProjectTask,
  { percent, note }: { readonly percent: number; readonly note: string },
): Promise<unknown> {
  const { site, project, requestId, day } = task;
  const projectId = projectIdOf(task);
  const by = { organisationId: project.implementer };
  const told = `${note}（${site.doneOn(day)}）`;
  const noteHash = sha256(told);
  await site.means.store?.keepNote({
    hash: noteHash,
    text: told,
    projectId,
    by: demoPerson(project.implementer),
  });
  const picture = demoPicture('施工现场.png', project.number * pictureStep - day);
  const evidence = await keeps(task, [picture], project.implementer);
  return site.submits(by, reportProgress, { requestId, projectId, percent, noteHash, evidence });
}

async function completes(task: ProjectTask, statement: string): Promise<unknown> {
  const { site, project, requestId } = task;
  const file = demoPdf('竣工验收报告.pdf', [`${project.name}竣工验收报告`, statement]);
  const evidence = await keeps(task, [file], project.implementer);
  const request = { requestId, projectId: projectIdOf(task), statement, evidence };
  return site.submits({ organisationId: project.implementer }, stateCompletion, request);
}

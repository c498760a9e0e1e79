/** A project of the demo province as the plan tells it; everything about it is invented. */
import type { ProjectType } from '../../domain/project';
import type { CourseTexts, Milestone } from './demo-course';
import type { DemoStep } from './demo-step';

export interface DemoTranche {
  readonly shareBasisPoints: number;
  readonly milestone: string;
  /** Planned day, counted from the day of the seed. */
  readonly day: number;
}

export interface DemoProject {
  readonly number: number;
  /** Key of the county. */
  readonly county: string;
  /** Id of the implementer. */
  readonly implementer: string;
  readonly type: ProjectType;
  readonly department: string;
  readonly name: string;
  readonly introduction: string;
  readonly qualification: string;
  /** Yuan with decimals. */
  readonly budget: string;
  /** Yuan; as much as the budget when absent. */
  readonly approved?: string;
  readonly opinion: string;
  readonly bank: 'bank-shanhe' | 'bank-yunling';
  readonly tranches: readonly DemoTranche[];
  readonly submitted: number;
  readonly upto: Milestone;
  readonly texts: CourseTexts;
  /** What happens to it beyond the usual course. */
  readonly twists: readonly DemoStep[];
  /** Repeats a file of this project's application: a possible double application. */
  readonly repeatsFileOf?: number;
}

/** What is told of a project; the rest follows from its type and its number. */
export type ToldProject = Pick<
  DemoProject,
  'county' | 'implementer' | 'type' | 'name' | 'introduction' | 'budget' | 'submitted' | 'upto'
> & {
  readonly days: readonly number[];
  readonly milestones: readonly string[];
} & Partial<Pick<DemoProject, 'approved' | 'twists' | 'bank' | 'repeatsFileOf' | 'opinion'>>;

const departments: Readonly<Record<ProjectType, string>> = {
  infrastructure: '县交通运输局',
  'public-service': '县教育和科技局',
  industry: '县农业农村局',
  'living-environment': '县住房和城乡建设局',
};

const qualifications: Readonly<Record<ProjectType, string>> = {
  infrastructure: '市政公用工程施工总承包三级',
  'public-service': '建筑工程施工总承包三级',
  industry: '县级以上农业产业化经营主体，近三年无不良记录',
  'living-environment': '环保工程专业承包三级',
};

const approvals = [
  '立项依据充分，资金用途明确，同意按批准金额分期拨付。',
  '经会审，选址与预算合理，同意立项；按节点报验后拨付。',
  '群众意愿强、带动面广，同意实施，请指挥部加强过程监管。',
  '预算经评审核减，其余同意，按计划组织实施。',
] as const;

const standardShares: Readonly<Record<number, readonly number[]>> = {
  1: [10_000],
  2: [6_000, 4_000],
  3: [4_000, 3_500, 2_500],
};

/** The project told, with what its type and number say of it. */
export function demoProject(number: number, told: ToldProject): DemoProject {
  const { days, milestones, ...rest } = told;
  const shares = standardShares[days.length] ?? [];
  return {
    number,
    department: departments[told.type],
    qualification: qualifications[told.type],
    opinion: approvals[number % approvals.length] ?? approvals[0],
    bank: number % 5 === 0 ? 'bank-yunling' : 'bank-shanhe',
    twists: [],
    ...rest,
    tranches: days.map((day, index) => ({
      shareBasisPoints: shares[index] ?? 0,
      milestone: milestones[index] ?? '',
      day,
    })),
    texts: textsOf(milestones),
  };
}

function textsOf(milestones: readonly string[]): CourseTexts {
  return {
    tranches: milestones.map((milestone) => `现场核验属实，“${milestone}”已达到，同意拨付本期款。`),
    notes: milestones.map((milestone) => `${milestone}，监理已签认，资料随附。`),
    statement: '合同内容全部完成，质量合格，已移交管护。',
    completion: '经组织验收，工程量与资料相符，同意完工。',
    closing: '资金拨付与承兑齐全，绩效目标已实现，予以办结。',
  };
}

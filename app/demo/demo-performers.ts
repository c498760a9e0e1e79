/** The form of what carries out the plan's acts: one function for each kind of act, in three tables by what they are about. */
import type { DemoProject } from './demo-project';
import type { DemoSite } from './demo-site';
import type { DemoAct } from './demo-step';

/** A project's task with what it is carried out with. */
export interface ProjectTask {
  readonly site: DemoSite;
  readonly project: DemoProject;
  readonly requestId: string;
  /** How often the leg's transfer came back before. */
  readonly attempt: number;
  readonly day: number;
  readonly time: string;
}

/** The act of a kind. */
export type ActOf<Kind extends DemoAct['kind']> = Extract<DemoAct, { readonly kind: Kind }>;

/** For each of these kinds, what carries it out. */
export type Performers<Kinds extends DemoAct['kind']> = {
  readonly [Kind in Kinds]: (task: ProjectTask, act: ActOf<Kind>) => Promise<unknown>;
};

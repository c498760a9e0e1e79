/**
 * The facts of the projects' events, as projections fold them. The whole application is told, so that the
 * projections can find possible double applications; texts are the chain's own, notes and files their hashes.
 */
import type { ProjectApplication } from '../project';

export interface ProjectSubmitted {
  readonly projectId: string;
  readonly county: string;
  /** 1 for the first submission, one more for each after a return. */
  readonly submission: number;
  readonly application: ProjectApplication;
}

/** Facts of `ProjectWithdrawn`, `ProjectReturned` and `ProjectRejected`. */
export interface ProjectDecided {
  readonly projectId: string;
  readonly county: string;
  readonly reason?: string;
}

export interface ProjectApproved {
  readonly projectId: string;
  readonly county: string;
  readonly amountFen: string;
  readonly trancheAmountsFen: readonly string[];
  readonly opinion: string;
}

export interface ProgressReported {
  readonly projectId: string;
  readonly county: string;
  readonly number: number;
  readonly percent: number;
  readonly noteHash: string;
  readonly evidence: readonly string[];
}

export interface CompletionStated {
  readonly projectId: string;
  readonly county: string;
  readonly statement: string;
  readonly evidence: readonly string[];
}

export interface CompletionOpinionGiven {
  readonly projectId: string;
  readonly county: string;
  readonly decision: 'agree' | 'return';
  readonly opinion: string;
}

export interface ProjectClosed {
  readonly projectId: string;
  readonly county: string;
  readonly statement: string;
}

/**
 * The form of a route: one line says verb, path, who may come, and what answers. The tables of all areas together are
 * what the server mounts and what the role matrix is tested against.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Role } from '../../domain/roles';

/** A page's or form's handler; what it throws or rejects with reaches the one error boundary. */
export type Handler = (request: Request, response: Response, next: NextFunction) => Promise<void> | void;

/** `visitor`: signed in or not; `everyone`: whoever is signed in; else the roles that may come. */
export type Admission = 'visitor' | 'everyone' | readonly Role[];

export interface Route {
  readonly method: 'get' | 'post';
  /** Express 5 path. */
  readonly path: string;
  readonly who: Admission;
  readonly handle: Handler;
  /** Answered without session and frame; visitors only. */
  readonly bare?: true;
  /**
   * The form carries files: `true`, and they are staged and their hashes put into the body before the handler runs; or
   * what reads them where they are no evidence, as a bank's statement.
   */
  readonly uploads?: true | RequestHandler;
}

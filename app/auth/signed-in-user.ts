/**
 * Who is signed in, as a request carries it: the viewer that pages show, and what the person has to do before anything
 * else. It is read from the store with every request, so that a change of rights counts at once.
 */
import type { UserDocument } from '../models/user-document';
import type { Viewer } from './viewer';

export interface SignedInUser {
  readonly viewer: Viewer;
  readonly loginName: string;
  readonly mustChangePassword: boolean;
  readonly mustEnrolCode: boolean;
  readonly shortcuts: boolean;
  /** ISO 8601 in UTC; empty when this is the first login. */
  readonly previousLoginAt: string;
}

/** What of a user a request carries. */
export function signedInUser(user: UserDocument): SignedInUser {
  const { _id, name, post, person, organisationId, role, county, mspId, language, size } = user;
  const { loginName, mustChangePassword, mustEnrolCode, shortcuts, previousLoginAt } = user;
  return {
    viewer: { userId: _id, name, post, person, organisationId, role, county, mspId, language, size },
    loginName,
    mustChangePassword,
    mustEnrolCode,
    shortcuts,
    previousLoginAt,
  };
}

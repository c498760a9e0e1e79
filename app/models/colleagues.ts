/** Who works in an organisation, by name: pages name those who could be the second person. */
import type { Connection } from 'mongoose';
import type { UserDocument } from './user-document';
import { userModel } from './user-model';

/** More names help nobody to find one. */
const colleaguesMax = 12;

export interface Member {
  readonly organisationId: string;
  readonly person: string;
}

/** Names of the other persons of an organisation, in order. */
export type Colleagues = (member: Member) => Promise<readonly string[]>;

/** The users as the store keeps them. */
export function colleaguesIn(connection: Connection): Colleagues {
  const users = userModel(connection);
  return async ({ organisationId, person }) => {
    const found = await users
      .find({ organisationId, person: { $ne: person } }, { name: 1 })
      .sort({ person: 1 })
      .limit(colleaguesMax)
      .lean<Pick<UserDocument, 'name'>[]>()
      .exec();
    return found.map(({ name }) => name);
  };
}

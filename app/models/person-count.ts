/** How many people of an organisation the platform knows: every paying organisation and the office need two. */
import type { Connection } from 'mongoose';
import { userModel } from './user-model';

/** Answers the number of an organisation's users. */
export function personCount(connection: Connection): (organisationId: string) => Promise<number> {
  return (organisationId) => userModel(connection).countDocuments({ organisationId }).exec();
}

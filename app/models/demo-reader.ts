/** Reads what the demo's page shows: the project somebody worked on last in the story's county, and legs to be paid. */
import type { Connection } from 'mongoose';
import type { DraftDocument } from './draft-document';
import { draftModel } from './draft-model';
import type { ProjectDocument } from './project-document';
import { projectModel } from './project-model';

const payableDraftsMax = 12;

export interface DemoReader {
  /** The project of this county that changed last. */
  followed(county: string): Promise<ProjectDocument | undefined>;
  /** Drafts of this county in which a payment or a statement line is awaited, most urgent first. */
  payable(county: string): Promise<readonly DraftDocument[]>;
}

export function demoReader(connection: Connection): DemoReader {
  const projects = projectModel(connection);
  const drafts = draftModel(connection);
  return {
    followed: async (county) => {
      const found = projects.findOne({ county }).sort({ 'place.block': -1, 'place.index': -1 });
      return (await found.lean<ProjectDocument>().exec()) ?? undefined;
    },
    payable: (county) =>
      drafts
        .find({ county, 'legs.state': { $in: ['awaiting-payment', 'registered'] } })
        .sort({ urgency: 1, _id: 1 })
        .limit(payableDraftsMax)
        .lean<DraftDocument[]>()
        .exec(),
  };
}

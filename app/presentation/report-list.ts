/**
 * Progress reports as pages list them, newest first: percent, note with the tick that it still has the hash on the chain, files,
 * who and when. The list is one include (`views/progress/reports.pug`) for every page that shows a project's progress.
 */
import type { StoredFile } from '../files/file-store';
import type { FoundNote } from '../models/note-store';
import type { ProjectDocument } from '../models/project-document';
import { minuteWords } from './date-words';
import { fileWords } from './file-words';
import { shortHash } from './file-words';
import type { FileWords } from './file-words';
import type { Speech } from './speech';

export interface ReportView {
  readonly number: number;
  readonly percent: number;
  readonly note: string;
  /** What was found when the note was hashed again. */
  readonly check: { readonly kind: FoundNote['kind']; readonly text: string; readonly hash: string };
  readonly files: readonly FileWords[];
  readonly by: string;
  readonly block: number;
  readonly href: string;
}

export interface ReportSources {
  readonly notes: ReadonlyMap<string, FoundNote>;
  readonly files: readonly StoredFile[];
  organisation(organisationId: string): string;
}

/** The reports of a project, newest first. */
export function reportViews(
  { reports }: Pick<ProjectDocument, 'reports'>,
  sources: ReportSources,
  speech: Speech,
): readonly ReportView[] {
  const stored = new Map(sources.files.map((file) => [file.hash, file]));
  return [...reports].reverse().map((report) => {
    const { number, percent, noteHash, evidence, place } = report;
    const note = sources.notes.get(noteHash) ?? { kind: 'missing' as const };
    return {
      ...{ number, percent, block: place.block, href: `/chain/blocks/${String(place.block)}` },
      note: note.kind === 'intact' ? note.text : '',
      check: {
        kind: note.kind,
        text: speech.say(`progress:note.${note.kind}`),
        hash: shortHash(noteHash),
      },
      files: evidence.map((hash) => fileWords(hash, stored.get(hash))),
      by: speech.say('progress:reported-by', {
        name: sources.organisation(place.by.organisationId),
        at: minuteWords(place.at, speech.language),
      }),
    };
  });
}

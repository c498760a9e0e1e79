/** What the acts of progress and acceptance are given: the read model, files, notes, and names of organisations. */
import type { FileStore } from '../../files/file-store';
import type { NoteStore } from '../../models/note-store';
import type { ProgressReader } from '../../models/progress-reader';

export interface ProgressActPorts {
  readonly reader: ProgressReader;
  readonly files: FileStore;
  readonly notes: NoteStore;
  organisation(organisationId: string): string;
}

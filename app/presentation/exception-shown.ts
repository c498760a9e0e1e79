/** Everything that the page of an exception is made from: the exception, its draft, both sides, who looks and when. */
import type { Viewer } from '../auth/viewer';
import type { DraftDocument } from '../models/draft-document';
import type { ExceptionDocument } from '../models/exception-document';
import type { Place } from '../models/place';
import type { TransferSide } from './difference-table';
import type { Names } from './names';
import type { Speech } from './speech';

export interface ExceptionSides {
  readonly ours?: TransferSide;
  readonly theirs?: TransferSide;
  readonly registered?: Place;
  readonly reported?: Place;
}

export interface ExceptionShown {
  readonly exception: ExceptionDocument;
  readonly draft: DraftDocument | undefined;
  readonly sides: ExceptionSides;
  readonly viewer: Viewer;
  readonly names: Names;
  readonly speech: Speech;
  readonly now: string;
}

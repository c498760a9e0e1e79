/**
 * Reads the form that carries a bank's statement: one file, held in memory within a limit, never written to disk. The form's
 * fields come into the body, so that its token is checked like any other form's.
 */
import type { RequestHandler } from 'express';
import multer, { MulterError, memoryStorage } from 'multer';
import { PageError } from '../page-error';
import { statementMebibytesMax } from '../statements/statement-parser';

const fieldBytesMax = 4_096;
const formPartsMax = 12;
const bytesPerMebibyte = 1_048_576;
/** Name of the form's file. */
const statementField = 'statement';

/** Stages a statement's file on the request. */
export function statementFile(): RequestHandler {
  const read = multer({
    storage: memoryStorage(),
    // Names are sent as UTF-8; read otherwise, Chinese ones would be garbled.
    defParamCharset: 'utf8',
    limits: {
      files: 1,
      parts: formPartsMax,
      fileSize: statementMebibytesMax * bytesPerMebibyte,
      fieldSize: fieldBytesMax,
    },
  }).single(statementField);
  return (request, response, next) => {
    read(request, response, (error: unknown) => {
      next(error instanceof MulterError ? pageErrorOf(error) : error);
    });
  };
}

function pageErrorOf({ code }: MulterError): PageError {
  return new PageError(code === 'LIMIT_FILE_SIZE' ? 'too-large' : 'bad-form');
}

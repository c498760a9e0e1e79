/** The routes of a bank's lines and statements. Only the bank's own officers come here. */
import { sendStatementAct } from '../acts/bank/send-statement-act';
import type { PageServices } from '../controllers/page-services';
import { StatementPages } from '../controllers/statement-pages';
import type { StatementPorts } from '../controllers/statement-pages';
import { statementFile } from '../middleware/statement-file';
import type { Handler, Route } from './route';

const who = ['commercial-bank'] as const;

/** `/bank/…`: one line, a file, the statements kept, and the second officer's act. */
export function bankRoutes(services: PageServices, ports: StatementPorts): readonly Route[] {
  const pages = new StatementPages(services, ports);
  const send = sendStatementAct({ uploads: ports.uploads, names: services.names });
  const get = (path: string, handle: Handler): Route => ({ method: 'get', path, who, handle });
  const post = (path: string, handle: Handler): Route => ({ method: 'post', path, who, handle });
  return [
    get('/bank/lines/new', pages.lineForm),
    post('/bank/lines/new', pages.lineSent),
    get('/bank/statements', pages.list),
    get('/bank/statements/new', pages.fileForm),
    { ...post('/bank/statements/new', pages.fileSent), uploads: statementFile() },
    get('/bank/statements/:id', pages.shown),
    post('/bank/statements/:id/hand-over', pages.handedOver),
    post('/bank/statements/:id/reject', pages.rejected),
    get('/bank/statements/:id/send', services.acts.form(send)),
    post('/bank/statements/:id/send', services.acts.sent(send)),
  ];
}

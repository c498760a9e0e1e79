/** A browser follows a redirect at once: what the session has become must be written by then. */
import { expect } from 'chai';
import express from 'express';
import supertest from 'supertest';
import { savedBeforeRedirect } from '../../../app/middleware/saved-before-redirect';

describe('a redirect', () => {
  /** An application whose session is written down with a delay, and tells in which order things were done. */
  function application(fault?: Error): { readonly server: express.Express; readonly order: string[] } {
    const order: string[] = [];
    const save = (written: (error?: Error) => void): void => {
      setImmediate(() => {
        order.push('saved');
        written(fault);
      });
    };
    const server = express();
    // Otherwise the framework prints the fault.
    server.set('env', 'test');
    server.use((request, response, next) => {
      Object.assign(request, { session: { save } });
      response.once('finish', () => order.push('answered'));
      next();
    });
    server.use(savedBeforeRedirect, (_request, response) => {
      response.redirect(303, '/next');
    });
    return { server, order };
  }

  it('is answered after the session is written', async () => {
    const { server, order } = application();
    const answer = await supertest(server).post('/');
    expect([answer.status, answer.headers['location']]).to.deep.equal([303, '/next']);
    expect(order).to.deep.equal(['saved', 'answered']);
  });

  it('is not answered when the session cannot be written', async () => {
    const { server } = application(new Error('the store is away'));
    expect((await supertest(server).post('/')).status).to.equal(500);
  });
});

/** The configuration: what the command line and the environment may say together, and what they may not. */
import { expect } from 'chai';
import { ConfigError, readConfig } from '../../app/config';

const folder = '/somewhere';
const faultOf = (options: Parameters<typeof readConfig>[0], environment: Record<string, string>): string => {
  try {
    readConfig(options, environment, folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The configuration was taken.');
};
const production = {
  NODE_ENV: 'production',
  MONGODB_URI: 'mongodb://db.example/relief?replicaSet=rs',
  SESSION_SECRET: 'x'.repeat(32),
};

describe('the platform’s configuration', () => {
  it('is a demonstration on loopback with the embedded ledger when nobody says otherwise', () => {
    const config = readConfig({}, {}, folder);
    expect(config).to.include({ host: '127.0.0.1', port: 3000, ledger: 'embedded', demo: true });
    expect(config.dataFolder).to.equal(folder);
  });

  it('takes the command line before the environment, and an empty variable for none', () => {
    const config = readConfig({ port: '4000' }, { PORT: '5000', LEDGER: '', MONGODB_URI: '' }, folder);
    expect(config).to.include({ port: 4000, ledger: 'embedded', mongodbUri: undefined });
  });

  it('refuses a demonstration in production, and at an address that others reach', () => {
    expect(faultOf({ demo: 'on' }, production)).to.contain('NODE_ENV=production');
    expect(faultOf({ host: '0.0.0.0' }, {})).to.contain('DEMO=off');
  });

  it('asks for a store and a secret in production', () => {
    expect(readConfig({}, production, folder)).to.include({ demo: false, production: true });
    expect(faultOf({}, { ...production, MONGODB_URI: '' })).to.contain('MONGODB_URI');
    expect(faultOf({}, { ...production, SESSION_SECRET: 'short' })).to.contain('SESSION_SECRET');
  });

  it('names every value that is malformed', () => {
    const fault = faultOf({ ledger: 'paper', port: '70000' }, {});
    expect(fault).to.contain('PORT: expected a port').and.to.contain('LEDGER: expected embedded or fabric');
  });
});

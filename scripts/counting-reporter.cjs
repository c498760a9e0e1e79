/**
 * Mocha's own report, and its counts in a file, so that the closing line of `npm test` can come last and cannot
 * come at all when the run broke off.
 */
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { countsFile } = options.reporterOptions ?? {};
    if (countsFile === undefined) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      mkdirSync(dirname(countsFile), { recursive: true });
      writeFileSync(countsFile, JSON.stringify({ passes, failures, pending }));
    });
  }
};

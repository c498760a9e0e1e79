/**
 * Mocha's own report, and its counts in a file, so that the closing line of `npm test` can come last and cannot
 * come at all when the run broke off. A run whose tests have ended must end itself: what was left open is named.
 */
const { setTimeout } = require('node:timers');
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const { reporters } = require('mocha');

/** A timer or a connection that nobody closed would keep the run waiting for ever. */
const lingersMsMax = 60_000;

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { countsFile } = options.reporterOptions ?? {};
    if (countsFile === undefined) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      const write = (counts) => writeFileSync(countsFile, JSON.stringify(counts));
      mkdirSync(dirname(countsFile), { recursive: true });
      write({ passes, failures, pending });
      setTimeout(() => {
        const open = process.getActiveResourcesInfo().join(', ');
        console.error(`✗ The tests have ended, but something was left open: ${open}.`);
        // Mocha rules the exit code; the counts are ours.
        write({ passes, failures: failures + 1, pending });
        process.exit();
      }, lingersMsMax).unref();
    });
  }
};

/** The demo's plan as data: nothing lies ahead, nobody is there twice, and the invented lines fit. */
import { expect } from 'chai';
import { inventedSerial, transposedFen } from '../../../app/demo/bank-line';
import { demoOrganisations, demoPeople } from '../../../app/demo/demo-organisations';
import { demoPlan, demoProjects } from '../../../app/demo/demo-plan';
import { roles } from '../../../domain/roles';

describe('the demo’s plan', () => {
  const tasks = demoPlan.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.tasks));

  it('has no task in the future, and no transfer on the day of the seed but registrations', () => {
    expect(tasks.filter(({ day }) => day > 0)).to.have.lengthOf(0);
    const lines = tasks.filter((task) => task.kind === 'project' && task.act.kind === 'line');
    expect(lines.filter(({ day }) => day === 0)).to.have.lengthOf(0);
  });

  it('has users of all nine roles, each with a name of his or her own', () => {
    expect(new Set(demoPeople.map(({ organisation }) => organisation.role)).size).to.equal(roles.length);
    expect(new Set(demoPeople.map(({ name }) => name)).size).to.equal(demoPeople.length);
  });

  it('has short names of at most ten characters and amounts that are no copies of each other', () => {
    for (const { shortName } of demoOrganisations) expect([...shortName].length).to.be.at.most(10);
    expect(new Set(demoProjects.map(({ budget }) => budget)).size).to.equal(demoProjects.length);
  });

  it('exchanges two digits of an amount, and never answers the same one', () => {
    expect(transposedFen('75600000')).to.equal('76500000');
    expect(transposedFen('11100')).to.equal('11200');
  });

  it('makes one serial number for one thing', () => {
    expect(inventedSerial('a'))
      .to.match(/^\d{14}$/)
      .and.equal(inventedSerial('a'));
    expect(inventedSerial('a')).to.not.equal(inventedSerial('b'));
  });
});

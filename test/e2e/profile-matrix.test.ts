import { GENESYS_USER_SCHEMA } from '../../src/model/schemas/genesys-user.ts';
import { type Cell, converge, openCell } from '../support/service-cell.ts';
import { type Abilities, EVERYTHING, lifecycle, seedFor } from '../support/service-lifecycle.ts';

const FULL: Readonly<Record<string, Abilities>> = {
  generic: EVERYTHING,
  'genesys-cloud': {
    ...EVERYTHING,
    members: 50,
    user: { roles: [{ value: 'employee' }] },
    secondEmail: false,
    createsGroups: false,
    renamesGroups: false,
    extension: [
      {
        enterprise: { department: 'Research', division: 'Home' },
        [GENESYS_USER_SCHEMA]: { routingSkills: [{ name: 'Sales', proficiency: 2.5 }] },
        roles: [{ value: 'employee' }],
        phoneNumbers: [{ type: 'work', value: '+14155550100' }],
      },
      {
        enterprise: { department: 'Engineering' },
        [GENESYS_USER_SCHEMA]: {
          routingSkills: [{ name: 'Support', proficiency: 1 }],
          externalIds: [{ authority: 'hr', value: '7' }],
        },
        roles: [{ value: 'employee' }, { value: 'Supervisor' }],
        phoneNumbers: [{ type: 'mobile', value: '+14155550101' }],
      },
    ],
  },
  'aws-identity-center': {
    ...EVERYTHING,
    user: { name: { givenName: 'G', familyName: 'F' } },
    secondEmail: false,
  },
  'entra-id': { ...EVERYTHING, members: 20 },
  'github-enterprise': { ...EVERYTHING, group: { externalId: 'crowd' }, createsAgain: false },
  slack: { ...EVERYTHING, members: 20 },
};

for (const [service, abilities] of Object.entries(FULL)) {
  describe(`a project on ${service}`, () => {
    let cell: Cell;
    before(async () => {
      cell = await openCell({ service, seed: seedFor(abilities) });
    });
    after(() => cell.close());
    for (const { name, people } of lifecycle(abilities)) {
      it(name, async () => {
        const requests = await converge(cell, people);
        process.stdout.write(`${service} ${name}: ${JSON.stringify(requests)}\n`);
      });
    }
  });
}

import { type Abilities, EVERYTHING } from '../support/service-lifecycle.ts';

/** What each service lets the lifecycle do: its own documentation says so, not its profile. */
export const ABILITIES: Readonly<Record<string, Abilities>> = {
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
        genesys: { routingSkills: [{ name: 'Sales', proficiency: 2.5 }] },
        roles: [{ value: 'employee' }],
        phoneNumbers: [{ type: 'work', value: '+14155550100' }],
      },
      {
        enterprise: { department: 'Engineering' },
        genesys: {
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
  slack: EVERYTHING,
  gitlab: { ...EVERYTHING, members: 5, groups: false, changesUsers: false, renamesUsers: false },
  databricks: { ...EVERYTHING, members: 5 },
  snowflake: { ...EVERYTHING, members: 5, secondEmail: false },
  atlassian: { ...EVERYTHING, members: 5, renamesGroups: false, reactivates: false, createsAgain: false },
  salesforce: {
    ...EVERYTHING,
    members: 5,
    user: { name: { familyName: 'F' }, entitlements: [{ value: 'Standard' }] },
    createsGroups: false,
    renamesGroups: false,
    deletesUsers: false,
    createsAgain: false,
  },
  'google-cloud-identity': { ...EVERYTHING, members: 5 },
  okta: { ...EVERYTHING, members: 5 },
  'hcp-terraform': { ...EVERYTHING, members: 5, changesUsers: false },
  zoom: { ...EVERYTHING, members: 5, changesUsers: false, renamesUsers: false },
  miro: { ...EVERYTHING, members: 5, createsGroups: false, renamesGroups: false },
};

import { additionsInOne, membersApart, mostMembers, removalsAlone, withSchemas } from '../patch/patch-checks.ts';
import { membersAtCreation, requires } from '../resources/resource-checks.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

/** Microsoft Entra ID as a service provider, after its SCIM API reference. */
export const ENTRA_ID: ServiceRules = {
  ...GENERIC,
  name: 'entra-id',
  address: { ...GENERIC.address, basePath: '/rp/scim' },
  types: {
    User: {
      ...GENERIC.types.User,
      put: false,
      patchAnswer: 'nothing',
      patchChecks: [withSchemas],
      checks: [requires('userName', 'displayName', 'active')],
    },
    // Two groups may share a displayName.
    Group: {
      ...GENERIC.types.Group,
      put: false,
      // 20 additions in one operation; one removal, alone; members never together with attributes.
      patchChecks: [
        membersApart,
        additionsInOne,
        mostMembers(20, 'additions'),
        removalsAlone,
        mostMembers(1, 'removals'),
        withSchemas,
      ],
      checks: [requires('displayName'), membersAtCreation(20)],
    },
  },
  page: { ...GENERIC.page, default: 100, maximum: 1000, paging: 'cursor', zero: 'refused', key: 'resources' },
  filter: {
    ...GENERIC.filter,
    attributes: {
      User: ['id', 'userName', 'externalId', 'groups.value'],
      Group: ['id', 'displayName', 'members.value'],
    },
    operators: ['eq', 'ew'],
    connectives: ['and'],
  },
  members: { ...GENERIC.members, shown: false },
  versions: { ...GENERIC.versions, tag: 'none' },
  answers: { ...GENERIC.answers, plainJson: 'refused', unknownId: 400 },
};

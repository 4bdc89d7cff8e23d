import { add, type Deeds, ids, membersOf, patch, type Refusals, remove } from './quirk-case.ts';

/** What services refuse of members. */
export const MEMBER_REFUSALS: Refusals = {
  'no-member-paths': [[patch('/Groups/g', remove('members[value eq "ada"]')), 501]],
};

/** What services make of members. */
export const MEMBER_DEEDS: Deeds = {
  'member-removal-of-all': async (service) => {
    const { status } = await service.patch('/Groups/g', { op: 'remove', path: 'members', value: ids('ada') });
    return [
      [status, 204],
      [await membersOf(service, 'g'), []],
    ];
  },
  'no-member-paths=501': async (service) => {
    const both = await service.patch('/Groups/g', add('members', ids('eve')), remove('members[value eq "ada"]'));
    const afterwards = await membersOf(service, 'g');
    const { status } = await service.patch('/Groups/g', { op: 'remove', path: 'members', value: ids('ada') });
    return [
      [both.status, 501],
      [afterwards, ['ada', 'bob', 'eve']],
      [status, 204],
      [await membersOf(service, 'g'), ['bob', 'eve']],
    ];
  },
  'add-replaces-members': async (service) => {
    await service.patch('/Groups/g', add('members', ids('eve')));
    return [[await membersOf(service, 'g'), ['eve']]];
  },
  'unknown-members': async (service) => {
    const { status } = await service.patch('/Groups/g', add('members', ids('nobody')));
    return [
      [status, 204],
      [await membersOf(service, 'g'), ['ada', 'bob', 'nobody']],
    ];
  },
};

import { ENTERPRISE, each, GROUP, USER } from '../support.ts';
import { type Deeds, ids, membersOf, replace, user } from './quirk-case.ts';

/** What services do with what is deleted or deactivated, and with what hangs on it. */
export const REMOVAL_DEEDS: Deeds = {
  'delete-does-nothing': async (service) => [
    [(await service.call('DELETE', '/Users/ada')).status, 204],
    [(await service.call('GET', '/Users/ada')).status, 200],
  ],
  'delete-clears-references': async (service) => {
    const id = await service.create('/Users', { userName: 'x', [ENTERPRISE]: { manager: { value: 'ada' } } });
    await service.call('DELETE', '/Users/ada');
    return [[(await service.call('GET', `/Users/${id}`)).body[ENTERPRISE], undefined]];
  },
  'delete-cascades': async (service) => {
    const inner = await service.create('/Groups', { displayName: 'inner', members: ids('eve') });
    const outer = await service.create('/Groups', { displayName: 'outer', members: ids('eve', inner) });
    await service.call('DELETE', '/Users/eve');
    const afterUser = each(await service.call('GET', '/Groups'), 'displayName');
    const nested = await service.create('/Groups', { displayName: 'nested' });
    await service.call('PUT', `/Groups/${outer}`, { schemas: [GROUP], displayName: 'outer', members: ids(nested) });
    await service.call('DELETE', `/Groups/${outer}`);
    return [
      [afterUser, ['Team', 'outer']],
      [each(await service.call('GET', '/Groups'), 'displayName'), ['Team']],
    ];
  },
  'inactive-invited': async (service) => {
    const before = each(await service.call('GET', '/Users?filter=userName eq "Bob"'), 'id');
    const { status, body } = await service.call(...user({ userName: 'bob' }));
    return [
      [before, []],
      [
        [status, body['id'], body['active']],
        [201, 'bob', true],
      ],
      [each(await service.call('GET', '/Users'), 'id'), ['ada', 'bob', 'eve']],
    ];
  },
  'deactivation-leaves-groups': async (service) => {
    await service.patch('/Users/ada', replace('active', false));
    return [[await membersOf(service, 'g'), ['bob']]];
  },
  'deactivation-drops': async (service) => {
    const roles = [{ value: 'admin' }];
    await service.call('PUT', '/Users/ada', { schemas: [USER], userName: 'Ada', title: 'x', roles });
    const { body } = await service.patch('/Users/ada', replace('active', false));
    return [
      [
        [body['roles'], body['title']],
        [undefined, 'x'],
      ],
    ];
  },
};

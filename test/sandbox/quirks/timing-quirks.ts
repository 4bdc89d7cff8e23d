import { each, GROUP } from '../support.ts';
import { add, type Deeds, ids, membersOf, replace, user } from './quirk-case.ts';

/** What comes late at services, or by itself. */
export const TIMING_DEEDS: Deeds = {
  'late-reads=60': async (service) => {
    const { status, body } = await service.call(...user({ userName: 'x' }));
    const id = String(body['id']);
    const answers = [
      await service.call('GET', `/Users/${id}`),
      await service.patch(`/Users/${id}`, replace('title', 'x')),
      await service.patch('/Groups/g', add('members', ids(id))),
      await service.call(...user({ userName: 'x' })),
    ];
    return [
      [
        [status, ...answers.map((answer) => answer.status)],
        [201, 404, 404, 404, 409],
      ],
      [each(await service.call('GET', '/Users'), 'userName'), ['Ada', 'Bob', 'Eve']],
      [each(await service.call('GET', '/Users?filter=userName eq "x"'), 'id'), []],
    ];
  },
  'silent-undo': async (service) => {
    const { body } = await service.patch('/Users/ada', replace('title', 'x'));
    await service.patch('/Groups/g', add('members', ids('eve')), replace('displayName', 'y'));
    const group = await service.call('GET', '/Groups/g');
    return [
      [body['title'], 'x'],
      [(await service.call('GET', '/Users/ada')).body['title'], undefined],
      [
        [group.body['displayName'], await membersOf(service, 'g')],
        ['Team', ['ada', 'bob']],
      ],
    ];
  },
  'busy-admin': async (service) => {
    const before = String((await service.call('GET', '/Groups/g')).headers.get('etag'));
    const team = { schemas: [GROUP], displayName: 'Team', members: ids('ada') };
    const refused = await service.call('PUT', '/Groups/g', team, { 'if-match': before });
    const between = await membersOf(service, 'g');
    await service.patch('/Groups/g', replace('displayName', 'x'));
    return [
      [refused.status, 412],
      [between, ['ada', 'bob', 'eve']],
      [await membersOf(service, 'g'), ['ada', 'bob', 'eve']],
    ];
  },
};

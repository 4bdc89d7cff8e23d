import { type Client, each } from '../support.ts';
import { add, type Deeds, group, ids, membersOf, type Refusals, user } from './quirk-case.ts';

/** What services refuse of a creation. */
export const CREATION_REFUSALS: Refusals = {
  'post-answered': [[user({ userName: 'x' }), 429]],
  'post-answered=503': [[group({ displayName: 'x' }), 503]],
};

async function statusOf(service: Client, id: unknown): Promise<number> {
  return (await service.call('GET', `/Users/${id}`)).status;
}

/** What services do in place of a creation. */
export const CREATION_DEEDS: Deeds = {
  'other-id-at-creation': async (service) => {
    const { status, body } = await service.call(...user({ userName: 'x' }));
    const [id] = each(await service.call('GET', '/Users?filter=userName eq "x"'), 'id');
    const added = await service.patch('/Groups/g', add('members', ids(String(body['id']))));
    return [
      [status, 201],
      [body['id'] === id, false],
      [await statusOf(service, body['id']), 404],
      [added.status, 204],
      [(await membersOf(service, 'g')).includes(String(body['id'])), true],
    ];
  },
  'seats=4': async (service) => {
    const [first, second] = [
      await service.call(...user({ userName: 'x' })),
      await service.call(...user({ userName: 'y' })),
    ];
    return [
      [
        [first.status, second.status],
        [201, 201],
      ],
      [await statusOf(service, first.body['id']), 200],
      [await statusOf(service, second.body['id']), 404],
      [each(await service.call('GET', '/Users'), 'userName'), ['Ada', 'Bob', 'Eve', 'x']],
    ];
  },
  'post-answered=429': async (service) => {
    const first = await service.call(...user({ userName: 'x' }));
    const again = await service.call(...user({ userName: 'x' }));
    const twin = [
      await service.call(...group({ displayName: 'x' })),
      await service.call(...group({ displayName: 'x' })),
    ];
    return [
      [
        [first.status, first.headers.get('retry-after'), again.status],
        [429, '1', 409],
      ],
      [twin.map(({ status }) => status), [429, 201]],
      [each(await service.call('GET', '/Groups'), 'displayName'), ['Team', 'x', 'x']],
    ];
  },
  'created-200': async (service) => [[(await service.call(...user({ userName: 'x' }))).status, 200]],
  'taken-name-told': async (service) => {
    const { status, body } = await service.call(...user({ userName: 'ada', title: 'x' }));
    return [
      [
        [status, body['id'], body['title']],
        [201, 'ada', undefined],
      ],
    ];
  },
  'taken-name-updated': async (service) => {
    const { status, body } = await service.call(...user({ userName: 'bob', title: 'x' }));
    return [
      [
        [status, body['id'], body['title'], body['active']],
        [200, 'bob', 'x', true],
      ],
    ];
  },
};

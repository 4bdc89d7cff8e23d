import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/model/json.ts';
import { type Client, ENTERPRISE, each, USER } from '../support.ts';
import { add, type Deeds, group, ids, membersOf, patch, type Refusals, remove, replace, user } from './quirk-case.ts';

/** What services refuse for its form. */
export const SHAPE_REFUSALS: Refusals = {
  'references-required': [
    [patch('/Groups/g', add('members', ids('eve'))), 400, 'invalidValue'],
    [patch('/Users/ada', add(`${ENTERPRISE}:manager`, { value: 'eve' })), 400, 'invalidValue'],
  ],
};

async function managerAs(service: Client): Promise<unknown> {
  await service.patch('/Users/ada', add(`${ENTERPRISE}:manager`, { value: 'eve' }));
  const { body } = await service.call('GET', '/Users/ada');
  return Object(body[ENTERPRISE]).manager;
}

async function typesOf(service: Client, id: unknown): Promise<readonly (readonly [JsonValue, JsonValue])[]> {
  const { members } = (await service.call('GET', `/Groups/${id}`)).body;
  const elements = isJsonArray(members) ? members.filter(isJsonObject) : [];
  return elements.map(({ value = null, type = null }) => [value, type]);
}

/** In which form services answer. */
export const SHAPE_DEEDS: Deeds = {
  'manager-as': async (service) => [[await managerAs(service), { $ref: `${service.url}/Users/eve` }]],
  'manager-as=text': async (service) => [[await managerAs(service), 'eve']],
  'manager-as=managerId': async (service) => [[await managerAs(service), { managerId: 'eve' }]],
  'plain-texts': async (service) => {
    const { body } = await service.patch('/Users/ada', add('roles', [{ value: 'admin', type: 'x' }]));
    return [
      [
        [body['emails'], body['roles']],
        [['a@x.org'], ['admin']],
      ],
      [each(await service.call('GET', '/Users?filter=emails.value eq "a@x.org"'), 'id'), ['ada']],
    ];
  },
  'numeric-ids': async (service) => {
    const { body } = await service.call(...user({ userName: 'x' }));
    const second = await service.call('POST', '/Users', {
      schemas: [USER, ENTERPRISE],
      userName: 'y',
      [ENTERPRISE]: { manager: { value: 1 } },
    });
    const added = await service.patch('/Groups/g', add('members', [{ value: 1 }, { value: '2' }]));
    return [
      [body['id'], 1],
      [Object(second.body[ENTERPRISE]).manager, { value: 1 }],
      [
        [added.status, await membersOf(service, 'g')],
        [204, [1, 2, 'ada', 'bob']],
      ],
      [each(await service.call('GET', '/Users?filter=id eq "2"'), 'userName'), ['y']],
      [Object((await service.call('GET', '/Users/1')).body['groups'])[0]?.value, 'g'],
    ];
  },
  'same-ids': async (service) => {
    const made = [
      await service.call(...user({ userName: 'x' })),
      await service.call(...user({ userName: 'y' })),
      await service.call(...group({ displayName: 'inner', members: ids('1') })),
      await service.call(...group({ displayName: 'outer', members: [{ value: '1', type: 'Group' }] })),
    ];
    const [inner, outer] = ['1', '2'];
    await service.patch(`/Groups/${outer}`, add('members', ids('1')));
    const both = await typesOf(service, outer);
    await service.patch(`/Groups/${outer}`, remove('members[value eq "1" and type eq "User"]'));
    return [
      [made.map(({ body }) => body['id']), ['1', '2', '1', '2']],
      [await typesOf(service, inner), [['1', 'User']]],
      [
        both,
        [
          ['1', 'Group'],
          ['1', 'User'],
        ],
      ],
      [await typesOf(service, outer), [['1', 'Group']]],
      [each(await service.call('GET', '/Groups?filter=id eq "1"'), 'displayName'), ['inner']],
      [(await service.call('GET', '/Users/1')).body['userName'], 'x'],
    ];
  },
  'untyped-members-are-users': async (service) => {
    const outer = await service.create('/Groups', { displayName: 'outer', members: ids('g', 'eve') });
    const taken = await typesOf(service, outer);
    await service.patch(
      `/Groups/${outer}`,
      remove('members[value eq "g"]'),
      add('members', [{ value: 'g', type: 'Group' }]),
    );
    return [
      [
        taken,
        [
          ['g', 'User'],
          ['eve', 'User'],
        ],
      ],
      [
        await typesOf(service, outer),
        [
          ['eve', 'User'],
          ['g', 'Group'],
        ],
      ],
    ];
  },
  'references-required': async (service) => {
    const { body } = await service.call('GET', '/Schemas');
    const required = JSON.stringify(body).match(
      /"name":"\$ref","type":"reference","multiValued":false,"required":true/g,
    );
    const member = { value: 'eve', $ref: `${service.url}/Users/eve` };
    return [
      [required?.length, 2],
      [(await service.patch('/Groups/g', add('members', [member]))).status, 204],
      [(await service.patch('/Users/ada', add(`${ENTERPRISE}:manager`, member))).status, 200],
    ];
  },
  'case-sensitive-names': async (service) => {
    await service.create('/Groups', { displayName: 'admins' });
    const other = await service.call(...group({ displayName: 'Admins' }));
    const same = await service.call(...group({ displayName: 'Admins' }));
    return [
      [
        [other.status, same.status],
        [201, 409],
      ],
      [(await service.call(...user({ userName: 'ada' }))).status, 201],
      [each(await service.call('GET', '/Groups?filter=displayName eq "admins"'), 'displayName'), ['admins']],
    ];
  },
  'formatted-names': async (service) => {
    const { body } = await service.patch(
      '/Users/ada',
      add('name', { givenName: 'Ada', familyName: 'King', formatted: 'x' }),
    );
    return [[Object(body['name']).formatted, 'Ada King']];
  },
  'tel-phones': async (service) => {
    const { body } = await service.patch(
      '/Users/ada',
      add('phoneNumbers', [{ value: '+1 202 555-0100', type: 'work' }]),
    );
    return [[body['phoneNumbers'], [{ value: 'tel:+12025550100', type: 'work' }]]];
  },
  'display-added': async (service) => {
    const { body } = await service.patch('/Users/ada', replace('title', 'x'));
    return [[body['emails'], [{ value: 'a@x.org', type: 'work', display: '(a@x.org)' }]]];
  },
  'group-name-prefix': async (service) => {
    const { status, body } = await service.call(...group({ displayName: 'manager' }));
    return [
      [
        [status, body['displayName']],
        [201, 'PRIMARY/manager'],
      ],
      [each(await service.call('GET', '/Groups?filter=displayName eq "manager"'), 'id'), []],
    ];
  },
  'user-name-prefix=x/': async (service) => {
    const { body } = await service.call(...user({ userName: 'y' }));
    return [[body['userName'], 'x/y']];
  },
};

import assert from 'node:assert/strict';
import { managedAttributes } from '../../../src/directory/asking/requested-attributes.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../../src/model/schemas/enterprise-user.ts';
import { policy, project } from '../../support/people.ts';

describe('the attributes that are managed', () => {
  it('are names and whether users are active, where nothing else is declared', () => {
    const managed = managedAttributes(project([{ attributes: { userName: 'ada' } }], []));
    assert.deepEqual(managed, { User: ['userName', 'active'], Group: ['displayName'] });
  });

  it('are all that any entry declares, those of extensions one by one', () => {
    const enterprise = { department: 'Research', manager: { value: { $user: 'bob' } } };
    const managed = managedAttributes(
      project(
        [
          { attributes: { userName: 'ada', title: 'Countess', [ENTERPRISE_USER_SCHEMA]: enterprise } },
          { attributes: { userName: 'bob', title: null, externalId: '7' } },
        ],
        [{ attributes: { displayName: 'A', externalId: 'a' }, members: ['ada'] }],
      ),
    );
    assert.deepEqual(managed, {
      User: [
        'userName',
        'active',
        'title',
        `${ENTERPRISE_USER_SCHEMA}:department`,
        `${ENTERPRISE_USER_SCHEMA}:manager`,
        'externalId',
      ],
      Group: ['displayName', 'externalId', 'members'],
    });
  });

  it('leave out what is never returned, and what every entry ignores', () => {
    const managed = managedAttributes(
      project(
        [{ attributes: { userName: 'ada', password: { $secret: 'env:P' }, title: 'x' }, ignore: ['title'] }],
        [{ attributes: { displayName: 'A' }, members: ['ada'], ignore: ['members'] }],
      ),
    );
    assert.deepEqual(managed, { User: ['userName', 'active'], Group: ['displayName'] });
  });

  it('include the key that externalId is, also where an entry ignores its value', () => {
    const keyed = { attributes: { userName: 'ada', externalId: '7' }, ignore: ['externalId'] };
    assert.deepEqual(managedAttributes(project([keyed], [])).User, ['userName', 'active', 'externalId']);
  });

  it('include what rules for members name, in schema spelling', () => {
    const rule = 'enterprise.department eq "Research" and TITLE pr and emails[type eq "work"] and password pr';
    const managed = managedAttributes(project([], [{ attributes: { displayName: 'A' }, rule }]));
    assert.deepEqual(managed.User, ['userName', 'active', `${ENTERPRISE_USER_SCHEMA}:department`, 'title', 'emails']);
  });

  it('include what restrictions name, and the addresses that nobody may claim', () => {
    const filters = { User: 'enterprise.department eq "A"', Group: 'externalId sw "a"' };
    const pointer = { file: 'rollcall.yaml', path: ['restrictions', 0] };
    const byFile = new Map([['users/a.yaml', [{ filters, pointer }]]]);
    const restrictions = { byFile, defaults: { User: {}, Group: {} } };
    const configuration = { ...project([{ attributes: { userName: 'ada' } }], []), restrictions };
    assert.deepEqual(managedAttributes(configuration), {
      User: ['userName', 'active', `${ENTERPRISE_USER_SCHEMA}:department`, 'emails'],
      Group: ['displayName', 'externalId'],
    });
  });

  it('include what policies name, and members where a policy is about them', () => {
    const of = (...demands: Parameters<typeof policy>[0][]) =>
      managedAttributes(project([], [], {}, demands.map(policy)));
    const users = { filter: 'enterprise.division pr', require: ['title pr'], forbid: ['nickName eq "x"'] };
    assert.deepEqual(of(users, { type: 'Group', require: ['externalId pr'] }), {
      User: ['userName', 'active', `${ENTERPRISE_USER_SCHEMA}:division`, 'title', 'nickName'],
      Group: ['displayName', 'externalId'],
    });
    for (const demand of [{ minMembers: 1 }, { maxMembers: 1 }, { exclusive: ['A'] }, { forbid: ['MEMBERS pr'] }]) {
      assert.deepEqual(of({ type: 'Group', ...demand }).Group, ['displayName', 'members']);
    }
  });

  it('include what scopes name', () => {
    const scopes = { User: 'enterprise.division eq "Labs"', Group: 'externalId sw "team-"' };
    assert.deepEqual(managedAttributes(project([], [], scopes)), {
      User: ['userName', 'active', `${ENTERPRISE_USER_SCHEMA}:division`],
      Group: ['displayName', 'externalId'],
    });
  });
});

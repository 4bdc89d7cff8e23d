import { ENTERPRISE } from '../support.ts';
import { add, type Deeds, patch, type Refusals, replace } from './quirk-case.ts';

/** What services refuse of a PATCH. */
export const PATCH_REFUSALS: Refusals = {
  'no-element-paths': [[patch('/Users/ada', replace('emails[type eq "work"].value', 'b@x.org')), 400, 'invalidPath']],
  'no-element-paths=501': [[patch('/Users/ada', replace('emails[type eq "work"].value', 'b@x.org')), 501]],
  'replace-needs-value': [
    [patch('/Users/ada', replace('name.familyName', 'x')), 500],
    [patch('/Users/ada', replace('name', { familyName: 'x' })), 500],
    [patch('/Users/ada', replace(`${ENTERPRISE}:department`, 'x')), 500],
    [patch('/Users/ada', replace(`${ENTERPRISE}`, { department: 'x' })), 500],
    [patch('/Users/ada', replace(`${ENTERPRISE}:manager`, { value: 'eve' })), 500],
    [patch('/Users/ada', replace('emails[type eq "work"].display', 'x')), 500],
  ],
};

/** What services make of a PATCH. */
export const PATCH_DEEDS: Deeds = {
  'siblings-wiped': async (service) => {
    await service.patch('/Users/ada', add('addresses', [{ type: 'work', locality: 'Rome', country: 'IT' }]));
    const { body } = await service.patch('/Users/ada', replace('addresses[type eq "work"].locality', 'Bari'));
    return [[body['addresses'], [{ type: 'work', locality: 'Bari' }]]];
  },
  'siblings-wiped=name': async (service) => {
    await service.patch('/Users/ada', add('name', { givenName: 'Ada', familyName: 'King' }));
    const { body } = await service.patch('/Users/ada', replace('name.familyName', 'Byron'));
    return [[body['name'], { familyName: 'Byron' }]];
  },
  'replace-needs-value': async (service) => {
    const failed = await service.patch('/Users/ada', replace('name.familyName', 'Byron'));
    const added = await service.patch('/Users/ada', add('name.familyName', 'Byron'));
    const replaced = await service.patch('/Users/ada', replace('name.familyName', 'King'), replace('title', 'x'));
    return [[[failed, added, replaced].map(({ status }) => status), [500, 200, 200]]];
  },
  'patch-does-nothing': async (service) => {
    const { status } = await service.patch('/Users/ada', replace('title', 'x'));
    return [
      [status, 204],
      [(await service.call('GET', '/Users/ada')).body['title'], undefined],
    ];
  },
};

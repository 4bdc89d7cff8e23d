import { each } from '../support.ts';
import { type Deeds, group, type Refusals, replace, user } from './quirk-case.ts';

/** What services refuse, whatever it is about. */
export const PROTOCOL_REFUSALS: Refusals = {
  'if-match-refused': [[['DELETE', '/Users/ada', undefined, { 'if-match': 'W/"1"' }], 412]],
  'no-groups': [
    [['GET', '/Groups'], 404],
    [['GET', '/Groups/g'], 404],
    [group({ displayName: 'x' }), 404],
  ],
  'no-groups=501': [[['GET', '/Groups?count=1'], 501]],
};

/** What services answer, whatever it is about. */
export const PROTOCOL_DEEDS: Deeds = {
  'etag-claimed': async (service) => {
    const { body } = await service.call('GET', '/ServiceProviderConfig');
    const { headers } = await service.call('GET', '/Users/ada');
    return [
      [
        [Object(body['etag']).supported, headers.get('etag')],
        [true, null],
      ],
    ];
  },
  'me-refused': async (service) => [[(await service.call('GET', '/Me')).status, 401]],
  'no-groups': async (service) => [[each(await service.call('GET', '/ResourceTypes'), 'id'), ['User']]],
  'error-reasons': async (service) => {
    const { body } = await service.call(...user({ userName: 'ADA' }));
    const { fieldErrors } = Object(body['urn:ietf:params:scim:schemas:extension:fusionauth:2.0:Error']);
    return [
      [body['detail'], 'Request failed, see errors for additional details.'],
      [fieldErrors?.['user.username'][0].message, 'Another User has this "userName".'],
    ];
  },
  'error-reasons=odata': async (service) => {
    const { body } = await service.patch('/Users/ada', replace('userName', 'Bob'));
    return [[Object(body['odata.error']).message, { lang: 'en', value: 'Another User has this "userName".' }]];
  },
  'error-reasons=messages': async (service) => {
    const { body } = await service.call(...user({ userName: 'ADA' }));
    return [[Object(body['message'])[0]?.message, 'Another User has this "userName".']];
  },
  'error-reasons=titles': async (service) => {
    const { body } = await service.call(...user({ userName: 'ADA' }));
    return [[body['errors'], [{ status: '409', title: 'Another User has this "userName".' }]]];
  },
  'error-reasons=validation': async (service) => {
    const { body } = await service.call(...user({ userName: 'ADA' }));
    return [[body, { errors: { userName: ['Another User has this "userName".'] } }]];
  },
};

import { each } from '../support.ts';
import type { Deeds, Refusals } from './quirk-case.ts';

/** What services refuse of a query. */
export const LISTING_REFUSALS: Refusals = {
  'count-refused=2': [[['GET', '/Users?count=3'], 400, 'invalidValue']],
  'further-pages-refused': [[['GET', '/Users?startIndex=2'], 501]],
  'ascii-filters': [[['GET', `/Users?filter=${encodeURIComponent('userName eq "Ådа"')}`], 400, 'invalidFilter']],
};

/** What services answer to a query. */
export const LISTING_DEEDS: Deeds = {
  'totals-of-page': async (service) => {
    const { body } = await service.call('GET', '/Users?count=2');
    return [[body['totalResults'], 2]];
  },
  'list-stops=2': async (service) => {
    const all = await service.call('GET', '/Users');
    const beyond = await service.call('GET', '/Users?startIndex=3');
    return [
      [
        [all.body['totalResults'], each(all, 'id')],
        [2, ['ada', 'bob']],
      ],
      [
        [beyond.status, each(beyond, 'id')],
        [200, []],
      ],
    ];
  },
  'count-refused=2': async (service) => {
    const { body } = await service.call('GET', '/ServiceProviderConfig');
    return [
      [Object(body['filter']).maxResults, 2],
      [each(await service.call('GET', '/Users'), 'id').length, 2],
    ];
  },
  'each-user-twice': async (service) => {
    const all = await service.call('GET', '/Users');
    return [
      [
        [all.body['totalResults'], each(all, 'id')],
        [6, ['ada', 'ada', 'bob', 'bob', 'eve', 'eve']],
      ],
      [each(await service.call('GET', '/Groups'), 'id'), ['g']],
    ];
  },
  'repeated-lists=60': async (service) => {
    await service.call('GET', '/Users');
    await service.call('DELETE', '/Users/eve');
    return [
      [each(await service.call('GET', '/Users'), 'id'), ['ada', 'bob', 'eve']],
      [(await service.call('GET', '/Users/eve')).status, 404],
    ];
  },
  'ascii-filters': async (service) => {
    const { body } = await service.call('GET', '/ServiceProviderConfig');
    return [
      [
        [Object(body['filter']).supported, each(await service.call('GET', '/Users?filter=userName eq "ada"'), 'id')],
        [false, ['ada']],
      ],
    ];
  },
};

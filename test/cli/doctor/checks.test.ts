import assert from 'node:assert/strict';
import { capabilities, limits } from '../../../src/cli/doctor/capabilities.ts';
import { clockCheck, observe, rateCheck } from '../../../src/cli/doctor/observe.ts';
import { tlsCheck } from '../../../src/cli/doctor/tls-check.ts';
import { tokenCheck } from '../../../src/cli/doctor/token-check.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { Profile } from '../../../src/model/profile.ts';
import { effectiveProfile } from '../../../src/profiles/effective-profile.ts';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { GENESYS_CLOUD } from '../../../src/profiles/genesys-cloud.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

/** A token that expires so many seconds after now, without a signature that anybody would believe. */
function jwt(claims: JsonObject): string {
  return ['x', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'y'].join('.');
}

describe('what doctor says of credentials', () => {
  const said = (token: string) => tokenCheck({ kind: 'token', token }, NOW);

  it('reads the end of a JSON Web Token and warns of a near one', () => {
    assert.match(said(jwt({ exp: NOW / 1000 + 7200 })).summary, /expires in 2 hours$/u);
    const soon = said(jwt({ exp: NOW / 1000 + 300 }));
    assert.deepEqual([soon.status, soon.summary], ['warning', 'the token is accepted and expires in 5 minutes']);
    assert.equal(said(jwt({ exp: NOW / 1000 + 86_400 * 30 })).summary, 'the token is accepted and expires in 30 days');
  });

  it('says nothing of the end of tokens that do not tell', () => {
    for (const token of ['opaque', 'a.b.c', jwt({}), jwt({ exp: 'soon' })]) {
      assert.deepEqual([said(token).status, /does not say when/u.test(said(token).summary)], ['ok', true], token);
    }
  });

  it('tells how long a token lives that the service gives out', () => {
    const check = tokenCheck({ kind: 'clientCredentials', lifetime: 86_399 }, NOW);
    assert.equal(check.summary, 'client credentials give a token for 23 hours');
    assert.equal(tokenCheck({ kind: 'clientCredentials' }, NOW).summary, 'client credentials give a token');
  });
});

describe('what doctor reads from headers', () => {
  const seen = (headers: Record<string, string>) => {
    const { observed, observer } = observe(() => NOW);
    observer.onRequest({ method: 'GET', url: 'x', status: 200, ms: 1000, headers: new Headers(headers) });
    return observed;
  };

  it('compares the clocks, half the time of the request considered', () => {
    const clock = (date: string) => clockCheck(seen({ date }));
    assert.equal(clock('Sat, 21 Nov 2026 11:59:59 GMT').summary, 'agrees with the service');
    assert.deepEqual(clock('Sat, 21 Nov 2026 12:00:30 GMT'), {
      name: 'clock',
      status: 'ok',
      summary: 'the service is 31 s ahead of this machine',
    });
    assert.equal(clock('Sat, 21 Nov 2026 11:50:00 GMT').status, 'warning');
    assert.equal(clockCheck(seen({})).status, 'skipped');
  });

  it('tells what the service still takes', () => {
    const headers = { 'x-ratelimit-remaining': '17', 'x-ratelimit-reset': '30' };
    assert.equal(
      rateCheck(seen(headers), 300).summary,
      '17 requests left for 30 s; 300 requests a minute by the profile',
    );
    assert.equal(rateCheck(seen({}), 300).summary, '300 requests a minute by the profile');
    assert.equal(rateCheck(seen({}), null).summary, 'none is known');
  });
});

describe('the capabilities that doctor lists', () => {
  const listed = (profile: Profile, overrides: JsonObject = {}, config?: JsonObject) =>
    capabilities({
      profile: effectiveProfile(profile, overrides),
      overrides,
      serviceProviderConfig: config,
      schemas: 0,
    });
  const one = (name: string, ...of: Parameters<typeof listed>) => listed(...of).find((row) => row.name === name);

  it('come from the project, else the profile, else the service, else the RFC', () => {
    const size = (...of: Parameters<typeof listed>) => {
      const row = one('page size', ...of);
      return [row?.value, row?.source];
    };
    assert.deepEqual(size(GENESYS_CLOUD, { read: { pageSize: 10 } }), ['10', 'service.dialect']);
    assert.deepEqual(size(GENESYS_CLOUD), ['25', 'profile']);
    assert.deepEqual(size(GENERIC), ['100', 'RFC 7644']);
    assert.equal(one('PATCH', GENERIC, {}, { patch: { supported: true } })?.source, 'ServiceProviderConfig');
  });

  it('say where the service says something else of itself', () => {
    const row = one('PATCH', GENERIC, {}, { patch: { supported: false } });
    assert.deepEqual([row?.value, row?.contradicted], ['yes', 'no']);
    assert.equal(one('filters of users', GENERIC, {}, { filter: { supported: false } })?.contradicted, 'none');
  });

  it('count the schemas that the service describes', () => {
    const [row] = capabilities({ profile: GENERIC, overrides: {}, serviceProviderConfig: undefined, schemas: 3 }).slice(
      -1,
    );
    assert.deepEqual([row?.value, row?.source], ['RFC 7643 and 3 schemas', 'Schemas']);
  });

  it('are in one line each for every profile, and so are the limits', () => {
    for (const profile of PROFILES.values()) {
      for (const { name, value } of listed(profile))
        assert.ok(name.length * value.length > 0 && !value.includes('\n'), profile.name);
      for (const limit of limits(profile)) assert.match(limit, /^[^\n]+[^.\n]$/u);
    }
    assert.deepEqual(limits(GENERIC), []);
    assert.ok(limits(GENESYS_CLOUD).includes('groups cannot be created'));
  });
});

describe('what doctor says of TLS', () => {
  it('is nothing for this machine and behind a proxy', async () => {
    assert.equal((await tlsCheck('http://127.0.0.1:1/x', NOW, {})).status, 'skipped');
    assert.match(
      (await tlsCheck('https://example.com', NOW, { HTTPS_PROXY: 'http://p:1' })).summary,
      /because of the proxy/u,
    );
  });
});

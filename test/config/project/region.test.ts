import assert from 'node:assert/strict';
import type { ServiceSettings } from '../../../src/model/configuration.ts';
import { GENESYS_CLOUD } from '../../../src/profiles/genesys-cloud.ts';
import { load } from '../temporary-project.ts';

describe('service.region', () => {
  it('gives the hosts of all 18 regions of Genesys Cloud', async () => {
    const regions = Object.entries(GENESYS_CLOUD.endpoint.regions);
    assert.equal(regions.length, 18);
    for (const [region, host] of regions) {
      const { baseUrl, auth } = await serviceIn(region);
      assert.equal(baseUrl, `https://api.${host}/api/v2/scim`);
      assert.equal(auth.kind === 'clientCredentials' && auth.tokenUrl, `https://login.${host}/oauth/token`);
    }
  });

  it('may be a host that is not known yet', async () => {
    assert.equal((await serviceIn('new1.pure.cloud')).baseUrl, 'https://api.new1.pure.cloud/api/v2/scim');
  });

  it('gives way to a base URL and a token URL that are written', async () => {
    const service = await serviceIn(
      'us-east-1',
      '  baseUrl: https://scim.example.com\n  tokenUrl: https://login.example.com\n',
    );
    assert.equal(service.baseUrl, 'https://scim.example.com');
    assert.equal(service.auth.kind === 'clientCredentials' && service.auth.tokenUrl, 'https://login.example.com');
  });

  it('is none that is only a name of all objects', async () => {
    const { diagnostics } = await load({
      'rollcall.yaml': 'service: { profile: genesys-cloud, region: constructor }\nresources: []\n',
    });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['RC1430'],
    );
  });

  it('makes no reference to a secret of what a dialect writes', async () => {
    const places = [
      `baseUrl: "https://a.example/$\${env:A}"`,
      `baseUrl: "https://{host}", regions: { us-east-1: "$\${env:A}" }`,
    ];
    for (const place of places) {
      const settings = `service: { profile: genesys-cloud, region: us-east-1, dialect: { endpoint: { ${place} } } }\n`;
      const { configuration } = await load({ 'rollcall.yaml': `${settings}resources: []\n` });
      assert.match(configuration?.service.baseUrl ?? '', /\$%7Benv:A\}/);
    }
  });

  it('is read to its end where the dialect has no form that its schema takes', async () => {
    const odd = ['{ endpoint: x }', '{ endpoint: null }', '{ endpoint: [] }', 'x', '{ endpoint: { regions: null } }'];
    const urls = ['baseUrl: 7', 'tokenUrl: {}', 'baseUrl: [x]', 'regions: { us-east-1: 7 }'];
    for (const dialect of [...odd, ...urls.map((url) => `{ endpoint: { ${url} } }`)]) {
      const settings = `service: { profile: genesys-cloud, region: us-east-1, dialect: ${dialect} }\nresources: []\n`;
      const { configuration, diagnostics } = await load({ 'rollcall.yaml': settings });
      assert.equal(configuration, undefined, dialect);
      for (const { code } of diagnostics) assert.ok(['RC1102', 'RC1108'].includes(code), `${dialect}: ${code}`);
    }
  });
});

async function serviceIn(region: string, more = ''): Promise<ServiceSettings> {
  const auth = `  auth: { clientId: id, clientSecret: "\${env:GENESYS_SECRET}" }\n`;
  const { configuration, diagnostics } = await load({
    'rollcall.yaml': `service:\n  profile: genesys-cloud\n  region: ${region}\n${auth}${more}resources: []\n`,
  });
  assert.ok(configuration, JSON.stringify(diagnostics));
  return configuration.service;
}

import assert from 'node:assert/strict';
import type { Health } from '../../src/model/health/health.ts';
import { renderHealth } from '../../src/render/health-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';

const HEALTH: Health = {
  target: 'https://scim.example.com/scim/v2',
  profile: 'generic',
  environment: 'staging',
  title: 'a SCIM service',
  evidence: 'documented',
  healthy: true,
  checks: [
    { name: 'users', status: 'warning', summary: 'long '.repeat(30).trim(), hint: 'do this '.repeat(20).trim() },
  ],
  capabilities: [
    { name: 'PATCH', value: 'yes', source: 'RFC 7644' },
    {
      name: 'removing an element',
      value: 'by a filter, else all',
      source: 'ServiceProviderConfig',
    },
    { name: 'ETags', value: 'no', source: 'RFC 7644', contradicted: 'yes', setting: 'etag: ifMatch' },
  ],
  limits: ['A group '.repeat(20).trim()],
};

describe('what doctor found', () => {
  it('begins with the service, its profile and the environment', () => {
    assert.match(renderHealth(HEALTH, PLAIN, 80), /^scim\.example\.com · profile generic · environment staging\n/u);
    const sandbox = { ...HEALTH, target: 'sandbox:generic', environment: null };
    assert.match(renderHealth(sandbox, PLAIN, 80), /^SANDBOX · profile generic\n/u);
  });

  it('fits 80 columns: the source of a value that is wider stands below it', () => {
    const text = renderHealth(HEALTH, PLAIN, 80);
    for (const line of text.split('\n')) assert.ok(line.length <= 80, line);
    assert.match(text, /\n {2}PATCH {16}yes {20}RFC 7644\n/u);
    assert.match(text, /\n {2}removing an element {2}by a filter, else all\n {25}RFC 7644, and Serv/u);
    assert.match(
      text,
      /\n {2}ETags {16}no\n {25}RFC 7644; ServiceProviderConfig says: yes\n {25}\(service\.dialect\.etag:/u,
    );
  });

  it('stands in one line where there is room, and is never wider than is easy to read', () => {
    assert.match(
      renderHealth(HEALTH, PLAIN, 200),
      /\n {2}removing an element {2}.* {2}RFC 7644, and ServiceProviderConfig agrees\n/u,
    );
    for (const line of renderHealth(HEALTH, PLAIN, 500).split('\n')) assert.ok(line.length <= 100, line);
  });
});

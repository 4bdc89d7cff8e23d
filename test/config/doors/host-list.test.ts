import assert from 'node:assert/strict';
import { hostPattern, isListed } from '../../../src/config/doors/host-list.ts';

/** Whether a list of one entry takes a URL. */
function takes(entry: string, url: string): boolean {
  const pattern = hostPattern(entry);
  assert.ok(pattern !== undefined, entry);
  return isListed(new URL(url), [pattern]);
}

describe('a list of hosts', () => {
  it('takes a host in every spelling of a URL, and no other', () => {
    const same = [
      'https://api.example.com/x',
      'https://API.EXAMPLE.com',
      'https://api.example.com:443',
      'https://api.example.com.',
    ];
    for (const url of same) {
      assert.ok(takes('api.example.com', url), url);
      assert.ok(takes('Api.Example.Com.', url), url);
      assert.ok(takes('api.example.com:443', url), url);
    }
    const others = [
      'https://api.example.com:8443',
      'https://api.example.com.evil.com',
      'https://evil.com/api.example.com',
      'https://api.example.com@evil.com',
      'https://evilapi.example.com',
      'https://api.example.com%2eevil.com',
      'https://api.example.com\\@evil.com'.replace('\\@', '.evil.com\\@'),
      'https://example.com',
      'https://[::ffff:127.0.0.1]',
    ];
    for (const url of others) assert.ok(!URL.canParse(url) || !takes('api.example.com', url), url);
  });

  it('takes a port only where it is written, or the scheme has it of its own', () => {
    assert.ok(takes('localhost:8080', 'http://localhost:8080/scim'));
    assert.ok(!takes('localhost:8080', 'http://localhost:8081/scim'));
    assert.ok(takes('localhost', 'http://localhost/'));
    assert.ok(!takes('localhost', 'http://localhost:8080/'));
    assert.ok(!takes('localhost:443', 'http://localhost/'));
  });

  it('takes what is below a suffix, by whole labels', () => {
    assert.ok(takes('*.example.com', 'https://a.b.example.com'));
    assert.ok(!takes('*.example.com', 'https://example.com'));
    assert.ok(!takes('*.example.com', 'https://badexample.com'));
    assert.ok(takes('*.example.com:8443', 'https://a.example.com:8443'));
  });

  it('takes names of other scripts, IPv6 and odd numbers as URLs do', () => {
    assert.ok(takes('bücher.example', 'https://xn--bcher-kva.example'));
    assert.ok(takes('xn--bcher-kva.example', 'https://BÜCHER.example'));
    assert.ok(takes('[::1]:8080', 'http://[0:0:0:0:0:0:0:1]:8080'));
    assert.ok(takes('127.0.0.1', 'http://0x7f.1/'));
  });

  it('holds nothing that is no host', () => {
    for (const text of [
      '',
      'https://a.example',
      'a.example/x',
      'a b',
      'me@a.example',
      '*',
      'a.*.example',
      'a:b',
      '*.',
    ]) {
      assert.equal(hostPattern(text), undefined, text);
    }
  });
});

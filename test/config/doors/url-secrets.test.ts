import assert from 'node:assert/strict';
import { fillUrl, hidesHost, secretsIn, spellingsIn } from '../../../src/config/doors/url-secrets.ts';

const A = `\${env:A}`;

describe('a secret in a URL', () => {
  it('hides the host where it is a part of it, however the URL is written', () => {
    const hidden = ['', ' ', '\t', 'http:', 'http:/', 'http://', 'HTTP:///', 'http:\\\\', 'http:/\\/', 'https:////'];
    for (const start of hidden) assert.ok(hidesHost(`${start}${A}.example.com/x`), start);
    for (const url of [`https://api${A}`, `https://api.example.com:${A}/x`, `${A}`, `https://a@${A}`, `x${A}://a/`]) {
      assert.ok(hidesHost(url), url);
    }
  });

  it('hides no host behind which it stands', () => {
    for (const url of [
      `https://a.example/${A}`,
      `https:a.example/x${A}`,
      `https://a.example\\${A}`,
      'https://a.example',
    ]) {
      assert.ok(!hidesHost(url), url);
    }
  });

  it('is known in every spelling that the URL gives it', () => {
    for (const secret of [
      'tok/+"en%b-4a91',
      'a|b ^`{c}',
      'user\\name/./x',
      'ends-with-slash/',
      'abcdefgh?key=ijklmnop#qrst',
    ]) {
      const template = `https://api.example.com/scim/${A}/x`;
      const url = new URL(fillUrl(template, new Map([['env:A', secret]])));
      const spellings = spellingsIn(template, url, [secret]).filter((text) => text !== '');
      const shown = spellings.reduce((text, spelling) => text.replaceAll(spelling, '***'), url.href);
      assert.match(shown, /^https:\/\/api\.example\.com\/scim\/[*/.x?=#]+$/, secret);
    }
  });

  it('is known as the host too where it is one', () => {
    const spellings = spellingsIn(A, new URL('https://API.Example.com/Scim/'), ['https://API.Example.com/Scim/']);
    for (const part of ['api.example.com', 'https://api.example.com', '/Scim/'])
      assert.ok(spellings.includes(part), part);
    assert.deepEqual(secretsIn(A), [{ $secret: 'env:A' }]);
  });
});

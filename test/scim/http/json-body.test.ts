import assert from 'node:assert/strict';
import { parseBody } from '../../../src/scim/http/json-body.ts';

const SCIM = 'application/scim+json';

function parse(text: string | Uint8Array, contentType = SCIM): ReturnType<typeof parseBody> {
  return parseBody(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, contentType);
}

describe('a body', () => {
  it('is JSON whatever its content type says', () => {
    assert.deepEqual(parse('{"a":1}', 'text/html'), { kind: 'json', value: { a: 1 } });
  });

  it('may be empty', () => {
    assert.deepEqual(parse(''), { kind: 'empty' });
    assert.deepEqual(parse(' \r\n'), { kind: 'empty' });
  });

  it('may begin with a byte order mark', () => {
    assert.deepEqual(parse('\uFEFF{"a":"ä"}'), { kind: 'json', value: { a: 'ä' } });
  });

  it('is read as UTF-8 even where it claims another charset', () => {
    const claimed = 'application/json;charset=ISO-8859-1';
    assert.deepEqual(parse('"Zoë"', claimed), { kind: 'json', value: 'Zoë' });
  });

  it('is read in the charset that it claims where it is not UTF-8', () => {
    const latin = Buffer.from('"Zoë"', 'latin1');
    assert.deepEqual(parse(latin, 'application/json; charset="iso-8859-1"'), { kind: 'json', value: 'Zoë' });
  });

  it('is never read with replacement characters, which would look like a change of name', () => {
    const latin = Buffer.from('"Zoë"', 'latin1');
    for (const contentType of [SCIM, 'application/json; charset=utf-8', 'application/json; charset=unheard-of']) {
      assert.equal(parse(latin, contentType).kind, 'unreadable');
    }
  });

  it('loses __proto__, however it is spelt, so that no copy gets a prototype from the service', () => {
    const text = '{"a":{"__proto__":{"admin":true}},"\\u005f_proto__":{"admin":true},"b":[{"__proto__":1}]}';
    const parsed = parse(text);
    assert.ok(parsed.kind === 'json');
    assert.deepEqual(Object.keys(Object(parsed.value)), ['a', 'b']);
    assert.equal(JSON.stringify(parsed.value), '{"a":{},"b":[{}]}');
    assert.equal({ ...Object(parsed.value) }.admin, undefined);
  });

  it('keeps an attribute named constructor as data', () => {
    assert.deepEqual(parse('{"constructor":{"prototype":1}}'), {
      kind: 'json',
      value: { constructor: { prototype: 1 } },
    });
  });

  it('takes the last of equal names', () => {
    assert.deepEqual(parse('{"a":1,"a":2}'), { kind: 'json', value: { a: 2 } });
  });

  it('is refused when it nests too deep for those who walk it', () => {
    assert.equal(parse(`${'['.repeat(63)}1${']'.repeat(63)}`).kind, 'json');
    for (const levels of [64, 100_000]) {
      assert.deepEqual(parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`), {
        kind: 'unreadable',
        problem: 'nests deeper than 64 levels',
      });
    }
  });

  it('is told apart: a web page, half a JSON', () => {
    assert.deepEqual(parse('  <html></html>', 'text/plain'), { kind: 'html' });
    assert.deepEqual(parse('Sign in', 'text/html'), { kind: 'html' });
    assert.equal(parse('{"a":').kind, 'unreadable');
  });
});

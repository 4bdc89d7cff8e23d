import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ScimResource } from '../../../src/model/resource.ts';
import { shareTexts } from '../../../src/scim/listing/share-texts.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

describe('the resources of a page', () => {
  it('have one list of schemas between them where they have the same', () => {
    const page: readonly ScimResource[] = [
      { id: '1', schemas: [USER] },
      { id: '2', schemas: [USER] },
      { id: '3', schemas: [USER, 'urn:example:badge'] },
    ];
    shareTexts(page);
    const [first, second, third] = page.map((user) => user['schemas']);
    assert.equal(first, second);
    assert.deepEqual(third, [USER, 'urn:example:badge']);
  });

  it('stay what they are, whatever they hold', () => {
    const text = fc.constantFrom('a', 'b', '2026-01-01T00:00:00Z');
    const list = fc.array(fc.oneof(text, fc.record({ value: text }), fc.constant(null)), { maxLength: 3 });
    const named = (...names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), fc.oneof(text, list));
    const resource = fc.record({
      id: text,
      schemas: fc.oneof(text, list),
      userName: fc.oneof(text, list),
      displayName: text,
      name: fc.oneof(text, named('formatted', 'givenName')),
      emails: fc.oneof(text, list),
      meta: fc.oneof(text, named('created', 'lastModified', 'location')),
    });
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 4 }), (page) => {
        const before = JSON.stringify(page);
        shareTexts(page);
        assert.equal(JSON.stringify(page), before);
      }),
    );
  });
});

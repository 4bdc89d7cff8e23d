import assert from 'node:assert/strict';
import { readDescribedSchema } from '../../src/scim/described-schema.ts';

describe('a schema of /Schemas', () => {
  it('leaves unknown what the service leaves out, because that is not the default of the RFC', () => {
    assert.deepEqual(readDescribedSchema({ id: 'urn:x', attributes: [{ name: 'color' }] }), [
      { id: 'urn:x', attributes: [{ name: 'color' }] },
    ]);
  });

  it('keeps what the service says, in the spelling of the RFC', () => {
    const said = {
      name: 'badge',
      type: 'Complex',
      multiValued: true,
      required: true,
      mutability: 'READONLY',
      returned: 'request',
      description: 'A badge.',
      subAttributes: [
        { name: 'at', type: 'datetime', caseExact: true, uniqueness: 'server' },
        { name: 'kind', canonicalValues: ['gold', 7] },
        { name: '$ref', type: 'reference', referenceTypes: ['User'] },
        { type: 'string' },
      ],
    };
    const [schema] = readDescribedSchema({ id: 'urn:x', name: 'X', attributes: [said] });
    const [badge] = schema?.attributes ?? [];
    assert.deepEqual(
      [badge?.type, badge?.multiValued, badge?.required, badge?.mutability, badge?.returned, badge?.description],
      ['complex', true, true, 'readOnly', 'request', 'A badge.'],
    );
    const [at, kind, ref, ...more] = badge?.subAttributes ?? [];
    assert.deepEqual([at?.type, at?.caseExact, at?.uniqueness], ['dateTime', true, 'server']);
    assert.deepEqual(kind?.canonicalValues, ['gold']);
    assert.deepEqual(ref?.referenceTypes, ['User']);
    assert.deepEqual(more, []);
  });

  it('may be told in capitals, with or without an underscore', () => {
    const said = [
      { name: 'hired', type: 'DATE_TIME', mutability: 'READ_ONLY', returned: 'ALWAYS', uniqueness: 'GLOBAL' },
      { name: 'left', type: 'DATETIME', mutability: 'read_write', returned: 'Never', uniqueness: 'Server' },
    ];
    assert.deepEqual(readDescribedSchema({ id: 'urn:x', attributes: said })[0]?.attributes, [
      { name: 'hired', type: 'dateTime', mutability: 'readOnly', returned: 'always', uniqueness: 'global' },
      { name: 'left', type: 'dateTime', mutability: 'readWrite', returned: 'never', uniqueness: 'server' },
    ]);
  });

  it('is passed over where it is none', () => {
    for (const said of [null, 'urn:x', {}, { id: '' }, { id: 7 }]) assert.deepEqual(readDescribedSchema(said), []);
    assert.deepEqual(readDescribedSchema({ id: 'urn:x', attributes: 'none' })[0]?.attributes, []);
  });
});

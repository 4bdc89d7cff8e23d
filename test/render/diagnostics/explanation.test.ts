import assert from 'node:assert/strict';
import { CODES } from '../../../src/diagnostics/table.ts';
import { explain } from '../../../src/render/diagnostics/explanation.ts';
import { PLAIN } from '../../../src/render/text/style.ts';

const firstLine = (code: string): string | undefined => explain(code, PLAIN)?.split('\n')[0];

describe('an explanation', () => {
  it('says why and what to do', () => {
    const text = explain('RC1008', PLAIN) ?? '';
    assert.match(text, /^RC1008: key written twice\n\nCause: Two entries .*\n\nCure: {2}Remove or merge one\.\n$/);
    for (const code of CODES) assert.match(explain(code, PLAIN) ?? '', /^Cause: \S.*\n(?:.+\n)*\nCure: {2}\S/m, code);
  });

  it('names all words between which the title of a message chooses', () => {
    assert.equal(firstLine('RC1506'), 'RC1506: this user or group does not exist or gets another name');
  });

  it('names the severity of what is no error', () => {
    assert.equal(firstLine('RC1312'), 'RC1312: expires soon (warning)');
    assert.equal(firstLine('RC1505'), 'RC1505: this rename is done (hint)');
  });

  it('is nothing for a code that is not known', () => {
    assert.equal(explain('RC9999', PLAIN), undefined);
    assert.equal(explain('toString', PLAIN), undefined);
  });
});

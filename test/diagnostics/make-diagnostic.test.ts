import assert from 'node:assert/strict';
import { diagnostic } from '../../src/diagnostics/make-diagnostic.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';

describe('a diagnostic', () => {
  it('has severity and title of its code', () => {
    assert.deepEqual(diagnostic('RC1312', 'Ada expires in one day.'), {
      code: 'RC1312',
      severity: 'warning',
      summary: 'expires soon',
      detail: 'Ada expires in one day.',
    });
  });

  it('has in its title the words that hold', () => {
    const { summary } = diagnostic('RC1506', '', 'group', 'gets another name');
    assert.equal(summary, 'this group gets another name');
    assert.equal(diagnostic('RC1302', '', '$id').summary, 'two entries with one $id');
  });

  it('does not compile with a code that is not in the table', () => {
    // @ts-expect-error
    assert.throws(() => diagnostic('RC9999', ''));
    // @ts-expect-error
    const { code }: Pick<Diagnostic, 'code'> = { code: 'RC9999' };
    // @ts-expect-error
    assert.ok(code === 'RC9999');
  });

  it('does not compile without the words of its title, or with others', () => {
    // @ts-expect-error
    assert.equal(diagnostic('RC1018', '').summary, 'row is too {short|long}');
    // @ts-expect-error
    assert.equal(diagnostic('RC1018', '', 'wide').summary, 'row is too wide');
    // @ts-expect-error
    assert.equal(diagnostic('RC1008', '', 'short').summary, 'key written twice');
  });
});

import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { renderDiagnosticsForGithub } from '../../../src/render/diagnostics/diagnostics-github.ts';

const at = (line: number, column: number) => ({ line, column });
const UNKNOWN: Diagnostic = {
  code: 'RC1101',
  severity: 'error',
  summary: 'unknown key',
  detail: '"titel" is not known here.',
  span: { file: 'users/a.yaml', start: at(3, 5), end: at(3, 10) },
};

describe('diagnostics as workflow commands of GitHub', () => {
  it('stand on the line and its columns, below the folder of the project', () => {
    assert.equal(
      renderDiagnosticsForGithub([UNKNOWN], 'people'),
      '::error file=people/users/a.yaml,line=3,endLine=3,col=5,endColumn=10,title=RC1101%3A unknown key::"titel" is not known here.\n',
    );
  });

  it('have no columns where they go over several lines, and no place where there is none', () => {
    const long: Diagnostic = {
      ...UNKNOWN,
      severity: 'warning',
      span: { file: 'a.yaml', start: at(1, 1), end: at(2, 1) },
    };
    const { span: _span, detail: _detail, ...bare } = UNKNOWN;
    assert.equal(
      renderDiagnosticsForGithub([long, { ...bare, severity: 'hint' }], ''),
      '::warning file=a.yaml,line=1,endLine=2,title=RC1101%3A unknown key::"titel" is not known here.\n' +
        '::notice title=RC1101%3A unknown key::unknown key\n',
    );
  });

  it('escape what would end the message, the property or the command', () => {
    const span = { file: '100%,a:b.yaml', start: at(1, 1), end: at(1, 2) };
    const text = renderDiagnosticsForGithub([{ ...UNKNOWN, detail: '50%: a,\n::set-env::\r\u001b[31m', span }], '');
    assert.equal(
      text,
      '::error file=100%25%2Ca%3Ab.yaml,line=1,endLine=1,col=1,endColumn=2,title=RC1101%3A unknown key::50%25: a,%0A::set-env::␍␛[31m\n',
    );
  });
});

import assert from 'node:assert/strict';
import { attributeTables } from '../../../src/plan/attributes/attribute-tables.ts';
import { inDescribedForm } from '../../../src/plan/attributes/described-extensions.ts';
import { load, PROJECT } from '../../config/temporary-project.ts';
import { BADGE, BADGE_SCHEMA } from '../../support/badge-extension.ts';

const { User: TABLE } = attributeTables([BADGE], []);

async function formed(extension: string, project = '') {
  const { configuration, diagnostics } = await load({
    ...(project === '' ? {} : { 'rollcall.yaml': PROJECT + project }),
    'users/a.yaml': `users:\n  - { userName: ada, "${BADGE_SCHEMA}": ${extension} }\n`,
  });
  const [user] = configuration?.users ?? [];
  assert.ok(user, JSON.stringify(diagnostics));
  return inDescribedForm(user.attributes, TABLE, user.written)[BADGE_SCHEMA];
}

describe('an extension that only the service describes', () => {
  it('takes text as the file writes it, though any YAML reader sees a number', async () => {
    assert.deepEqual(
      await formed('{ number: 4.50, colour: TRUE, office: { building: 2.0, floor: 2.0 }, tags: [1.10, b, 1e3, 7] }'),
      { number: '4.50', colour: 'TRUE', office: { building: '2.0', floor: 2 }, tags: ['1.10', 'b', '1e3', '7'] },
    );
  });

  it('takes text of the defaults and of variables as they write it, where the entry says nothing else', async () => {
    const defaults = `defaults: { user: { "${BADGE_SCHEMA}": { number: 4.50, colour: 1.0, office: { building: 2.0 }, rate: 4.50 } } }\n`;
    assert.deepEqual(await formed('{ COLOUR: 7 }', defaults), {
      number: '4.50',
      colour: '7',
      office: { building: '2.0' },
      rate: 4.5,
    });
    assert.deepEqual(await formed('{ number: null, office: { floor: 2.0 } }', defaults), {
      number: null,
      colour: '1.0',
      office: { floor: 2 },
      rate: 4.5,
    });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is rollcall's
    assert.deepEqual(await formed('{ number: "${var:badge}" }', 'variables: { badge: 4.50 }\n'), { number: '4.50' });
  });

  it('takes numbers and booleans as such, however they are written', async () => {
    assert.deepEqual(await formed('{ rate: 4.50, level: "7", remote: TRUE, unknown: 4.50 }'), {
      rate: 4.5,
      level: 7,
      remote: true,
      unknown: 4.5,
    });
  });
});

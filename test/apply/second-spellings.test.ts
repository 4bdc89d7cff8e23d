import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { isJsonArray, isJsonObject } from '../../src/model/json.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { rulesOf } from '../../src/sandbox/services.ts';
import { type Ended, runCli, temporaryProject } from '../support/cli-run.ts';

const SEED = {
  Users: ['ada', 'bob', 'carl'].map((id) => ({
    id,
    userName: id,
    emails: [{ value: `${id}@example.com`, type: 'work' }],
  })),
  Groups: [{ id: 'staff', displayName: 'Staff', members: [{ value: 'ada' }, { value: 'bob' }, { value: 'carl' }] }],
};
const FILES = `users:
  - { userName: ada, emails: [{ value: countess@example.com, type: work }] }
groups:
  - { displayName: Staff, members: [ada] }
`;

interface Outcome extends Ended {
  readonly emails: JsonValue | undefined;
  readonly members: readonly JsonValue[];
}

/** Applies to a service of these quirks, and looks what it holds then. */
async function applyTo(...quirks: readonly string[]): Promise<Outcome> {
  const sandbox = await startSandbox({ rules: rulesOf('generic', quirks), seed: SEED });
  const guards = 'guards: { maxMemberRemovals: 100%, maxChanges: 100% }\n';
  const project = await temporaryProject({
    'rollcall.yaml': `service: { baseUrl: "${sandbox.url}", dialect: { readAfterWrite: 0 } }\n${guards}${FILES}`,
  });
  try {
    const ended = await runCli(['apply', '--auto-approve'], { cwd: project.dir });
    const show = async (path: string): Promise<JsonObject> =>
      JSON.parse(await (await fetch(sandbox.url + path)).text());
    const { members } = await show('/Groups/staff');
    const ids = (isJsonArray(members) ? members : []).filter(isJsonObject).map(({ value = null }) => value);
    return { ...ended, emails: (await show('/Users/ada'))['emails'], members: ids };
  } finally {
    await sandbox.close();
    await project.remove();
  }
}

describe('an apply to a service that takes no filter in a path', () => {
  it('ends well by the second spellings, and names the settings that make them the first', async () => {
    const { code, stdout, emails, members } = await applyTo('no-element-paths', 'no-member-paths');
    assert.equal(code, 0, stdout);
    assert.match(
      stdout,
      /! The service took only the second spelling: write service\.dialect\.members\.removal: valueList/,
    );
    assert.match(
      stdout,
      /write service\.dialect\.patch\.elementChange: replaceAttribute, and no request is refused first/,
    );
    assert.deepEqual(emails, [{ value: 'countess@example.com', type: 'work' }]);
    assert.deepEqual(members, ['ada']);
  });

  it('fails where a list of ids takes everybody, names who went, and sends nothing more', async () => {
    const { code, stdout, members } = await applyTo('no-member-paths', 'member-removal-of-all');
    assert.equal(code, 1);
    assert.match(stdout, /✗ group:Staff: not updated: the service was asked to remove bob and removed ada, carl too/);
    assert.match(stdout, /so that nothing more is sent\. Set service\.dialect\.members\.removal to valuePath/);
    assert.match(stdout, /! group:Staff: lost besides: member ada is gone/);
    assert.deepEqual(members, []);
  });
});

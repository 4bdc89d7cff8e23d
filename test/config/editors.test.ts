import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLanguageServer } from '../support/language-server.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RESOURCES = '# yaml-language-server: $schema=schemas/resources.schema.json\n';
const PROJECT = '# yaml-language-server: $schema=schemas/project.schema.json\n';

/** The text without its mark `‸`, and where that stood. */
function marked(text: string): { readonly text: string; readonly position: { line: number; character: number } } {
  const before = text.slice(0, text.indexOf('‸')).split('\n');
  return { text: text.replace('‸', ''), position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

describe('an editor with the YAML language server', function () {
  this.timeout(30_000);
  let server: Awaited<ReturnType<typeof startLanguageServer>>;
  before(async () => {
    server = await startLanguageServer();
  });
  after(() => server.stop());

  let opened = 0;
  const open = (text: string) => server.open(join(ROOT, `document-${++opened}.yaml`), text);
  const completions = async (written: string): Promise<readonly string[]> => {
    const { text, position } = marked(written);
    return (await open(text)).complete(position);
  };
  const hover = async (written: string): Promise<string> => {
    const { text, position } = marked(written);
    return (await open(text)).hover(position);
  };

  it('offers the attributes of a user that are not written yet', async () => {
    const offered = await completions(`${RESOURCES}users:\n  - userName: ada@example.com\n    ‸\n`);
    for (const name of ['displayName', 'emails', 'enterprise', 'genesys', '$previously', '$ignore']) {
      assert.ok(offered.includes(name), name);
    }
    for (const name of ['userName', 'dispalyName', 'id', 'groups', 'members']) assert.ok(!offered.includes(name), name);
  });

  it('offers what belongs inside an attribute, a group, a policy and the service', async () => {
    const inside = async (text: string, ...names: readonly string[]): Promise<void> => {
      const offered = await completions(text);
      for (const name of names) assert.ok(offered.includes(name), `${name} in ${offered.join(', ')}`);
    };
    await inside(`${RESOURCES}users:\n  - userName: a\n    enterprise:\n      ‸\n`, 'department', 'manager');
    await inside(`${RESOURCES}users:\n  - userName: a\n    emails:\n      - type: ‸\n`, 'work', 'home');
    await inside(`${RESOURCES}groups:\n  - displayName: a\n    ‸\n`, 'members', '$memberRule', '$members');
    await inside(`${RESOURCES}groups:\n  - displayName: a\n    $members: ‸\n`, 'exact', 'additive');
    await inside(`${PROJECT}policies:\n  - name: a\n    ‸\n`, 'require', 'forbid', 'exclusive', 'severity');
    await inside(`${PROJECT}service:\n  profile: ‸\n`, 'generic', 'genesys-cloud', 'okta');
    await inside(`${PROJECT}service:\n  dialect:\n    patch:\n      ‸\n`, 'elementChange', 'stringBooleans');
    await inside(`${PROJECT}service:\n  dialect:\n    patch:\n      form: ‸\n`, 'path', 'pathless');
  });

  it('explains the word under the pointer', async () => {
    assert.match(await hover(`${RESOURCES}users:\n  - user‸Name: a\n`), /The name that the user signs in with/);
    assert.match(await hover(`${RESOURCES}groups:\n  - displayName: a\n    $member‸Rule: title pr\n`), /SCIM filter/);
    assert.match(await hover(`${PROJECT}service:\n  phone‸Region: GB\n`), /ISO 3166-1 alpha-2/);
  });

  it('marks a wrong key, a wrong value and a missing name', async () => {
    const problems = async (text: string): Promise<string> => (await (await open(text)).problems()).join('\n');
    assert.match(await problems(`${RESOURCES}users:\n  - userName: a\n    titel: x\n`), /titel is not allowed/);
    assert.match(await problems(`${RESOURCES}users:\n  - userName: a\n    $state: gone\n`), /"present", "absent"/);
    assert.match(await problems(`${RESOURCES}users:\n  - title: x\n`), /Missing property "userName"/);
    assert.match(await problems(`${PROJECT}servcie: {}\n`), /servcie is not allowed/);
  });

  it('has nothing against the examples', async () => {
    for (const path of globSync('examples/**/*.yaml', { cwd: ROOT })) {
      const schema = basename(path) === 'rollcall.yaml' ? PROJECT : RESOURCES;
      const editor = await open(schema + readFileSync(join(ROOT, path), 'utf8'));
      assert.deepEqual(await editor.problems(), [], path);
    }
  });
});

import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxRules } from '../../../src/cli/service/sandbox-rules.ts';
import { openSandboxService } from '../../../src/cli/service/sandbox-service.ts';
import type { Configuration } from '../../../src/model/configuration.ts';
import { DEFAULT_LIMITS } from '../../../src/model/guards.ts';
import { USER_SCHEMA } from '../../../src/model/schemas/user.ts';
import { PROFILES } from '../../../src/profiles/profiles.ts';
import { temporaryProject } from '../../support/cli-run.ts';
import { fakeTerminal } from '../../support/cli-terminal.ts';

const MANAGER = { manager: { value: { $user: 'boss@example.com' } } };
const ADA = {
  type: 'User',
  key: 'user:ada@example.com',
  name: 'ada@example.com',
  attributes: { userName: 'ada@example.com', ...MANAGER },
  previously: [],
  state: 'present',
  ignore: [],
  source: { file: 'rollcall.yaml', line: 1 },
  pointer: { file: 'rollcall.yaml', path: [] },
} as const;

function configuration(profile: string, environment: string | null): Configuration {
  const service = { profile, auth: { kind: 'none' }, dialect: {} } as const;
  return {
    service,
    environment,
    ownership: {},
    policies: [],
    guards: { ...DEFAULT_LIMITS, protect: [], sensitive: [] },
    users: [ADA],
    groups: [],
  };
}

describe('the rules of a sandbox', () => {
  it('are those of the service, and of the RFC alone where nobody wrote them yet, which is said', () => {
    const known = fakeTerminal({ tty: false });
    assert.deepEqual([sandboxRules('miro', [], known.terminal).types.Group.create, known.stderr()], [false, '']);
    const unknown = fakeTerminal({ tty: false });
    const rules = sandboxRules('new-service', ['no-put'], unknown.terminal);
    assert.deepEqual([rules.name, rules.types.Group.create, rules.types.User.put], ['new-service', true, false]);
    assert.match(unknown.stderr(), /^No sandbox behaves like new-service yet/u);
  });
});

describe('the sandbox inside a command', () => {
  let project: Awaited<ReturnType<typeof temporaryProject>>;
  beforeEach(async () => {
    project = await temporaryProject({});
  });
  afterEach(() => project.remove());

  const open = (of: Configuration, stderr = fakeTerminal({ tty: false })) => {
    const choice = { dir: project.dir, sandbox: true, concurrency: 10, verbose: false, tool: 'rollcall 0.1.0' };
    return openSandboxService(of, choice, stderr.terminal);
  };

  it('starts with what is referred to, once, and keeps it', async () => {
    for (const seeds of [true, false]) {
      const terminal = fakeTerminal({ tty: false });
      const service = await open(configuration('generic', null), terminal);
      const users = await service.client.list('User');
      await service.close();
      assert.deepEqual(
        users.map(({ userName }) => userName),
        ['boss@example.com'],
      );
      assert.equal(terminal.stderr().includes('user:boss@example.com'), seeds);
    }
  });

  it('is a target of its own and knows no secret', async () => {
    const service = await open(configuration('generic', null));
    await service.close();
    assert.equal(service.target, 'sandbox:generic');
    const [one, other] = [
      await service.resolveSecret({ $secret: 'env:X' }),
      await service.resolveSecret({ $secret: 'env:X' }),
    ];
    assert.match(one, /^sandbox-.{36}$/u);
    assert.notEqual(one, other);
  });

  it('keeps each environment apart, whatever its name', async () => {
    const service = await open(configuration('generic', '../staging'));
    await service.close();
    const path = join(project.dir, '.rollcall', 'sandbox', 'generic-..%2Fstaging.jsonl');
    assert.match(await readFile(path, 'utf8'), /boss@example\.com/u);
    await rm(path);
  });

  it('behaves like the service of the profile, and starts with what cannot be created there', async () => {
    const terminal = fakeTerminal({ tty: false });
    const ada = { ...ADA, attributes: { ...ADA.attributes, roles: [{ value: 'Dispatcher' }, { value: 'employee' }] } };
    const team = {
      ...ADA,
      type: 'Group',
      key: 'group:Team',
      name: 'Team',
      attributes: { displayName: 'Team' },
    } as const;
    const service = await open({ ...configuration('genesys-cloud', null), users: [ada], groups: [team] }, terminal);
    const groups = await service.client.list('Group');
    const body = { schemas: [USER_SCHEMA], ...ada.attributes, displayName: 'Ada' };
    const { manager: _manager, ...created } = body;
    const { resource } = await service.client.create('User', created);
    await service.close();
    assert.deepEqual(
      groups.map(({ displayName }) => displayName),
      ['Team'],
    );
    assert.deepEqual(resource?.['roles'], ada.attributes.roles);
    assert.match(
      terminal.stderr(),
      /declaring it: user:boss@example\.com\..*groups, which genesys-cloud lets nobody create over SCIM: Team\..*names of roles that genesys-cloud has to know: Dispatcher\./su,
    );
  });

  it('has the habits of every profile', async () => {
    for (const name of PROFILES.keys()) {
      const service = await open(configuration(name, null));
      await service.close();
      assert.equal(service.target, `sandbox:${name}`);
    }
  });
});

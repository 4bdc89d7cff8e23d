import assert from 'node:assert/strict';
import { runCli, temporaryProject } from '../support/cli-run.ts';
import { type DirectoryServer, startDirectoryServer } from '../support/directory-server.ts';
import { people, team } from '../support/people.ts';

describe('how plan reads a service', () => {
  let server: DirectoryServer;
  let project: Awaited<ReturnType<typeof temporaryProject>>;

  beforeEach(async () => {
    server = await startDirectoryServer({ users: people(150), groups: [team('Ops', [1])], hidesMembers: true });
    const service = `{ profile: aws-identity-center, baseUrl: "${server.url}" }`;
    const groups = '[{ displayName: Ops, members: [user1@example.com] }]';
    project = await temporaryProject({ 'rollcall.yaml': `service: ${service}\ngroups: ${groups}\n` });
  });
  afterEach(() => Promise.all([server.close(), project.remove()]));

  it('is told with --verbose, with the number of requests', async () => {
    const { code, stdout, stderr } = await runCli(['plan', '--verbose'], { cwd: project.dir });
    assert.deepEqual([code, stdout.includes('No changes.')], [0, true]);
    assert.match(
      stderr,
      /Users: listed whole, in 2 pages\.\nGroups: listed whole, in 1 page\.\nMembers: asked for the groups of each of 150 possible members of declared groups\.\nRequests: 156\.\n/,
    );
  });

  it('is refused before it is done where it would take more requests than --max-requests', async () => {
    const { code, stderr } = await runCli(['plan', '--max-requests', '100'], { cwd: project.dir });
    assert.equal(code, 1);
    assert.match(
      stderr,
      /would bring this reading to 156 requests, and 100 are allowed\.\nAllow them with --max-requests 156/,
    );
    assert.equal(server.received.length, 5);
  });
});

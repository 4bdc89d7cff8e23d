import assert from 'node:assert/strict';
import type { Pull } from './ci/fake-github.ts';
import { type Flow, type Outcome, startGithubFlow } from './ci/github-flow.ts';

const people = (...names: readonly string[]) => `users:\n${names.map((name) => `  - ${name}\n`).join('')}`;
const SETTINGS = (url: string) =>
  `service:\n  baseUrl: ${url}\n  auth:\n    token: \${env:SCIM_TOKEN}\n  dialect: { readAfterWrite: 0 }\n`;

/** One project in the root of the repository, on one service. */
describe('a repository on GitHub', function () {
  this.timeout(60_000);
  let flow: Flow;
  before(async () => {
    flow = await startGithubFlow([''], 1, ([url = '']) => ({
      'rollcall.yaml': SETTINGS(url),
      'users/a.yaml': people('userName: ada@example.com'),
      'README.md': 'Our people\n',
    }));
    const [service] = flow.services;
    assert.ok(service);
    await flow.send(service, 'POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@example.com',
    });
  });
  after(() => flow.close());

  const codes = (outcome: Outcome) => Object.fromEntries([...outcome].map(([name, { code }]) => [name, code]));
  const users = () => flow.users(flow.services[0] ?? assert.fail());
  const last = (pull: Pull) => flow.github.said(pull.number).at(-1) ?? assert.fail('nothing was said');
  const idOf = (pull: Pull) =>
    flow.github.runs
      .findLast(({ event, head }) => event === 'pull_request' && head === pull.head)
      ?.artifacts.get('rollcall-id');
  const planned = async (files: Readonly<Record<string, string>>): Promise<Pull> => {
    const pull = flow.open(files);
    const outcome = await flow.plan(pull);
    assert.deepEqual(codes(outcome), { 'rollcall plan': 0, 'rollcall gate': 0 }, JSON.stringify([...outcome]));
    return pull;
  };
  const applied = (outcome: Outcome) =>
    assert.deepEqual(codes(outcome), { 'rollcall apply': 0 }, JSON.stringify([...outcome]));

  it('plans a pull request, comments it without values, keeps its id, and applies that when it is merged', async () => {
    const pull = flow.open({ 'users/b.yaml': people('{ userName: bob@example.com, title: Analyst }') });
    const outcome = await flow.plan(pull);
    assert.deepEqual(codes(outcome), { 'rollcall plan': 0, 'rollcall gate': 0 }, JSON.stringify([...outcome]));
    const comment = last(pull);
    const id = idOf(pull)?.trim() ?? '';
    assert.match(id, /^[0-9a-f]{64}$/u);
    assert.ok(
      comment.startsWith('<!-- rollcall plan . -->\n') || comment.startsWith('<!-- rollcall plan .  -->\n'),
      comment,
    );
    assert.ok(comment.includes(`Plan id \`${id}\``) && comment.includes('1 to create'), comment);
    const said = JSON.stringify([...outcome, flow.github.comments]);
    assert.ok(!said.includes('Analyst'), said);
    assert.match(outcome.get('rollcall plan')?.summary ?? '', /1 to create/u);
    applied(await flow.push(flow.merge(pull)));
    assert.match(last(pull), /^\*\*rollcall\*\* · \*\*Applied\*\* [0-9a-f]{40}\..*by ada · commit .*done: create/su);
    assert.ok(!last(pull).includes('Analyst'));
    assert.deepEqual(await users(), ['ada@example.com', 'bob@example.com Analyst']);
  });

  it('replaces its comment, and says so where nothing is left of the change', async () => {
    const pull = await planned({ 'users/c.yaml': people('userName: carl@example.com') });
    const id = idOf(pull);
    await flow.plan(pull);
    assert.deepEqual([flow.github.said(pull.number).length, idOf(pull)], [1, id]);
    flow.repository.commit('branch-2', 'main', { 'notes.md': 'x' });
    const reverted = { ...pull, head: flow.repository.git('rev-parse', 'branch-2') };
    assert.equal((await flow.plan(reverted)).get('rollcall gate')?.code, 0);
    assert.deepEqual(flow.github.said(pull.number).length, 1);
    assert.match(last(pull), /Nothing that this project reads has changed/u);
    assert.equal(idOf(reverted), undefined);
  });

  it('passes over what the project does not read, which has no effect on what was reviewed', async () => {
    const pull = await planned({ 'users/c.yaml': people('userName: carl@example.com') });
    const page = await planned({ 'README.md': 'All our people\n' });
    assert.deepEqual(flow.github.said(page.number), []);
    const passed = await flow.push(flow.merge(page));
    applied(passed);
    assert.match(passed.get('rollcall apply')?.log ?? '', /changes nothing that this project reads/u);
    applied(await flow.push(flow.merge(pull)));
    assert.ok((await users()).includes('carl@example.com'));
  });

  it('refuses what main made another plan of, and applies that by hand', async () => {
    const more = await planned({ 'users/d.yaml': people('userName: dora@example.com') });
    const [url] = flow.services.map((service) => service.url);
    const all = await planned({ 'rollcall.yaml': `${SETTINGS(url ?? '')}defaults: { user: { title: Staff } }\n` });
    applied(await flow.push(flow.merge(more)));
    const refused = await flow.push(flow.merge(all));
    assert.deepEqual(codes(refused), { 'rollcall apply': 3 });
    assert.match(last(all), /\*\*Refused\*\*, nothing was applied of [0-9a-f]{40}\. the plan is another one/u);
    assert.match(last(all), /\*\*Plan: 0 to create, 3 to update/u);
    assert.ok(!(await users()).includes('dora@example.com Staff'));
    const byHand = await flow.runByHand(last(all));
    assert.deepEqual(codes(byHand), { 'rollcall by-hand': 0 }, JSON.stringify([...byHand]));
    assert.match(last(all), /\*\*Applied\*\*/u);
    assert.ok((await users()).includes('dora@example.com Staff'));
  });

  it('applies three merges in order, though the first apply was held until all were merged', async () => {
    const pulls: Pull[] = [];
    for (const name of ['eve', 'fay', 'gus']) {
      pulls.push(await planned({ [`users/${name}.yaml`]: people(`userName: ${name}@example.com`) }));
    }
    const ranges = pulls.map((pull) => flow.merge(pull));
    for (const range of ranges) applied(await flow.push(range));
    for (const pull of pulls) assert.match(last(pull), /\*\*Applied\*\*/u);
  });

  it('applies the three that a merge queue pushes at once, by what was reviewed and not by the plan of the group', async () => {
    const pulls: Pull[] = [];
    for (const name of ['hal', 'ida', 'jon']) {
      pulls.push(await planned({ [`users/${name}.yaml`]: people(`userName: ${name}@example.com`) }));
    }
    const said = flow.github.comments.length;
    const range = flow.merge(...pulls);
    const group = await flow.planGroup(range.after, range.before);
    assert.deepEqual(codes(group), { 'rollcall plan': 0, 'rollcall gate': 0 }, JSON.stringify([...group]));
    assert.equal(flow.github.comments.length, said);
    assert.equal(flow.github.runs.at(-1)?.artifacts.size, 0);
    applied(await flow.push(range));
    for (const pull of pulls) assert.match(last(pull), /\*\*Applied\*\*/u);
    // Once more, as after a failure: nothing is left.
    const again = await flow.push(range);
    applied(again);
    assert.match(again.get('rollcall apply')?.log ?? '', /Nothing is left to apply/u);
  });

  it('applies nothing that came without a pull request, until somebody says so', async () => {
    const before = flow.main();
    flow.repository.commit('main', 'main', { 'users/k.yaml': people('userName: kim@example.com') });
    const said = flow.github.comments.length;
    const pushed = await flow.push({ before, after: flow.main() });
    assert.deepEqual(codes(pushed), { 'rollcall apply': 3 });
    assert.equal(flow.github.comments.length, said);
    const summary = pushed.get('rollcall apply')?.summary ?? '';
    assert.match(summary, /No plan of it was reviewed/u);
    assert.ok(!(await users()).some((user) => user.startsWith('kim@')));
    assert.deepEqual(codes(await flow.runByHand(summary)), { 'rollcall by-hand': 0 });
    assert.ok((await users()).some((user) => user.startsWith('kim@')));
  });

  it('does not apply an id that a fork left, and gives forks no plan and no green check', async () => {
    const pull = flow.open({ 'users/l.yaml': people('userName: lea@example.com') });
    const run = flow.github.startRun('rollcall.yaml', 'pull_request', pull.head, 'mallory/people');
    const own = await planned({ 'users/l.yaml': people('userName: lea@example.com') });
    run.artifacts.set('rollcall-id', idOf(own) ?? assert.fail());
    const refused = await flow.push(flow.merge(pull));
    assert.deepEqual(codes(refused), { 'rollcall apply': 3 });
    assert.match(last(pull), /No plan of it was reviewed/u);
    await flow.runByHand(last(pull));
  });

  it('shows a plan that a guard refuses, and applies it by hand with what it takes, told on the pull request', async () => {
    const gone = ['eve', 'fay', 'gus', 'hal', 'ida'].map((name) => [
      `users/${name}.yaml`,
      people(`{ userName: ${name}@example.com, $state: absent }`),
    ]);
    const pull = await planned(Object.fromEntries(gone));
    assert.match(last(pull), /maxRemovals/u);
    const refused = await flow.push(flow.merge(pull));
    assert.deepEqual(codes(refused), { 'rollcall apply': 3 });
    assert.match(last(pull), / -f pull_request=\d+ -f allow="removals=5"\n/u);
    const byHand = await flow.runByHand(last(pull));
    assert.deepEqual(codes(byHand), { 'rollcall by-hand': 0 }, JSON.stringify([...byHand]));
    assert.match(last(pull), /\*\*Applied\*\*/u);
    assert.ok(!(await users()).some((user) => user.startsWith('eve@')));
  });

  it('fails, and says so, where no plan can be made, and lets no such thing in', async () => {
    const pull = flow.open({ 'users/m.yaml': 'users:\n  - userNme: max@example.com\n' });
    const outcome = await flow.plan(pull);
    assert.deepEqual(codes(outcome), { 'rollcall plan': 1, 'rollcall gate': 1 });
    assert.match(last(pull), /rollcall could not plan/u);
    assert.match(outcome.get('rollcall plan')?.log ?? '', /^::error file=users\/m\.yaml,line=2/mu);
    assert.equal(idOf(pull), undefined);
  });

  it('opens one issue about drift, closes it when there is none, and skips while an apply runs', async () => {
    const [service] = flow.services;
    assert.ok(service);
    const { issues } = flow.github;
    const look = async () => {
      const outcome = await flow.night();
      assert.deepEqual(codes(outcome), { 'rollcall drift': 0 }, JSON.stringify([...outcome]));
      return issues.map(({ state }) => state);
    };
    assert.deepEqual(await look(), []);
    const answer = await fetch(`${service.url}/Users?filter=userName%20eq%20%22ada@example.com%22`, {
      headers: { authorization: 'Bearer a-token-of-the-service' },
    });
    const { Resources } = (await answer.json()) as { Resources: { id: string }[] };
    const title = (value: string) =>
      flow.send(service, 'PATCH', `/Users/${Resources[0]?.id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'title', value }],
      });
    await title('Countess');
    const run = flow.github.startRun('rollcall.yaml', 'push', flow.main());
    assert.deepEqual(await look(), []);
    run.status = 'completed';
    assert.deepEqual(await look(), ['open']);
    assert.deepEqual(await look(), ['open']);
    assert.match(issues[0]?.title ?? '', /the service is not as the files say/u);
    assert.ok(!issues[0]?.body.includes('Countess'));
    await title('Staff');
    assert.deepEqual(await look(), ['closed']);
  });
});

describe('a repository on GitHub with two projects and three environments', function () {
  this.timeout(60_000);

  it('plans and applies each where it changes, for each of its environments', async () => {
    const flow = await startGithubFlow(['', 'it/people'], 4, ([root = '', ...others]) => ({
      'rollcall.yaml': SETTINGS(root),
      'users/a.yaml': 'users: []\n',
      'it/people/rollcall.yaml': `${SETTINGS('https://scim.example.com')}environments:\n${others
        .map((url, index) => `  env-${index}: { service: { baseUrl: "${url}" } }\n`)
        .join('')}`,
      'it/people/users/a.yaml': 'users: []\n',
    }));
    try {
      const pull = flow.open({ 'it/people/users/a.yaml': people('userName: ada@example.com') });
      const planned = await flow.plan(pull);
      const failed = (outcome: Outcome) => [...outcome].filter(([, { code }]) => code !== 0);
      assert.deepEqual(failed(planned), []);
      assert.equal(flow.github.said(pull.number).length, 3);
      const [, own] = flow.github.runs;
      assert.deepEqual(
        [...(own?.artifacts.keys() ?? [])],
        ['rollcall-id-env-0', 'rollcall-id-env-1', 'rollcall-id-env-2'],
      );
      assert.equal(new Set(own?.artifacts.values()).size, 3);
      const applied = await flow.push(flow.merge(pull));
      assert.deepEqual(failed(applied), []);
      assert.equal(applied.size, 4);
      assert.equal(flow.github.said(pull.number).filter((body) => body.includes('**Applied**')).length, 3);
      const users = await Promise.all(flow.services.map(flow.users));
      assert.deepEqual(users, [[], ...Array.from({ length: 3 }, () => ['ada@example.com'])]);
    } finally {
      await flow.close();
    }
  });
});

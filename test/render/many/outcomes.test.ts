import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sha256 } from '../../../src/cli/files/sha256.ts';
import { worstExit } from '../../../src/cli/terminal/worst-exit.ts';
import { plansId } from '../../../src/plan/plans-id.ts';
import { sealPlan } from '../../../src/plan/seal.ts';
import type { Outcome, OutcomeResult } from '../../../src/render/many/outcome.ts';
import { renderOutcomes, renderOutcomesMarkdown } from '../../../src/render/many/outcome-table.ts';
import { renderPlansJson } from '../../../src/render/many/plans-json.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { planOf } from '../../support/planning.ts';

interface PlansFile {
  readonly plans: readonly unknown[];
  readonly failures: readonly unknown[];
}

const plan = planOf({
  users: [
    { attributes: { userName: 'ada' } },
    { attributes: { userName: 'bob', active: false } },
    { attributes: { userName: 'cy' }, state: 'absent' },
  ],
  current: {
    users: [
      { id: '2', userName: 'bob', active: true },
      { id: '3', userName: 'cy' },
    ],
  },
});
const nothing = planOf({});

function outcome(environment: string, result: OutcomeResult, of: Outcome['plan'] = plan): Outcome {
  return { environment, plan: of, result };
}

const OUTCOMES: readonly Outcome[] = [
  outcome('genesys-cloud', { kind: 'applied', proven: true }),
  outcome('slack', { kind: 'refused', reason: '5 of 12 users would be removed, 3 are allowed.' }),
  { environment: 'github', result: { kind: 'failed', reason: 'nobody answers at 127.0.0.1 | port 1.' } },
  outcome('old', { kind: 'unchanged' }, nothing),
];

describe('the table of several environments', () => {
  it('says of each what its plan does and what became of it', () => {
    assert.deepEqual(renderOutcomes(OUTCOMES, PLAIN, 120).split('\n'), [
      'environment    create  update  deactivate  delete  outcome',
      'genesys-cloud       1       0           1       1  applied and proven',
      'slack               1       0           1       1  refused: 5 of 12 users would be removed, 3 are allowed.',
      'github                                             failed: nobody answers at 127.0.0.1 | port 1.',
      'old                 0       0           0       0  no changes',
      '',
    ]);
  });

  it('fits the page: a long reason goes on below itself', () => {
    const lines = renderOutcomes(OUTCOMES, PLAIN, 80).split('\n');
    assert.ok(lines.every((line) => line.length <= 80));
    assert.deepEqual(lines.slice(2, 4), [
      'slack               1       0           1       1  refused: 5 of 12 users would',
      '                                                   be removed, 3 are allowed.',
    ]);
  });

  it('has a word for each way that it can end', () => {
    const words = [
      outcome('a', { kind: 'planned' }),
      outcome('b', { kind: 'planned' }, nothing),
      outcome('c', { kind: 'applied', proven: false }),
      outcome('d', { kind: 'interrupted' }),
      outcome('e', { kind: 'skipped', reason: 'the run was interrupted.' }),
    ];
    assert.deepEqual(
      renderOutcomes(words, PLAIN, 120)
        .trim()
        .split('\n')
        .map((line) => line.split(/ {2,}/u).at(-1)),
      ['outcome', 'to apply', 'no changes', 'sent, not verified', 'interrupted', 'not begun: the run was interrupted.'],
    );
  });

  it('is a table in Markdown that no text of a service breaks', () => {
    const lines = renderOutcomesMarkdown(OUTCOMES).trim().split('\n');
    assert.deepEqual(lines.slice(0, 2), [
      '| environment | create | update | deactivate | delete | outcome |',
      '| --- | ---: | ---: | ---: | ---: | --- |',
    ]);
    for (const line of lines) assert.equal(line.match(/(?<!\\)\|/gu)?.length, 7, line);
  });
});

describe('the plans of several environments as JSON', () => {
  const schemaOf = (name: string) =>
    JSON.parse(readFileSync(new URL(`../../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
  const validate = new Ajv2020({ strictTypes: false, schemas: [schemaOf('plan')] }).compile(schemaOf('plans'));

  it('are what the schema says, with those that could not be planned', () => {
    const sealed = OUTCOMES.map(({ plan: of, ...rest }) =>
      of === undefined ? rest : { ...rest, plan: sealPlan(of, sha256) },
    );
    const value: PlansFile = JSON.parse(renderPlansJson(sealed, null));
    assert.ok(validate(value), JSON.stringify(validate.errors));
    assert.equal(value.plans.length, 3);
    assert.deepEqual(value.failures, [
      { environment: 'github', result: 'failed', reason: 'nobody answers at 127.0.0.1 | port 1.' },
    ]);
  });
});

describe('one id over all', () => {
  it('is that of the lines, whatever the order of the environments', () => {
    const ids = [
      { name: 'b', id: '2'.repeat(64) },
      { name: 'a-1', id: '3'.repeat(64) },
      { name: 'a', id: '1'.repeat(64) },
    ];
    const lines = `a ${'1'.repeat(64)}\na-1 ${'3'.repeat(64)}\nb ${'2'.repeat(64)}\n`;
    assert.equal(plansId(ids, sha256), sha256(lines));
    assert.equal(plansId(ids.toReversed(), sha256), sha256(lines));
    assert.notEqual(plansId(ids.slice(1), sha256), sha256(lines));
  });
});

describe('the exit code of several environments', () => {
  it('is the gravest: 130 and 70, then 3, 1, 2 and 0', () => {
    const gravest = [130, 70, 3, 1, 2, 0] as const;
    for (const [index, code] of gravest.entries()) {
      assert.equal(worstExit(gravest.slice(index).toReversed()), code);
    }
    assert.equal(worstExit([]), 0);
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Refusal } from '../../../src/model/guards.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { shownPlan } from '../../../src/render/hidden/hidden-plan.ts';
import { applyCommand } from '../../../src/render/plan/apply-command.ts';
import { renderPlanMarkdown } from '../../../src/render/plan/plan-markdown.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { shellWord } from '../../../src/render/text/shell-word.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { planOf } from '../../support/planning.ts';

const refusal = (name: 'maxRemovals' | 'maxChanges', allow: string): Refusal => ({
  guard: name,
  limit: '10%',
  excesses: [{ of: 'users', count: 9, population: 10, allowed: 3 }],
  allow,
});

const PLAN: Plan = {
  ...planOf({}),
  target: 'sandbox:okta',
  environment: 'staging',
  variables: { domain: "o'hara & co" },
  targets: ['user:a*'],
  refusals: [refusal('maxRemovals', 'removals=9')],
};

describe('the command that applies a plan', () => {
  it('plans the same again: folder, sandbox, environment, variables, targets and moment', () => {
    assert.equal(
      applyCommand(PLAN, { dir: 'my people', now: '2027-01-01' }),
      "rollcall apply --dir 'my people' --sandbox --env staging --var 'domain=o'\\''hara & co' --target 'user:a*' " +
        '--now 2027-01-01 --allow removals=9',
    );
  });

  it('names the file of a saved plan, which records what it was made with', () => {
    assert.equal(
      applyCommand(PLAN, { dir: 'people', file: 'my plan.json' }),
      "rollcall apply 'my plan.json' --dir people --sandbox --allow removals=9",
    );
  });

  it('repeats what is allowed already', () => {
    const refusals = [...PLAN.refusals, refusal('maxChanges', 'changes=9')];
    assert.equal(
      applyCommand(PLAN, { file: 'plan.json', refusals }),
      'rollcall apply plan.json --sandbox --allow removals=9 --allow changes=9',
    );
  });

  it('stands where a refused plan is shown, and shows no value of a variable where none is wanted', () => {
    const command = 'rollcall apply plan.json --sandbox --allow removals=9';
    assert.ok(
      renderPlanText(PLAN, PLAIN, { file: 'plan.json' }).includes(
        `  To allow exactly this plan and no more:\n      ${command}\n`,
      ),
    );
    assert.match(renderPlanMarkdown(PLAN, { file: 'plan.json' }), /rollcall apply plan\\\.json/u);
    assert.match(renderPlanMarkdown(PLAN), /hara/u);
    assert.ok(!renderPlanMarkdown(shownPlan(PLAN, 'none')).includes('hara'));
  });
});

describe('a word of a command', () => {
  it('is read by a shell as it was', () => {
    for (const word of ['plain', 'a b', "it's", '$HOME', '`x`', '', 'a"b\\c', '*', '~', 'ü', '#x', '!y']) {
      assert.equal(execFileSync('bash', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' }), word);
    }
  });
});

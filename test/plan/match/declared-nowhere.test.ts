import assert from 'node:assert/strict';
import { shownPlan } from '../../../src/render/hidden/hidden-plan.ts';
import { renderPlanMarkdown } from '../../../src/render/plan/plan-markdown.ts';
import { renderPlanText } from '../../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../../src/render/text/style.ts';
import { planOf, type World } from '../../support/planning.ts';

const user = (userName: string, active?: boolean) => ({
  id: userName,
  userName,
  ...(active === undefined ? {} : { active }),
});
const WORLD: World = {
  users: [{ attributes: { userName: 'ada' } }],
  current: {
    users: [user('ada'), user('leaver'), user('bob', true), user('old', false)],
    groups: [{ id: 'g', displayName: 'Team' }],
  },
};

describe('what no entry declares', () => {
  it('is counted in every plan, a leaver whose row is gone too, and in each of its views', () => {
    const plan = planOf(WORLD);
    assert.deepEqual(plan.declaredNowhere, { User: { active: 2, inactive: 1 }, Group: { active: 1, inactive: 0 } });
    const sentence = 'No entry declares 2 active users, 1 inactive user and 1 group of the service.';
    assert.ok(renderPlanText(plan, PLAIN).includes(`\n${sentence}\n`));
    assert.ok(renderPlanMarkdown(shownPlan(plan, 'none')).includes(`\n${sentence}\n`));
  });

  it('is counted whatever --target selects', () => {
    const plan = planOf({ ...WORLD, targets: ['user:ada'] });
    assert.equal(plan.declaredNowhere.User?.active, 2);
  });

  it('is not known of a type that was looked up by name, and the plan says so', () => {
    const plan = planOf({ ...WORLD, current: { ...WORLD.current, lookedUp: ['User'] } });
    assert.equal(plan.declaredNowhere.User, null);
    const text = renderPlanText(plan, PLAIN);
    assert.match(text, /No entry declares 1 group of the service\.\nThe users were looked up by name: /);
  });

  it('is not mentioned where there is nothing', () => {
    const plan = planOf({ users: [{ attributes: { userName: 'ada' } }], current: { users: [user('ada')] } });
    assert.doesNotMatch(renderPlanText(plan, PLAIN), /declares/);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { requestLines } from '../support/planning.ts';
import { assertProperty, fixedRuns } from '../support/runs.ts';
import { planUpdate, sandboxOf, UPDATE_CASES } from '../support/update-case.ts';
import { PLAN_PROPERTIES } from './plan-properties.ts';

describe('whatever is declared and whatever the service holds', () => {
  for (const property of PLAN_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, fixedRuns(75)));
  }
});

describe('the cases that properties are tried with', () => {
  it('call for every kind of operation, most of them for several', async () => {
    const lines: string[] = [];
    for (const update of fc.sample(UPDATE_CASES, fixedRuns())) {
      lines.push(...requestLines(planUpdate(update, await sandboxOf(update).list('User'))));
    }
    const kinds = [/ replace \w+ /, / replace \w+\.\w+ /, / replace \w+\[.*\]\.\w+ /, / replace \w+ \[/, / add \w+ \[/];
    const more = [/ remove \w+$/, / remove \w+\[/, / replace urn:.*:manager /, / replace urn:/, /^PUT /];
    for (const kind of [...kinds, ...more]) assert.ok(lines.filter((line) => kind.test(line)).length > 5, String(kind));
    assert.ok(lines.length > 600);
  });
});

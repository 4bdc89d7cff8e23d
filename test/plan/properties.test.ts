import { assertProperty, fixedRuns } from '../support/runs.ts';
import { PLAN_PROPERTIES } from './plan-properties.ts';

describe('whatever is declared and whatever the service holds', () => {
  for (const property of PLAN_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, fixedRuns()));
  }
});

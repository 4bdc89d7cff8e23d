import { assertProperty, freshRuns } from '../../support/runs.ts';
import { PULL_PROPERTY } from './pull-then-plan.ts';

describe('whatever a service holds, at length', () => {
  it(PULL_PROPERTY.sentence, () => assertProperty(PULL_PROPERTY, freshRuns()));
});

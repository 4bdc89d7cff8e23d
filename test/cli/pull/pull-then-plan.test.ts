import { assertProperty, fixedRuns } from '../../support/runs.ts';
import { PULL_PROPERTY } from './pull-then-plan.ts';

describe('whatever a service holds', function () {
  this.timeout(60_000);
  it(PULL_PROPERTY.sentence, () => assertProperty(PULL_PROPERTY, fixedRuns()));
});

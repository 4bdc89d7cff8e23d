import { assertProperty, fixedRuns } from '../support/runs.ts';
import { LIFECYCLE_PROPERTIES } from './lifecycle-properties.ts';

describe('whole lifecycles over HTTP', function () {
  this.timeout(60_000);
  for (const property of LIFECYCLE_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, fixedRuns(4)));
  }
});

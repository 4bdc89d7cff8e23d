import { assertProperty, freshRuns } from '../support/runs.ts';
import { LIFECYCLE_PROPERTIES } from './lifecycle-properties.ts';

describe('whole lifecycles over HTTP, at length', () => {
  for (const property of LIFECYCLE_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, freshRuns(300)));
  }
});

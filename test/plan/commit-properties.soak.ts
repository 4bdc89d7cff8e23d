import { assertProperty, freshRuns } from '../support/runs.ts';
import { COMMIT_PROPERTIES } from './commit-properties.ts';

describe('whatever is committed one after the other, at length', () => {
  for (const property of COMMIT_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, freshRuns(10_000))).timeout(600_000);
  }
});

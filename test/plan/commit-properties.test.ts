import { assertProperty, fixedRuns } from '../support/runs.ts';
import { COMMIT_PROPERTIES } from './commit-properties.ts';

describe('whatever is committed one after the other', () => {
  for (const property of COMMIT_PROPERTIES) {
    it(property.sentence, () => assertProperty(property, fixedRuns(100)));
  }
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProject } from '../../../src/config/load-project.ts';

const FAULTS = fileURLToPath(new URL('../faults/', import.meta.url));

describe('checking a project of which only names are kept', () => {
  it('finds what is wrong with the whole of it', async () => {
    let found = 0;
    for (const name of readdirSync(FAULTS)) {
      const options = { dir: `${FAULTS}${name}`, variables: {}, now: new Date('2027-01-01T00:00:00Z') };
      const whole = await loadProject(options);
      const checked = await loadProject({ ...options, kept: 'names' });
      assert.deepEqual(checked.diagnostics, whole.diagnostics, name);
      assert.equal(checked.configuration, undefined);
      found += whole.diagnostics.length;
    }
    assert.ok(found > 100, `${found} problems`);
  });
});

import assert from 'node:assert/strict';
import { tryRandomProjects } from './random-projects.ts';

describe('random project files', () => {
  it('reach nobody who is not allowed, show no secret, and end in a clear answer', async () => {
    const reached = await tryRandomProjects(150, 7);
    assert.ok(reached > 20, `only ${reached} came as far as the service`);
  });
});

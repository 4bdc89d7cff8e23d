import { tryRandomProjects } from './random-projects.ts';

describe('random project files', () => {
  it('reach nobody who is not allowed, 20,000 of them', async () => {
    await tryRandomProjects(20_000);
  });
});

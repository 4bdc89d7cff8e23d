import assert from 'node:assert/strict';
import { validateProject } from '../../../src/config/check/validate-project.ts';
import { inFolder, PROJECT } from '../temporary-project.ts';

const entries = (count: number, wrong: number): string =>
  `users:\n${Array.from({ length: count }, (_, index) => `  - { userName: u${index}, active: ${index === wrong ? 'x' : 'true'} }\n`).join('')}`;

describe('a file of many entries', () => {
  for (const wrong of [0, 499, 500, 1_200]) {
    it(`has what is wrong with entry ${wrong} told once, at its line`, async () => {
      await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': entries(1_201, wrong) }, async (dir) => {
        const { diagnostics } = await validateProject({ dir, variables: {}, now: new Date('2027-01-01') });
        assert.deepEqual(
          diagnostics.map(({ span }) => span?.start.line),
          [wrong + 2],
        );
      });
    });
  }

  it('has what is wrong beside them told once', async () => {
    await inFolder({ 'rollcall.yaml': PROJECT, 'users/a.yaml': `${entries(1_201, -1)}usrs: []\n` }, async (dir) => {
      const { diagnostics } = await validateProject({ dir, variables: {}, now: new Date('2027-01-01') });
      assert.deepEqual(
        diagnostics.map(({ span }) => span?.start.line),
        [1_203],
      );
    });
  });
});

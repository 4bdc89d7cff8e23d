import { assertQuick, INPUTS } from './slow-inputs.ts';

describe('whatever a file of less than a MiB holds', () => {
  for (const [title, files] of INPUTS) {
    it(`${title}: is refused or read in seconds`, () => assertQuick(files()));
  }
});

import { checkRow, PROBE_ROWS } from './doctor-probe.ts';

describe('rollcall doctor --probe, on one service after the other', () => {
  for (const row of PROBE_ROWS) {
    it(`finds a dialect of ${row.title} that applies the quickstart, and then nothing more to override`, () =>
      checkRow(row));
  }
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCorpus } from './corpus.ts';
import { metered } from './metered.ts';

/** What `rollcall validate` may take for 100,000 users in 1,000 files, on 2 cores. */
const MOST_SECONDS = 15;
const MOST_MEGABYTES = 1000;

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Validates corpora of growing size, prints what that takes, and throws where it is more than it may be. */
export async function benchValidate(print: (line: string) => void): Promise<void> {
  print('validate      users    wall s     CPU s    memory MB   CPU µs a user');
  for (const users of [1_000, 10_000, 100_000]) {
    const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
    try {
      await writeCorpus(dir, users);
      const {
        wallSeconds: wall,
        cpuSeconds: cpu,
        peakMegabytes: rss,
      } = await metered([MAIN, 'validate', '--dir', dir]);
      const columns = [
        String(users),
        wall.toFixed(2),
        cpu.toFixed(2),
        rss.toFixed(0),
        ((cpu / users) * 1e6).toFixed(0),
      ];
      print(`${' '.repeat(8)}${columns.map((column, i) => column.padStart([11, 10, 10, 13, 16][i] ?? 0)).join('')}`);
      if (wall > MOST_SECONDS || rss > MOST_MEGABYTES) {
        throw new Error(`validate took more than ${MOST_SECONDS} s or ${MOST_MEGABYTES} MB for ${users} users`);
      }
    } finally {
      await rm(dir, { recursive: true });
    }
  }
}

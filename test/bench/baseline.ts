import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

/*
 * What the plainest program would do, in a process of its own: `node baseline.ts plan|pull|create BASE_URL DIR`.
 */

const [task = '', baseUrl = '', dir = ''] = process.argv.slice(2);
const PAGE = 100;
const AT_ONCE = 10;
const CREATIONS = 1000;

/** All resources of a type, page by page. */
async function download(type: 'Users' | 'Groups'): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let total = 1; found.length < total; ) {
    const response = await fetch(`${baseUrl}/${type}?startIndex=${found.length + 1}&count=${PAGE}`);
    const page: { totalResults: number; Resources: readonly unknown[] } = JSON.parse(await response.text());
    found.push(...page.Resources);
    total = page.totalResults;
  }
  return found;
}

async function parseFiles(): Promise<number> {
  let files = 0;
  for await (const path of glob('*/*.yaml', { cwd: dir })) {
    load(await readFile(join(dir, path), 'utf8'));
    files++;
  }
  return files;
}

async function create(): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (; next < CREATIONS; ) {
      const body = JSON.stringify({ userName: `user${next++}@example.com`, active: true });
      const headers = { 'content-type': 'application/scim+json' };
      const response = await fetch(`${baseUrl}/Users`, { method: 'POST', headers, body });
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

if (task === 'create') await create();
if (task === 'plan' || task === 'pull') {
  const [users, groups] = [await download('Users'), await download('Groups')];
  if (task === 'plan') await parseFiles();
  else dump({ users, groups });
}

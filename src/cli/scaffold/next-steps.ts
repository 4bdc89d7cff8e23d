import { basename } from 'node:path';
import { credentialsFor } from './credentials.ts';
import { GITIGNORE } from './example-files.ts';
import type { ScaffoldChoice } from './scaffold.ts';

/** What to do with a new project. */
export function nextSteps({ dir, profile }: ScaffoldChoice, kept: readonly string[]): string {
  const at = dir === '.' ? '' : ` --dir ${dir}`;
  const { variable } = credentialsFor(profile);
  const ignored = GITIGNORE.trim().split('\n').join(' ');
  return [
    ...(kept.some((path) => basename(path) === '.gitignore') ? [`Add to .gitignore: ${ignored}`] : []),
    '',
    'Try it at once, on a service inside rollcall:',
    `  rollcall plan --sandbox${at}`,
    `  rollcall apply --sandbox${at}`,
    '',
    `For ${profile.title}: check rollcall.yaml, put the secret into the environment as ${variable}, then`,
    `  rollcall doctor${at}    checks connection, token and permissions`,
    `  rollcall plan${at}      shows what would change`,
    'To start from what the service holds, delete the examples in users and groups and run',
    `  rollcall pull${at} --by enterprise.department`,
  ].join('\n');
}

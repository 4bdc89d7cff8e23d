import { GENERIC } from '../../profiles/generic.ts';
import { shellWord } from '../../render/text/shell-word.ts';
import { wrapLine } from '../../render/text/wrap-line.ts';
import { credentialsFor } from './credentials.ts';
import { GITLAB_INCLUDED, GITLAB_PIPELINE } from './gitlab/gitlab-pipeline.ts';
import type { ScaffoldChoice, Scaffolded } from './scaffold.ts';

const COLUMNS = 80;

/** What to do with a new project, in lines that fit every terminal. */
export function nextSteps({ dir, profile, ci }: ScaffoldChoice, { notIgnored, kept }: Scaffolded): string {
  const at = dir === '.' ? '' : ` --dir ${shellWord(dir)}`;
  const { variable } = credentialsFor(profile);
  return [
    ...(notIgnored.length === 0 ? [] : [`Add to .gitignore: ${notIgnored.join(' ')}`]),
    '',
    'Try it at once, on a service inside rollcall:',
    `  rollcall plan --sandbox${at}`,
    `  rollcall apply --sandbox${at}`,
    '',
    ...prose(
      `For ${profile.name === GENERIC.name ? 'your service' : profile.title}: check rollcall.yaml, put the secret into the environment as ${variable}, then`,
    ),
    `  rollcall doctor${at}    checks connection, token and permissions`,
    `  rollcall plan${at}      shows what would change`,
    ...prose('To start from what the service holds, delete the examples in users and groups and run'),
    `  rollcall pull${at} --by enterprise.department`,
    ...(ci === 'none'
      ? []
      : prose('The workflow says at its top which variables, secrets and rules it needs (docs/ci.md).')),
    ...(kept.some((path) => path.endsWith(GITLAB_PIPELINE))
      ? prose(`${GITLAB_PIPELINE} was there: see that it includes "${GITLAB_INCLUDED}".`)
      : []),
  ].join('\n');
}

function prose(text: string): readonly string[] {
  return wrapLine(text, COLUMNS);
}

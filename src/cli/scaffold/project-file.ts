import { formatYaml } from '../../config/format/format-yaml.ts';
import type { Profile } from '../../model/profile.ts';
import { credentialsFor } from './credentials.ts';
import { titleOf } from './title-of.ts';

const EXAMPLE_URL = 'https://scim.example.com/scim/v2';

/** rollcall.yaml of a new project, with what most projects change next in comments. */
export function projectFile(profile: Profile, region: string | undefined): string {
  const { lines } = credentialsFor(profile);
  const text = `# Which service rollcall manages, and how to reach it.
# To try everything without the service:  rollcall plan --sandbox

service:
  profile: ${profile.name} # ${titleOf(profile)}
${place(profile, region)}  auth:
${lines.map((line) => `    ${line}\n`).join('')}
# What every user has who does not say otherwise.
defaults:
  user:
    active: true

# Resources that no file declares are left alone, and each plan names them. Once all of yours are declared, narrow the
# scope to them, and write deactivate or delete instead of report.
ownership:
  users: { scope: 'userName pr', undeclared: report }
  groups: { scope: 'displayName pr', undeclared: report }

# More removals than this are refused, and these resources are never removed or renamed:
# guards: { maxRemovals: 10%, protect: [user:admin@example.com] }
`;
  const formatted = formatYaml('rollcall.yaml', text, 'project', () => undefined);
  return formatted.kind === 'text' ? formatted.text : text;
}

/** The URL, the region, or nothing where the service is in one place for everybody. */
function place({ endpoint }: Profile, region: string | undefined): string {
  const [first] = Object.keys(endpoint.regions);
  const named = region ?? first;
  if (named !== undefined) return `  region: ${named}\n`;
  return endpoint.baseUrl === null ? `  baseUrl: ${EXAMPLE_URL} # where your service is\n` : '';
}

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { sha256 } from '../../src/cli/files/sha256.ts';
import { loadProject } from '../../src/config/load-project.ts';
import type { DescribedSchema } from '../../src/model/attribute.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { effectiveProfile } from '../../src/profiles/effective-profile.ts';
import { PROFILES } from '../../src/profiles/profiles.ts';
import { renderPlanText } from '../../src/render/plan/plan-text.ts';
import { PLAIN } from '../../src/render/text/style.ts';
import { assertGolden } from '../support/golden.ts';
import { httpText } from '../support/http-text.ts';

/*
 * Each folder of test/golden holds a project (rollcall.yaml), what the service holds (current.json), now and then flags
 * (flags.json), and what must come of it (plan.txt: the plan as printed, what it has to say, then its requests).
 * 0xx simple attributes · 1xx complex ones · 2xx multi-valued ones · 3xx extensions and managers · 4xx identity and
 * removal · 5xx groups · 6xx dialects · 7xx order · 8xx diagnostics. `npm run golden`
 * writes plan.txt anew; read the difference before it is committed.
 */
const GOLDEN = new URL('../golden/', import.meta.url);

interface Current {
  readonly Users?: readonly ScimResource[];
  readonly Groups?: readonly ScimResource[];
  readonly Schemas?: readonly DescribedSchema[];
}

interface Flags {
  readonly targets?: readonly string[];
}

describe('the plan of each golden folder', () => {
  for (const name of readdirSync(GOLDEN).sort()) {
    it(name.replace(/^\d+-/, '').replaceAll('-', ' '), async () => {
      const actual = describePlan(await planFolder(new URL(`${name}/`, GOLDEN)));
      assertGolden(actual, new URL(`${name}/plan.txt`, GOLDEN));
    });
  }
});

async function planFolder(folder: URL): Promise<Plan> {
  const project = await loadProject({ dir: folder.pathname, variables: {} });
  const { configuration } = project;
  assert.ok(configuration, project.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).join('\n'));
  const current: Current = JSON.parse(readFileSync(new URL('current.json', folder), 'utf8'));
  const flags = readFlags(folder);
  const profile = PROFILES.get(configuration.service.profile);
  assert.ok(profile);
  return makePlan({
    configuration,
    directory: { users: current.Users ?? [], groups: current.Groups ?? [], schemas: current.Schemas ?? [] },
    profile: effectiveProfile(profile, configuration.service.dialect),
    target: 'https://scim.example.com/scim/v2',
    tool: 'rollcall 0.0.0',
    variables: {},
    targets: flags.targets ?? [],
    digest: '',
    now: '2027-01-01T00:00:00Z',
    locate: project.locate,
    sha256,
  });
}

function readFlags(folder: URL): Flags {
  const file = new URL('flags.json', folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

function describePlan(plan: Plan): string {
  const requests = plan.changes.flatMap((change) => change.requests.map(httpText));
  return [renderPlanText(plan, PLAIN), ...plan.diagnostics.map(diagnosticText), ...requests].join('\n');
}

function diagnosticText({ severity, code, summary, detail, span }: Diagnostic): string {
  const place = span === undefined ? '' : ` at ${span.file}:${span.start.line}:${span.start.column}`;
  return `${severity} ${code}${place}: ${summary}\n${(detail ?? '').replace(/^(?=.)/gm, '  ')}\n`;
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Profile } from '../../src/model/profile.ts';
import { GENERIC } from '../../src/profiles/generic.ts';
import { PROFILES } from '../../src/profiles/profiles.ts';
import { SERVICE_NAMES } from '../../src/sandbox/services.ts';
import { ABILITIES } from '../e2e/profile-matrix.abilities.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The files of src/profiles that hold no profile. */
const HELPERS = ['effective-profile', 'profiles'];
const FILES = readdirSync(new URL('src/profiles/', ROOT)).map((file) => file.replace(/\.ts$/, ''));

const PAGE = read('docs/profiles.md');
const REQUESTS = read('test/e2e/profile-matrix.requests.txt');
const EDITORS: readonly string[] = JSON.parse(read('schemas/project.schema.json')).$defs.service.properties.profile
  .examples;
const UNKNOWN_PROFILE = read('test/config/faults/unknown-profile/expected.txt').split(/[\s,.]+/);

/** What a profile needs, each with where it belongs. */
const NEEDS: Readonly<Record<string, (name: string) => boolean>> = {
  'a file of its own, src/profiles/NAME.ts': (name) => FILES.includes(name),
  'its place in src/profiles/profiles.ts': (name) => PROFILES.has(name),
  'sources, in its file': (name) => namesSources(name, PROFILES.get(name)),
  'sandbox rules: a line in src/sandbox/services/documented.ts, or src/sandbox/services/NAME.ts named in src/sandbox/services.ts':
    (name) => SERVICE_NAMES.includes(name),
  'its row in docs/profiles.md: | `NAME` | title | evidence |': (name) =>
    PAGE.split('\n').some((line) => line.startsWith(`| \`${name}\` |`) && line.endsWith(`| ${evidence(name)} |`)),
  'its name among the examples of service.profile in schemas/project.schema.json': (name) => EDITORS.includes(name),
  'its row in test/e2e/profile-matrix.abilities.ts': (name) => Object.hasOwn(ABILITIES, name),
  'its requests in test/e2e/profile-matrix.requests.txt: npm run golden writes them': (name) =>
    REQUESTS.includes(`${name}: creates: `),
  'its name in test/config/faults/unknown-profile/expected.txt: npm run golden writes it': (name) =>
    UNKNOWN_PROFILE.includes(name),
};

/** A profile that is GENERIC with some differences must not keep its sources. */
function namesSources(name: string, profile: Profile | undefined): boolean {
  if (profile === undefined) return read(`src/profiles/${name}.ts`).includes('sources: [');
  if (profile === GENERIC) return true;
  return profile.sources.length > 0 && profile.sources !== GENERIC.sources;
}

function evidence(name: string): string {
  return PROFILES.get(name)?.evidence ?? 'documented';
}

describe('the profiles', () => {
  it('have all that a profile needs', () => {
    const names = new Set([...FILES.filter((file) => !HELPERS.includes(file)), ...PROFILES.keys()]);
    const missing = [...names].flatMap((name) =>
      Object.entries(NEEDS)
        .filter(([, isThere]) => !isThere(name))
        .map(([need]) => `${name} lacks ${need.replaceAll('NAME', name)}`),
    );
    assert.equal(missing.join('\n'), '');
  });

  it('are all that their page, their schema, their sandboxes and their lifecycles name', () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` \| .* \| (?:tested|documented) \|$/gm)].map(
      ([, name = '']) => name,
    );
    for (const named of [rows, EDITORS, SERVICE_NAMES, Object.keys(ABILITIES)]) {
      assert.deepEqual(
        named.filter((name) => !PROFILES.has(name)),
        [],
      );
    }
  });
});

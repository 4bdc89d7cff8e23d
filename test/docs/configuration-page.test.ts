import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { validateProject } from '../../src/config/check/validate-project.ts';
import { inFolder } from '../config/temporary-project.ts';

const ROOT = new URL('../../', import.meta.url);
const PAGE = readFileSync(new URL('docs/configuration.md', ROOT), 'utf8');

interface Example {
  readonly path: string;
  readonly text: string;
}

/** The fenced blocks that name a file, as in "```yaml users/ada.yaml". */
const EXAMPLES: readonly Example[] = [...PAGE.matchAll(/^```(?:yaml|json|csv) (\S+)\n(.*?)^```$/gms)].map(
  ([, path = '', text = '']) => ({ path, text }),
);

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

const SCHEMAS: Readonly<Record<string, Schema>> = Object.fromEntries(
  ['project', 'resources'].map((name) => [
    `${name}.schema.json`,
    JSON.parse(readFileSync(new URL(`schemas/${name}.schema.json`, ROOT), 'utf8')),
  ]),
);

/** Every key that a schema knows, with the keys above it: `users[].emails[].value`, `environments.*.guards.protect`. */
function* keysOf(schema: Schema, home: string, path: string): Generator<string> {
  if (schema.$ref !== undefined) {
    const [file = '', pointer = ''] = schema.$ref.split('#');
    const target = file === '' ? home : file;
    // docs/profiles.md explains the values of a dialect.
    if (target === 'dialect.schema.json') return;
    let found: unknown = SCHEMAS[target];
    for (const part of pointer.split('/').slice(1)) found = (found as Record<string, unknown>)[part];
    yield* keysOf(found as Schema, target, path);
  }
  for (const [name, below] of Object.entries(schema.properties ?? {})) {
    const key = path === '' ? name : `${path}.${name}`;
    // The URN of an extension with an alias is another spelling of the alias.
    if (name.startsWith('urn:')) continue;
    yield key;
    yield* keysOf(below, home, key);
  }
  if (typeof schema.additionalProperties === 'object') yield* keysOf(schema.additionalProperties, home, `${path}.*`);
  if (schema.items !== undefined) yield* keysOf(schema.items, home, `${path}[]`);
}

/** The keys that examples write, in the same form. */
function* writtenKeys(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* writtenKeys(item, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, below] of Object.entries(value)) {
      const key = path === '' ? name : `${path}.${path === 'environments' ? '*' : name}`;
      yield key;
      yield* writtenKeys(below, key);
    }
  }
}

/** What environments and defaults repeat is explained where it stands first. */
const REPEATED = /^(?:environments\.\*\..+\.|defaults\.(?:user|group)\.)/;

describe('docs/configuration.md', () => {
  for (const [index, { path, text }] of EXAMPLES.entries()) {
    it(`shows valid files: ${path} (${index + 1})`, async () => {
      for (const [, name = ''] of text.matchAll(/\$\{env:(\w+)\}/g)) process.env[name] ??= 'example';
      const project = 'resources: ["users/*", "groups/*"]\nvariables: { domain: example.com }\n';
      await inFolder({ 'rollcall.yaml': project, [path]: text }, async (dir) => {
        const environment = text.includes('environments:') ? { environment: 'staging' } : {};
        const { diagnostics } = await validateProject({ dir, variables: {}, ...environment });
        // Globs match nothing where an example shows one file only.
        assert.deepEqual(
          diagnostics.filter(({ code }) => code !== 'RC1006'),
          [],
        );
      });
    });
  }

  it('shows an example of every key', () => {
    const known = [
      ...keysOf({ $ref: 'project.schema.json#' }, '', ''),
      ...keysOf({ $ref: 'resources.schema.json#' }, '', ''),
    ];
    const shown = new Set(
      EXAMPLES.filter(({ path }) => path.endsWith('.yaml')).flatMap(({ text }) =>
        parseAllDocuments(text, { merge: true }).flatMap((document) => [...writtenKeys(document.toJS(), '')]),
      ),
    );
    assert.deepEqual(
      [...new Set(known)].filter((key) => !REPEATED.test(key) && !shown.has(key)),
      [],
    );
  });
});

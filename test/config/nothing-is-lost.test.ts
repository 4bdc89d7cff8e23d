import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkShape } from '../../src/config/check/check-shape.ts';
import { loadShapes } from '../../src/config/check/load-shapes.ts';
import { parseResourceFile } from '../../src/config/parse-file.ts';
import { reportInto } from '../../src/config/problems/report.ts';
import { resourcesInSchemaSpelling } from '../../src/config/resources/open-file.ts';
import { readResources } from '../../src/config/resources/read-resources.ts';
import { sourceFile } from '../../src/config/yaml/source-file.ts';
import { RFC_ATTRIBUTES } from '../../src/model/attribute-table.ts';
import type { DeclaredUser } from '../../src/model/configuration.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { JsonValue } from '../../src/model/json.ts';

/** How many scalars a value holds. */
function leaves(value: JsonValue): number {
  return typeof value === 'object' && value !== null
    ? Object.values(value as Record<string, JsonValue>).reduce((sum: number, below) => sum + leaves(below), 0)
    : 1;
}

const scalar = fc.constantFrom<JsonValue>(null, true, false, 17, 1.5, 'x', 'ada@example.com', '', '2024-01-01');
const subName = fc.constantFrom('value', 'type', 'primary', 'givenName', 'department', 'manager', '$id', 'locality');
const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(subName, tie('value'), { maxKeys: 3 }),
  ),
}));
const names = [...RFC_ATTRIBUTES.User.core.values()].map(({ name }) => name);
const entry = fc.dictionary(fc.constantFrom(...names, 'enterprise', 'Title', 'urn:example:2.0:User'), value, {
  maxKeys: 3,
});

/** Fits more often than chance would have it. */
const likely = fc.record(
  {
    title: scalar,
    active: fc.constantFrom<JsonValue>(true, false, null, 'true', 1),
    name: fc.dictionary(fc.constantFrom('givenName', 'FamilyName', 'formatted'), scalar),
    emails: fc.array(fc.record({ value: scalar, type: scalar, primary: fc.boolean() }, { requiredKeys: [] })),
    enterprise: fc.record({ department: scalar, manager: scalar }, { requiredKeys: [] }),
    'urn:example:2.0:User': fc.dictionary(fc.constantFrom('a', 'b'), value),
  },
  { requiredKeys: [] },
);

/** Reads one file as loadProject does, but without a disk, so that many can be tried. */
async function read(text: string): Promise<{ faulty: boolean; user: DeclaredUser | undefined }> {
  const file = sourceFile('users/a.yaml', text);
  const diagnostics: Diagnostic[] = [];
  const report = reportInto(file, diagnostics);
  const parsed = parseResourceFile(file, report);
  assert.ok(parsed?.kind === 'map');
  const { root, doubtful } = resourcesInSchemaSpelling(parsed, report);
  checkShape(root, (await loadShapes()).resources, file, report, doubtful);
  const defaults = { User: {}, Group: {}, createInactive: false };
  const { users } = readResources(root, defaults, { file, report, variables: new Map() });
  return { faulty: diagnostics.length > 0, user: users[0] };
}

describe('what a file declares', () => {
  it('is either in the configuration, to the last value, or reported', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(entry, likely), async (attributes) => {
        const declared = { ...attributes, userName: 'ada@example.com' } as JsonValue;
        const text = JSON.stringify({ users: [declared] });
        const { faulty, user } = await read(text);
        if (faulty) return;
        accepted++;
        assert.equal(leaves(user?.attributes ?? null), leaves(declared), text);
      }),
      { numRuns: 1000, seed: 5 },
    );
    assert.ok(accepted > 100, `only ${accepted} entries were accepted`);
  });
});

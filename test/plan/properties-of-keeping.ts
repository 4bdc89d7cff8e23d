import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import type { ScimResource } from '../../src/model/resource.ts';
import { isSecretReference } from '../../src/model/special-value.ts';
import { planContext } from '../../src/plan/context.ts';
import { notKept } from '../../src/plan/requests/unkept-attributes.ts';
import { BADGE } from '../support/badge-extension.ts';
import { DRAWS, type Draw } from '../support/draw.ts';
import type { Property } from '../support/runs.ts';
import { sendUpdate } from '../support/sandbox-in-process.ts';
import { findUser, planUpdate, sandboxOf, UPDATE_CASES, type UpdateCase } from '../support/update-case.ts';

/** What must hold of the comparison of a changed resource with its plan. */
export const KEEPING_PROPERTIES: readonly Property[] = [
  {
    sentence: 'a service that did what it was told is not said to have lost anything',
    check: fc.asyncProperty(UPDATE_CASES, async (update) => {
      const done = await apply(update);
      fc.pre(done !== undefined);
      assert.deepEqual(lost(update, done.wanted, done.resource), []);
    }),
  },
  {
    sentence: 'a leaf that a service did not keep is named by its attribute',
    check: fc.asyncProperty(UPDATE_CASES, DRAWS, async (update, draw) => {
      const done = await apply(update);
      fc.pre(done !== undefined);
      const [path, resource] = withOneLeafLost(done.wanted, done.resource, draw);
      fc.pre(path !== undefined);
      assert.deepEqual(lost(update, done.wanted, resource), [path]);
    }),
  },
];

interface Done {
  readonly wanted: JsonObject;
  readonly resource: ScimResource;
}

/** Undefined where there was nothing to do. */
async function apply(update: UpdateCase): Promise<Done | undefined> {
  const sandbox = sandboxOf(update);
  const [change] = planUpdate(update, await sandbox.list('User')).changes;
  if (change?.after === undefined || change.after === null) return undefined;
  await sendUpdate(change, sandbox);
  return { wanted: change.after, resource: findUser(await sandbox.list('User'), 'ada') };
}

function lost({ profile, isDescribed }: UpdateCase, wanted: JsonObject, resource: ScimResource): readonly string[] {
  const schemas = isDescribed ? [BADGE] : [];
  const context = planContext(profile, schemas, 'https://scim.example.com/scim/v2', undefined);
  return notKept(wanted, 'User', resource, context);
}

/** The resource without one of the values that the plan wanted, and the attribute that the value belongs to. */
function withOneLeafLost(
  wanted: JsonObject,
  resource: ScimResource,
  draw: Draw,
): readonly [string | undefined, ScimResource] {
  const names = Object.entries(wanted).flatMap(([name, value]): readonly (readonly string[])[] =>
    name.startsWith('urn:') && isJsonObject(value) ? Object.keys(value).map((inner) => [name, inner]) : [[name]],
  );
  const losable = names.filter((path) => isLosable(valueAt(wanted, path), valueAt(resource, path)));
  const path = losable[draw.below(Math.max(losable.length, 1))];
  if (path === undefined) return [undefined, resource];
  const changed: ScimResource = { ...withoutOneLeaf(resource, path, wanted), id: resource.id };
  return [path.join(':'), changed];
}

/** A value that is there, and is not all false: `primary: false` and its absence are one. */
function isLosable(wanted: JsonValue | undefined, held: JsonValue | undefined): boolean {
  if (wanted === null || wanted === undefined || held === undefined || isSecretReference(wanted)) return false;
  if (isJsonArray(wanted)) return wanted.length > 0;
  return !isJsonObject(wanted) || Object.values(wanted).some((value) => value !== null);
}

function valueAt(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (at, name) => (isJsonObject(at) && Object.hasOwn(at, name) ? at[name] : undefined),
    object,
  );
}

/** One element of a list, one declared sub-attribute of a complex value, or the value. */
function withoutOneLeaf(object: JsonObject, [name = '', ...rest]: readonly string[], wanted: JsonObject): JsonObject {
  const { [name]: value, ...others } = object;
  const inner = wanted[name];
  if (isJsonArray(value)) return { ...others, [name]: value.slice(1) };
  if (!isJsonObject(value) || !isJsonObject(inner)) return others;
  const [first] = Object.keys(inner).filter((sub) => inner[sub] !== null && !sub.startsWith('$'));
  const path = rest.length > 0 ? rest : first === undefined ? [] : [first];
  return { ...others, [name]: withoutOneLeaf(value, path, inner) };
}

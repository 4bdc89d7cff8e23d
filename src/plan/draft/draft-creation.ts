import { isExtension } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { isUnassigned } from '../attributes/attribute-lookup.ts';
import { diffAttributes } from '../attributes/diff.ts';
import { inStableOrder } from '../attributes/pair-elements.ts';
import { repeatedElements } from '../attributes/repeated-elements.ts';
import type { CreateDraft } from './draft.ts';
import { type Drafted, type Drafting, notesOf, type Ready, withMembers } from './drafting.ts';
import { shownAttributes } from './managed-attributes.ts';
import { refusedAtCreation } from './refused-writes.ts';

/** Drafts the creation of what the service does not hold. */
export function creation({ declared, attributes, members, diagnostics }: Ready, drafting: Drafting): Drafted {
  const assigned = withoutNulls(attributes);
  const table = drafting.context.tables[declared.type];
  const dialect = drafting.context.profile.types[declared.type];
  const found = diffAttributes(assigned, {}, table, drafting.context);
  const { after, edits } = shownAttributes(assigned, found, table, drafting.references);
  const draft: CreateDraft = {
    action: 'create',
    declared,
    attributes: assigned,
    diffs: found.diffs,
    members: members?.change,
    before: null,
    after: withMembers(withDeclaredNulls(after, { ...clearedExtensions(declared), ...attributes }), members?.change),
    edits,
    managed: { absent: [declared.key] },
    notes: notesOf(dialect, 'create'),
  };
  return {
    draft,
    diagnostics: [
      ...diagnostics,
      // Where nothing can be created, that alone is to be said.
      ...(dialect.create ? refusedAtCreation(declared, assigned, table, drafting.locate) : []),
      ...repeatedElements(declared, attributes, drafting),
    ],
  };
}

/** Extensions that are null as a whole, of which a service that holds nothing has nothing to clear. */
function clearedExtensions({ attributes }: DeclaredResource): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => value === null && isExtension(name)));
}

/**
 * What a creation leaves behind, with the nulls that were declared: nothing of them is sent, but a service that brings back
 * somebody whom it hid may hold what they clear.
 */
function withDeclaredNulls(after: JsonObject, declared: JsonObject): JsonObject {
  const all: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(declared)) all[name] = withNulls(after[name], value);
  return { ...all, ...withoutNames(after, declared) };
}

function withNulls(after: JsonValue | undefined, declared: JsonValue): JsonValue {
  if (isUnassigned(declared)) return null;
  if (isJsonObject(declared)) return withDeclaredNulls(isJsonObject(after) ? after : {}, declared);
  if (!isJsonArray(declared) || !isJsonArray(after)) return after ?? declared;
  return after.map((element) => {
    const same = declared
      .filter(isJsonObject)
      .find((each) => canonicalJson(withoutNulls(each)) === canonicalJson(element));
    return same === undefined || !isJsonObject(element) ? element : withDeclaredNulls(element, same);
  });
}

function withoutNames(from: JsonObject, names: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !Object.hasOwn(names, name)));
}

/** A resource that does not exist yet has nothing to clear; elements are in one order, since theirs means nothing. */
function withoutNulls(value: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (isUnassigned(inner)) continue;
    kept[name] = isJsonObject(inner)
      ? withoutNulls(inner)
      : isJsonArray(inner)
        ? inStableOrder(inner.map((element) => (isJsonObject(element) ? withoutNulls(element) : element)))
        : inner;
  }
  return kept;
}

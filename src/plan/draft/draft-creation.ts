import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
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
    after: withMembers(after, members?.change),
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

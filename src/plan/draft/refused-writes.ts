import type { AttributeDefinition } from '../../model/attribute.ts';
import type { AttributeTable } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import { type AttributeName, definitionOf, isUnassigned, subDefinitionOf } from '../attributes/attribute-lookup.ts';
import type { AttributeDiff, AttributeEdit } from '../attributes/diff.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { immutableAttribute, readOnlyAttribute } from '../diagnostics/attribute-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';

/*
 * Writes that a service refuses or drops, by the mutability of the attribute or of a sub-attribute (RFC 7643 section 2.2).
 * Only what must be written counts: a declared value that the service holds already is no mistake.
 */

/** What a creation would write and the service owns. */
export function refusedAtCreation(
  declared: DeclaredResource,
  attributes: JsonObject,
  table: AttributeTable,
  locate: Locator,
): readonly Diagnostic[] {
  return declaredAttributes(attributes).flatMap(([name, value]) => {
    const definition = definitionOf(table, name, value);
    if (isReadOnly(definition)) return [readOnlyAttribute(locate, declared, name)];
    return readOnlySubs(definition, value).map((sub) => readOnlyAttribute(locate, declared, name, sub));
  });
}

/** What an update would write and the service owns, or would change and the service keeps for good. */
export function refusedAtUpdate(
  declared: DeclaredResource,
  diffs: readonly AttributeDiff[],
  locate: Locator,
): readonly Diagnostic[] {
  return diffs.flatMap(({ state, edits }) => {
    const { name, definition, current } = state;
    if (isReadOnly(definition)) return [readOnlyAttribute(locate, declared, name)];
    if (isImmutable(definition) && !isUnassigned(current)) return [immutableAttribute(locate, declared, name)];
    const written = edits.flatMap((edit) => writtenSubs(definition, current, edit));
    return [...new Map(written.map((one) => [one.definition.name, one])).values()].flatMap((sub) =>
      refusedSub(declared, name, sub, locate),
    );
  });
}

interface WrittenSub {
  readonly definition: AttributeDefinition;
  readonly held: JsonValue | undefined;
}

function writtenSubs(
  attribute: AttributeDefinition,
  current: JsonValue | undefined,
  { pair, sub, after = null }: AttributeEdit,
): readonly WrittenSub[] {
  if (sub !== undefined) return [writtenSub(attribute, sub, pair === undefined ? current : pair.current)];
  if (pair === undefined) return [];
  return readOnlySubs(attribute, after).map((name) => writtenSub(attribute, name, undefined));
}

function writtenSub(attribute: AttributeDefinition, sub: string, holder: JsonValue | undefined): WrittenSub {
  return {
    definition: subDefinitionOf(attribute, sub, null),
    held: isJsonObject(holder) ? heldProperty(holder, sub) : undefined,
  };
}

function refusedSub(
  declared: DeclaredResource,
  name: AttributeName,
  { definition, held }: WrittenSub,
  locate: Locator,
): readonly Diagnostic[] {
  if (isReadOnly(definition)) return [readOnlyAttribute(locate, declared, name, definition.name)];
  const isChange = isImmutable(definition) && !isUnassigned(held);
  return isChange ? [immutableAttribute(locate, declared, name, definition.name)] : [];
}

/** The read-only sub-attributes that a value carries, those of all elements of a list together. */
function readOnlySubs(attribute: AttributeDefinition, value: JsonValue): readonly string[] {
  const holders = isJsonArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
  const names = new Set(holders.flatMap((holder) => Object.keys(holder)));
  return [...names].filter((name) => isReadOnly(subDefinitionOf(attribute, name, null)));
}

function isReadOnly({ mutability }: AttributeDefinition): boolean {
  return mutability === 'readOnly';
}

function isImmutable({ mutability }: AttributeDefinition): boolean {
  return mutability === 'immutable';
}

import type { DeclaredGroup, DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Directory } from '../../model/directory.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { TypeDialect } from '../../model/profile.ts';
import { heldProperty } from '../../syntax/property.ts';
import { type AttributeName, attributeOf, isUnassigned, printAttributeName } from '../attributes/attribute-lookup.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { isOwnedElement } from '../attributes/owned-elements.ts';
import { setAttribute } from '../attributes/set-attribute.ts';
import type { Context } from '../context.ts';
import * as say from '../diagnostics/limit-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { CreateDraft, DeleteDraft, Draft, UpdateDraft } from '../draft/draft.ts';
import { formerName } from '../match/former-name.ts';

/** What the service will not do of a change: said before anything runs, at the line that asks for it. */
export function limitDiagnostics(draft: Draft, context: Context, locate: Locator): readonly Diagnostic[] {
  const dialect = context.profile.types[draft.declared.type];
  const { title } = context.profile;
  switch (draft.action) {
    case 'create':
      return [
        ...cannotCreate(draft, dialect, title, locate),
        ...refusedValues(draft.declared, draft.attributes, context, locate),
      ];
    case 'delete':
      return cannotDelete(draft, dialect, title, locate);
    default:
      return [
        ...cannotChange(draft, dialect, title, locate),
        ...refusedValues(draft.declared, changedAttributes(draft), context, locate),
      ];
  }
}

/** Declared groups of a service that has none: one cause, told at the first of them. */
export function groupsNowhere(
  groups: readonly DeclaredGroup[],
  { hasNoGroups }: Directory,
  { profile }: Context,
  locate: Locator,
): readonly Diagnostic[] {
  const [first, ...others] = groups.filter(({ state }) => state === 'present');
  return hasNoGroups !== true || first === undefined ? [] : [say.noGroups(locate, first, others, profile.title)];
}

function cannotCreate(
  { declared, attributes }: CreateDraft,
  dialect: TypeDialect,
  title: string,
  locate: Locator,
): readonly Diagnostic[] {
  if (!dialect.create) return [say.cannotCreate(locate, declared, title)];
  const missing = dialect.required.filter((path) => isUnassigned(valueAt(attributes, path)));
  return missing.length === 0 ? [] : [say.missingForCreate(locate, declared, title, missing)];
}

function cannotDelete(
  { declared }: DeleteDraft,
  dialect: TypeDialect,
  title: string,
  locate: Locator,
): readonly Diagnostic[] {
  return dialect.delete === 'none' ? [say.cannotDelete(locate, declared, title)] : [];
}

function cannotChange(draft: UpdateDraft, dialect: TypeDialect, title: string, locate: Locator): readonly Diagnostic[] {
  const { declared, current } = draft;
  const name = formerName(declared, current);
  if (name !== undefined && !dialect.rename) return [say.cannotRename(locate, declared, title, name)];
  const allowed = dialect.update;
  if (allowed === 'all') return [];
  const changed = draft.diffs.map(({ state }) => printAttributeName(state.name));
  const fixed = changed.filter((path) => !allowed.includes(path));
  return fixed.map((path) => say.cannotChange(locate, declared, title, path));
}

function changedAttributes({ diffs }: UpdateDraft): JsonObject {
  const changed: Record<string, JsonValue> = {};
  for (const { state } of diffs) setAttribute(changed, state.name, state.desired);
  return changed;
}

/** Values that the service would refuse, drop or overwrite. */
function refusedValues(
  declared: DeclaredResource,
  attributes: JsonObject,
  context: Context,
  locate: Locator,
): readonly Diagnostic[] {
  const { profile } = context;
  return declaredAttributes(attributes).flatMap(([name, value]) => {
    const path = printAttributeName(name);
    const most = profile.maxElements[path];
    return [
      ...unsupportedParts(name, value, profile.unsupported).map(([part, reason]) =>
        say.unsupportedAttribute(locate, declared, part, reason),
      ),
      ...(most !== undefined && isJsonArray(value) && value.length > most
        ? [say.tooManyElements(locate, declared, profile.title, path, most)]
        : []),
      ...(isJsonArray(value) && value.some((element) => isOwnedElement(name, element, context))
        ? [say.ownedElement(locate, declared, profile.title, path)]
        : []),
    ];
  });
}

function unsupportedParts(
  name: AttributeName,
  value: JsonValue,
  unsupported: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const path = printAttributeName(name);
  if (isUnassigned(value)) return [];
  return Object.entries(unsupported).filter(
    ([part]) => part === path || (part.startsWith(`${path}.`) && holdsSub(value, part.slice(path.length + 1))),
  );
}

function holdsSub(value: JsonValue, sub: string): boolean {
  const elements = isJsonArray(value) ? value : [value];
  return elements.some((element) => isJsonObject(element) && !isUnassigned(heldProperty(element, sub)));
}

/** The value at a dotted name: `name.givenName`, `urn:…:User:department`. */
function valueAt(attributes: JsonObject, path: string): JsonValue | undefined {
  const colon = path.startsWith('urn:') ? path.lastIndexOf(':') : -1;
  const [name = '', sub] = path.slice(colon + 1).split('.');
  const value = attributeOf(attributes, colon < 0 ? { name } : { schema: path.slice(0, colon), name });
  return sub === undefined ? value : isJsonObject(value) ? heldProperty(value, sub) : undefined;
}

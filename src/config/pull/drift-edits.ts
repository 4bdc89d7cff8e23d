import type { AttributeDefinition } from '../../model/attribute.ts';
import { RFC_ATTRIBUTES, subAttribute } from '../../model/attribute-table.ts';
import type { DeclaredMember, DeclaredResource } from '../../model/configuration.ts';
import type { AttributeDrift, Difference, Drift } from '../../model/drift.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { isSecretReference, isUserReference } from '../../model/special-value.ts';
import { escapeText } from '../values/interpolate.ts';
import type { AttributeEdit, ValueChange } from './attribute-edit.ts';
import type { KnownNames } from './known-names.ts';
import { pulledFreeValue, pulledScalar, pulledValue, type ValueScope } from './pulled-value.ts';
import { type Renames, renamedManager, renamedMember } from './renamed-references.ts';

/** The edits of one entry, references to those whom the service has renamed included. */
export function driftEdits(
  { declared, attributes, members }: Drift,
  names: KnownNames,
  renames: Renames,
): readonly AttributeEdit[] {
  const edits = attributes.map((drift) => attributeEdit(declared, drift, names));
  const manager = declared.type === 'User' ? renamedManager(declared, renames) : undefined;
  if (manager !== undefined && !attributes.some(({ name }) => name === 'manager')) {
    edits.push(managerEdit(declared, escapeText(manager)));
  }
  const member = memberEdit(declared, members, names, renames);
  return member.changes.length === 0 ? edits : [...edits, member];
}

function managerEdit({ attributes }: DeclaredResource, manager: string): AttributeEdit {
  const container = attributes[ENTERPRISE_USER_SCHEMA];
  return {
    key: [ENTERPRISE_USER_SCHEMA, 'manager'],
    changes: [{ kind: 'set', path: [], value: manager }],
    whole: manager,
    extension: { ...(isJsonObject(container) ? formOfMembers(container) : {}), manager },
  };
}

function attributeEdit(declared: DeclaredResource, drift: AttributeDrift, names: KnownNames): AttributeEdit {
  const { schema, name } = drift;
  const table = RFC_ATTRIBUTES[declared.type];
  const known = schema === undefined ? table.core : table.extensions.get(schema.toLowerCase())?.attributes;
  const definition = known?.get(name.toLowerCase());
  const container = schema === undefined ? declared.attributes : declared.attributes[schema];
  const before = fileForm(isJsonObject(container) ? (container[name] ?? null) : null);
  const changes =
    definition === undefined || definition.name === 'manager'
      ? [{ kind: 'set', path: [], value: wholeValue(definition, before, drift, names) } as const]
      : drift.differences.map((difference) => valueChange(definition, difference, names));
  const whole = afterChanges(before, changes);
  if (schema === undefined) return { key: [name], changes, whole };
  const extension = { ...(isJsonObject(container) ? formOfMembers(container) : {}), [name]: whole };
  return { key: [schema, name], changes, whole, extension };
}

/** A manager, or an attribute that no schema describes: changed in one piece. */
function wholeValue(
  definition: AttributeDefinition | undefined,
  before: JsonValue,
  { differences }: AttributeDrift,
  names: KnownNames,
): JsonValue {
  const changes = differences.map((difference): ValueChange => {
    if (definition === undefined) return freeChange(difference);
    const value = difference.kind === 'set' && difference.value !== null ? difference.value : null;
    const id = isJsonObject(value) ? value['value'] : value;
    return { kind: 'set', path: [], value: typeof id === 'string' ? names.user(id) : null };
  });
  return afterChanges(before, changes);
}

function freeChange(difference: Difference): ValueChange {
  switch (difference.kind) {
    case 'set':
      return { kind: 'set', path: subPath(difference.sub), value: pulledFreeValue(difference.value) ?? null };
    case 'setInElement':
      return { ...inElement(difference), value: pulledFreeValue(difference.value) ?? null };
    case 'removeElement':
      return { kind: 'remove', index: difference.index };
    case 'addElement':
      return { kind: 'add', value: pulledFreeValue(difference.element) ?? null };
    default:
      return difference satisfies never;
  }
}

function valueChange(definition: AttributeDefinition, difference: Difference, names: KnownNames): ValueChange {
  switch (difference.kind) {
    case 'set':
      return { kind: 'set', path: subPath(difference.sub), value: setValue(definition, difference, names) };
    case 'setInElement':
      return { ...inElement(difference), value: subValue(definition, difference.sub, difference.value) };
    case 'removeElement':
      return { kind: 'remove', index: difference.index };
    case 'addElement': {
      const [element = null] = asList(
        pulledValue(definition, definition.name, [difference.element], everything(names)),
      );
      return { kind: 'add', value: element };
    }
    default:
      return difference satisfies never;
  }
}

function subPath(sub: string | undefined): readonly string[] {
  return sub === undefined ? [] : [sub];
}

function inElement({ index, sub }: { readonly index: number; readonly sub: string }) {
  return { kind: 'set', path: [index, sub] } as const;
}

function setValue(
  definition: AttributeDefinition,
  { sub, value }: Extract<Difference, { kind: 'set' }>,
  names: KnownNames,
): JsonValue {
  if (sub !== undefined) return subValue(definition, sub, value);
  return pulledValue(definition, definition.name, value, everything(names)) ?? null;
}

/** `primary` goes by being false, all else by null. */
function subValue(definition: AttributeDefinition, name: string, value: JsonValue): JsonValue {
  return pulledScalar(subAttribute(definition, name)?.type ?? 'string', value) ?? (name === 'primary' ? false : null);
}

function everything(names: KnownNames): ValueScope {
  return { names, isLeftOut: () => false, leave: () => undefined };
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

function memberEdit(
  declared: DeclaredResource,
  { add, remove }: Drift['members'],
  names: KnownNames,
  renames: Renames,
): AttributeEdit {
  const entries = declared.type === 'Group' ? (declared.members?.entries ?? []) : [];
  const before = entries.map(memberForm);
  const renamed = entries.flatMap((entry, index) => {
    const name = remove.includes(index) ? undefined : renamedMember(entry, renames);
    const path = [index, entry.target.by] as const;
    return name === undefined ? [] : [{ kind: 'set', path, value: escapeText(name) } as const];
  });
  const changes: readonly ValueChange[] = [
    ...renamed,
    ...remove.map((index) => ({ kind: 'remove', index }) as const),
    ...add.map((id) => ({ kind: 'add', value: names.member(id) }) as const),
  ];
  return { key: ['members'], changes, whole: afterChanges(before, changes) };
}

function memberForm({ target, state, expires }: DeclaredMember): JsonValue {
  const more = {
    ...(expires === undefined ? {} : { $expires: expires }),
    ...(state === 'absent' ? { $state: 'absent' } : {}),
  };
  if (target.by === 'id') return { $id: escapeText(target.id), ...more };
  if (target.by === 'user' && Object.keys(more).length === 0) return escapeText(target.name);
  return { [target.by]: escapeText(target.name), ...more };
}

/** A declared value as a file would say it. */
function fileForm(value: JsonValue): JsonValue {
  if (typeof value === 'string') return escapeText(value);
  if (isJsonArray(value)) return value.map(fileForm);
  if (!isJsonObject(value)) return value;
  if (isSecretReference(value)) return `\${${value.$secret}}`;
  const reference = value['value'];
  if (isUserReference(reference)) return escapeText(reference.$user);
  return formOfMembers(value);
}

function formOfMembers(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, managerForm(name, inner) ?? fileForm(inner)]),
  );
}

function managerForm(name: string, value: JsonValue): JsonValue | undefined {
  const id = name === 'manager' && isJsonObject(value) ? value['value'] : undefined;
  return typeof id === 'string' ? { $id: escapeText(id) } : undefined;
}

/** The value after all changes: places are those of the list as it was, so that elements go last and from the end on. */
function afterChanges(before: JsonValue, changes: readonly ValueChange[]): JsonValue {
  const removed = changes.flatMap((change) => (change.kind === 'remove' ? [change.index] : []));
  const added = changes.flatMap((change) => (change.kind === 'add' ? [change.value] : []));
  let value = before;
  for (const change of changes) if (change.kind === 'set') value = withValue(value, change.path, change.value);
  if (removed.length + added.length === 0) return value;
  return [...asList(value).filter((_, index) => !removed.includes(index)), ...added];
}

function withValue(before: JsonValue, [first, ...rest]: readonly (string | number)[], value: JsonValue): JsonValue {
  if (first === undefined) return value;
  if (typeof first === 'number') {
    return asList(before).map((item, index) => (index === first ? withValue(item, rest, value) : item));
  }
  // A member by its name alone.
  if (typeof before === 'string' && first === 'user') return value;
  const object = isJsonObject(before) ? before : {};
  return { ...object, [first]: withValue(object[first] ?? null, rest, value) };
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { ValuePath } from '../../syntax/path.ts';
import { propertyName, propertyOf } from '../../syntax/property.ts';
import { refuse } from '../http/refuse.ts';
import { readValue, withProperty } from '../resources/read-value.ts';
import { type Draft, isExtension, withExtension, withPassword } from '../resources/resource-draft.ts';
import { MEMBERS, type PatchOperation, type TypeOfService } from '../service-rules.ts';
import type { StoredResource } from '../store/store.ts';
import type { PatchRules } from '../write-rules.ts';
import { changeAttribute } from './change-attribute.ts';
import { changeMembers } from './change-member-list.ts';
import { readPath } from './read-patch.ts';

/** What an operation may look at besides the draft. */
export interface PatchContext {
  readonly type: TypeOfService;
  readonly rules: PatchRules;
  readonly resource: StoredResource;
  /** A member of the group as the service shows it. */
  readonly representMember: (id: string) => JsonObject;
}

type Op = PatchOperation['op'];

/**
 * Applies one operation of a PATCH (RFC 7644 section 3.5.2). `replace` of a complex attribute changes the
 * sub-attributes that it names, as section 3.5.2.3 says; a filter that matches nothing is noTarget for every op.
 * An extension that the service does not know is taken as it comes.
 * @throws ScimError 400
 */
export function applyOperation(context: PatchContext, draft: Draft, operation: PatchOperation): Draft {
  const { op, path: text, value } = operation;
  if (text === undefined) return applyWithoutPath(context, draft, op, value);
  const path = readPath(text, [...context.type.schemas, ...Object.keys(draft.attributes).filter(isExtension)]);
  if (path.attribute === undefined) return applyToSchema(context, draft, op, path.schema, value);
  if (path.filter !== undefined && context.rules.filteredPaths === 'ignored') return draft;
  return applyToAttribute(context, draft, op, path, value);
}

function applyWithoutPath(context: PatchContext, draft: Draft, op: Op, value: JsonValue | undefined): Draft {
  if (op === 'remove') return refuse('noTarget', '"remove" needs a "path".');
  if (!isJsonObject(value))
    return refuse('invalidValue', 'Without a "path", the value has to be an object of attributes.');
  let changed = draft;
  for (const [name, part] of Object.entries(value)) {
    // A whole resource as the value names these two; they can only say what is so already.
    if (name.toLowerCase() === 'schemas' || (name.toLowerCase() === 'id' && part === context.resource.id)) continue;
    changed = isExtension(name)
      ? applyToSchema(context, changed, op, name, part)
      : applyToAttribute(context, changed, op, { attribute: name }, part);
  }
  return changed;
}

/** Applies to each attribute of an extension, or of the core schema, that the value names. */
function applyToSchema(
  context: PatchContext,
  draft: Draft,
  op: Op,
  schema: string,
  value: JsonValue | undefined,
): Draft {
  if (op === 'remove' || value === null) return removeExtension(context, draft, schema);
  if (!isJsonObject(value)) return refuse('invalidValue', `${schema} takes an object of attributes.`);
  let changed = draft;
  for (const [attribute, part] of Object.entries(value)) {
    changed = applyToAttribute(context, changed, op, { schema, attribute }, part);
  }
  return changed;
}

function removeExtension({ type }: PatchContext, draft: Draft, schema: string): Draft {
  if (isCore(type, schema)) refuse('mutability', 'The core schema cannot be removed.');
  return withExtension(draft, schema, {});
}

function isCore(type: TypeOfService, schema: string | undefined): boolean {
  return schema === undefined || schema.toLowerCase() === type.table.schema.toLowerCase();
}

function applyToAttribute(
  context: PatchContext,
  draft: Draft,
  given: Op,
  path: ValuePath,
  value: JsonValue | undefined,
): Draft {
  const { type, rules } = context;
  const core = isCore(type, path.schema);
  const definition = findDefinition(type, path, core);
  const op = given === 'replace' && isMerged(rules, definition, path) ? 'add' : given;
  if (definition !== undefined) checkMutability(definition, path);
  if (core && definition?.returned === 'never') return withPassword(draft, readValue(definition, value ?? null));
  if (core && definition?.name === MEMBERS && draft.members !== undefined) {
    const target = { type, rules, definition, members: draft.members, represent: context.representMember };
    changeMembers(target, op, path, value);
    return draft;
  }
  const container = core ? draft.attributes : extensionOf(draft, path.schema ?? '');
  const name = definition?.name ?? propertyName(container, path.attribute);
  const target = {
    definition,
    path,
    core,
    evaluation: type.evaluation,
    isWiped: rules.wiped.includes(name),
    needsValue: op === 'replace' && rules.replaceOfNothing === 'fails',
  };
  const changed = changeAttribute(target, container[name], op, value);
  if (definition !== undefined) checkRequired(definition, changed);
  const attributes = withProperty(container, name, changed);
  return core ? { ...draft, attributes } : withExtension(draft, spelling(type, path.schema ?? ''), attributes);
}

/** Whether `replace` keeps the elements that it does not name. */
function isMerged(rules: PatchRules, definition: AttributeDefinition | undefined, path: ValuePath): boolean {
  const isWhole = path.filter === undefined && path.subAttribute === undefined;
  return rules.replace === 'merges' && definition?.multiValued === true && isWhole;
}

/** An extension's URN as its schema spells it. */
function spelling(type: TypeOfService, schema: string): string {
  return type.table.extensions.get(schema.toLowerCase())?.schema ?? schema;
}

function extensionOf(draft: Draft, schema: string): JsonObject {
  const extension = propertyOf(draft.attributes, schema);
  return isJsonObject(extension) ? extension : {};
}

/** Undefined only for an attribute of an extension that the service does not know. */
function findDefinition(type: TypeOfService, path: ValuePath, core: boolean): AttributeDefinition | undefined {
  const extension = core ? undefined : type.table.extensions.get((path.schema ?? '').toLowerCase());
  if (!core && extension === undefined) return undefined;
  const definition = (extension?.attributes ?? type.table.core).get(path.attribute.toLowerCase());
  if (definition === undefined) return refuse('invalidPath', `No schema of ${type.name} defines "${path.attribute}".`);
  const { subAttribute: sub } = path;
  if (sub !== undefined && subAttribute(definition, sub) === undefined) {
    refuse('invalidPath', `"${definition.name}" has no sub-attribute "${sub}".`);
  }
  return definition;
}

function checkMutability(definition: AttributeDefinition, { subAttribute: name }: ValuePath): void {
  const sub = name === undefined ? undefined : subAttribute(definition, name);
  if (definition.mutability === 'readOnly' || sub?.mutability === 'readOnly') {
    refuse('mutability', `"${sub?.name ?? definition.name}" is read-only.`);
  }
}

function checkRequired(definition: AttributeDefinition, after: JsonValue | undefined): void {
  if (definition.required && after === undefined) {
    refuse('mutability', `"${definition.name}" is required and cannot be removed.`);
  }
}

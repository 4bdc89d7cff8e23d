import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { refuse, ScimError } from '../http/refuse.ts';
import { isExtension } from '../resources/resource-draft.ts';
import type { PatchCheck } from '../service-rules.ts';
import { MEMBERS, type PatchOperation, type TypeOfService } from '../service-rules.ts';
import { readPath } from './read-patch.ts';

/** Refuses more changes of members in one request, counted by what they do. */
export function mostMembers(
  most: number,
  of: 'additions' | 'removals' | 'changes',
  status: 400 | 413 = 400,
): PatchCheck {
  return (operations, type) => {
    const changes = operations.filter((operation) => isOfMembers(operation, type));
    const counted = changes.filter(({ op }) => of === 'changes' || (op === 'remove') === (of === 'removals'));
    const count = counted.reduce((sum, operation) => sum + membersIn(operation), 0);
    if (count > most) {
      throw new ScimError(
        status,
        `One request takes at most ${most} ${of} of members.`,
        status === 400 ? 'tooMany' : undefined,
      );
    }
  };
}

/** Refuses the removal of a member together with anything else. */
export const removalsAlone: PatchCheck = (operations, type) => {
  const removes = operations.some((operation) => operation.op === 'remove' && isOfMembers(operation, type));
  if (removes && operations.length > 1) refuse('invalidValue', 'A member has to be removed by a request of its own.');
};

/** Refuses additions of members in more than one operation. */
export const additionsInOne: PatchCheck = (operations, type) => {
  const additions = operations.filter((operation) => operation.op !== 'remove' && isOfMembers(operation, type));
  if (additions.length > 1) refuse('invalidValue', 'Members have to be added by one operation.');
};

/** Refuses members and attributes in one request. */
export const membersApart: PatchCheck = (operations, type) => {
  const changes = operations.filter((operation) => isOfMembers(operation, type));
  if (changes.length > 0 && changes.length < operations.length) {
    refuse('invalidValue', 'Members and attributes have to be changed by requests of their own.');
  }
};

/** Refuses to replace the members of a group, or to remove all of them at once. */
export const membersOneByOne: PatchCheck = (operations, type) => {
  for (const operation of operations) {
    if (!isOfMembers(operation, type)) continue;
    const removesAll =
      operation.op === 'remove' && operation.path?.includes('[') !== true && operation.value === undefined;
    if (operation.op === 'replace' || removesAll)
      refuse('invalidValue', 'Replacing group memberships is not supported.');
  }
};

/** Refuses an attribute together with any other. */
export function alone(...names: readonly string[]): PatchCheck {
  return (operations, type) => {
    const named = new Set(operations.flatMap((operation) => attributesIn(operation, type)));
    const lonely = names.find((name) => named.has(name) && named.size > 1);
    if (lonely !== undefined) refuse('invalidValue', `"${lonely}" has to be changed by a request of its own.`);
  };
}

/** Refuses a second operation on one of these attributes, and their removal. */
export function once(...names: readonly string[]): PatchCheck {
  return (operations, type) => {
    for (const name of names) {
      const found = operations.filter((operation) => attributesIn(operation, type).includes(name));
      if (found.length > 1 || found.some(({ op }) => op === 'remove')) {
        refuse('invalidValue', `"${name}" takes one operation, and none that removes it.`);
      }
    }
  };
}

/** Refuses all attributes but these; a name of an extension stands for all of it. */
export function onlyAttributes(...names: readonly string[]): PatchCheck {
  return (operations, type) => {
    for (const name of operations.flatMap((operation) => attributesIn(operation, type))) {
      if (names.includes(name) || names.some((allowed) => name.startsWith(`${allowed}:`))) continue;
      refuse('mutability', `"${name}" cannot be changed by PATCH.`);
    }
  };
}

/** Refuses operations without a path that name several attributes. */
export const pathOrOneAttribute: PatchCheck = (operations) => {
  for (const { path, value } of operations) {
    if (path === undefined && isJsonObject(value) && Object.keys(value).length > 1) {
      refuse('invalidPath', 'An operation without a path takes one attribute.');
    }
  }
};

/** Refuses paths, as servers do that were made for one client which sends none. */
export const withoutPaths: PatchCheck = (operations) => {
  if (operations.some(({ op, path }) => op !== 'remove' && path !== undefined && !path.includes('['))) {
    refuse('invalidPath', 'An attribute is named in the value, and not by a path.');
  }
};

/** Refuses core attributes that are not written with their schema. */
export const withSchemas: PatchCheck = (operations, type) => {
  for (const { path } of operations) {
    if (path !== undefined && !isExtension(path.split('[')[0] ?? '') && !path.startsWith(MEMBERS)) {
      refuse('invalidPath', `"${path}" has to begin with ${type.table.schema}:`);
    }
  }
};

/** Refuses the removal of single elements. */
export const noElementRemoval: PatchCheck = (operations) => {
  for (const { op, path } of operations) {
    if (op === 'remove' && path?.endsWith(']') === true && !path.startsWith(MEMBERS)) {
      refuse('invalidPath', `"${path}" cannot be removed.`);
    }
  }
};

/** Refuses paths that select elements, whatever the operation. */
export function withoutElementPaths(status: number): PatchCheck {
  return (operations) => {
    for (const { path } of operations) {
      if (path?.includes('[') !== true || path.toLowerCase().startsWith(MEMBERS)) continue;
      throw new ScimError(status, `"${path}" is not supported.`, status === 400 ? 'invalidPath' : undefined);
    }
  };
}

/** How many members an operation names: one for a path with a filter, which is taken to select one. */
function membersIn({ path, value }: PatchOperation): number {
  if (path === undefined && isJsonObject(value)) {
    const members = Object.entries(value).find(([name]) => name.toLowerCase() === MEMBERS)?.[1];
    return isJsonArray(members) ? members.length : 1;
  }
  return isJsonArray(value) ? value.length : 1;
}

function isOfMembers(operation: PatchOperation, type: TypeOfService): boolean {
  return attributesIn(operation, type).includes(MEMBERS);
}

/** The attributes that an operation names: `emails`, `urn:…:User:department`. */
function attributesIn({ path, value }: PatchOperation, type: TypeOfService): readonly string[] {
  if (path === undefined)
    return isJsonObject(value) ? Object.entries(value).flatMap(([name, part]) => named(name, part, type)) : [];
  const read = readPath(path, type.schemas);
  if (read.attribute === undefined) return named(read.schema, value, type);
  const { schema } = read;
  const isCore = schema === undefined || schema.toLowerCase() === type.table.schema.toLowerCase();
  return [spelt(isCore ? undefined : schema, read.attribute, type)];
}

function named(name: string, value: JsonValue | undefined, type: TypeOfService): readonly string[] {
  if (!isExtension(name)) return ['schemas', 'id'].includes(name.toLowerCase()) ? [] : [spelt(undefined, name, type)];
  return isJsonObject(value) ? Object.keys(value).map((attribute) => spelt(name, attribute, type)) : [name];
}

function spelt(schema: string | undefined, attribute: string, { table }: TypeOfService): string {
  if (schema === undefined) return table.core.get(attribute.toLowerCase())?.name ?? attribute;
  const extension = table.extensions.get(schema.toLowerCase());
  return `${extension?.schema ?? schema}:${extension?.attributes.get(attribute.toLowerCase())?.name ?? attribute}`;
}

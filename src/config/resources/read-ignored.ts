import type { AttributeDefinition } from '../../model/attribute.ts';
import {
  type AttributeTable,
  DECLARABLE_ATTRIBUTES,
  EXTENSION_ALIASES,
  subAttribute,
} from '../../model/attribute-table.ts';
import type { ResourceType } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import { childOf, type Tree, type TreeMap } from '../yaml/tree.ts';

/** Reads `$ignore`, one name or a list of them, and brings the names to schema spelling. */
export function readIgnored(type: ResourceType, map: TreeMap, scope: FileScope): readonly string[] {
  const tree = childOf(map, '$ignore');
  const items = tree?.kind === 'list' ? tree.items : tree === undefined ? [] : [tree];
  return items.flatMap((item) => ignoredName(type, item, scope) ?? []);
}

function ignoredName(type: ResourceType, item: Tree, scope: FileScope): string | undefined {
  if (item.kind !== 'scalar' || item.value === null) return undefined;
  const table = DECLARABLE_ATTRIBUTES[type];
  const path = attributePath(item.text, table);
  if (path !== undefined) return path;
  const owner = type === 'User' ? 'a user' : 'a group';
  scope.report(problems.unknownIgnored(item.text, owner, knownPaths(table)), item);
  return undefined;
}

/** The schema spelling of `title`, `name.givenName`, `enterprise.department` or `urn:…:User:department`. */
export function attributePath(text: string, table: AttributeTable): string | undefined {
  const [head = '', ...rest] = text.split('.');
  const alias = EXTENSION_ALIASES.get(head.toLowerCase());
  if (alias !== undefined) return extensionPath(alias, rest, table);
  const colon = text.lastIndexOf(':');
  if (/^urn:/i.test(text)) return extensionPath(text.slice(0, colon), text.slice(colon + 1).split('.'), table);
  return pathBelow(table.core.get(head.toLowerCase()), rest);
}

function extensionPath(urn: string, rest: readonly string[], table: AttributeTable): string | undefined {
  const extension = table.extensions.get(urn.toLowerCase());
  if (extension === undefined) return /^urn:.+/i.test(urn) ? `${urn}:${rest.join('.')}` : undefined;
  const [head = '', ...below] = rest;
  const path = pathBelow(extension.attributes.get(head.toLowerCase()), below);
  return path && `${extension.schema}:${path}`;
}

function pathBelow(attribute: AttributeDefinition | undefined, rest: readonly string[]): string | undefined {
  const [sub, ...more] = rest;
  if (attribute === undefined || attribute.mutability === 'readOnly' || more.length > 0) return undefined;
  if (sub === undefined) return attribute.name;
  const found = subAttribute(attribute, sub);
  return found && `${attribute.name}.${found.name}`;
}

/** Every attribute that files may set, as one names it in a list. */
export function* knownPaths(table: AttributeTable): Generator<string> {
  for (const { name, mutability } of table.core.values()) if (mutability !== 'readOnly') yield name;
  for (const [alias, urn] of EXTENSION_ALIASES) {
    const extension = table.extensions.get(urn.toLowerCase());
    for (const { name } of extension?.attributes.values() ?? []) yield `${alias}.${name}`;
  }
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import { type AttributeTable, EXTENSION_ALIASES, subAttribute } from '../../model/attribute-table.ts';

/**
 * The schema spelling of `title`, `name.givenName`, `enterprise.department` or `urn:…:User:department`; undefined where
 * nothing is called so.
 */
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

/** Every such path of a table, without sub-attributes: what a misspelt one may mean. */
export function* knownPaths(table: AttributeTable): Generator<string> {
  for (const { name, mutability } of table.core.values()) if (mutability !== 'readOnly') yield name;
  for (const [alias, urn] of EXTENSION_ALIASES) {
    const extension = table.extensions.get(urn.toLowerCase());
    for (const { name } of extension?.attributes.values() ?? []) yield `${alias}.${name}`;
  }
}

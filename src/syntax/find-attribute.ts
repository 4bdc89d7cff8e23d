import type { AttributeDefinition } from '../model/attribute.ts';
import { type AttributeTable, subAttribute } from '../model/attribute-table.ts';
import type { AttributePath } from './filter/filter.ts';

/** What a table says of an attribute or sub-attribute, in any case; undefined where it does not know it. */
export function findAttribute(table: AttributeTable, path: AttributePath): AttributeDefinition | undefined {
  const schema = path.schema?.toLowerCase();
  const attributes =
    schema === undefined || schema === table.schema.toLowerCase()
      ? table.core
      : table.extensions.get(schema)?.attributes;
  const attribute = attributes?.get(path.attribute.toLowerCase());
  return attribute === undefined || path.subAttribute === undefined
    ? attribute
    : subAttribute(attribute, path.subAttribute);
}

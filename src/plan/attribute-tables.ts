import type { SchemaDefinition } from '../model/attribute.ts';
import { type AttributeTable, RFC_ATTRIBUTES } from '../model/attribute-table.ts';
import type { ResourceType } from '../model/resource.ts';

/** What is known of the attributes of each resource type. */
export function attributeTables(_schemas: readonly SchemaDefinition[]): Readonly<Record<ResourceType, AttributeTable>> {
  return RFC_ATTRIBUTES;
}

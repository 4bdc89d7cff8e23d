import type { AttributeDefinition, DescribedAttribute, DescribedSchema } from '../../model/attribute.ts';
import { type AttributesByName, type AttributeTable, RFC_ATTRIBUTES } from '../../model/attribute-table.ts';
import type { ResourceType } from '../../model/resource.ts';
import { undescribedAttribute } from './attribute-lookup.ts';

/**
 * What is known of the attributes of each resource type: RFC 7643, corrected and extended by the service's `/Schemas`, then by the profile.
 * A schema that is no core schema is taken as an extension of both types, since `/Schemas` does not say of which.
 */
export function attributeTables(
  service: readonly DescribedSchema[],
  profile: readonly DescribedSchema[],
): Readonly<Record<ResourceType, AttributeTable>> {
  return describedBy(profile, describedBy(service, RFC_ATTRIBUTES));
}

type Tables = Readonly<Record<ResourceType, AttributeTable>>;

function describedBy(schemas: readonly DescribedSchema[], tables: Tables): Tables {
  if (schemas.length === 0) return tables;
  const cores = new Set(Object.values(RFC_ATTRIBUTES).map(({ schema }) => schema.toLowerCase()));
  const extensions = schemas.filter(({ id }) => !cores.has(id.toLowerCase()));
  return {
    User: extended(tables.User, schemas, extensions),
    Group: extended(tables.Group, schemas, extensions),
  };
}

function extended(
  table: AttributeTable,
  schemas: readonly DescribedSchema[],
  extensions: readonly DescribedSchema[],
): AttributeTable {
  const core = schemas.find(({ id }) => id.toLowerCase() === table.schema.toLowerCase());
  const found = new Map(table.extensions);
  for (const { id, attributes } of extensions) {
    const known = found.get(id.toLowerCase());
    found.set(id.toLowerCase(), {
      schema: known?.schema ?? id,
      attributes: merged(known?.attributes ?? new Map(), attributes),
    });
  }
  return { schema: table.schema, core: merged(table.core, core?.attributes ?? []), extensions: found };
}

function merged(known: AttributesByName, described: readonly DescribedAttribute[]): AttributesByName {
  const all = new Map(known);
  for (const attribute of described) {
    const key = attribute.name.toLowerCase();
    all.set(key, corrected(all.get(key), attribute));
  }
  return all;
}

/**
 * A service's word over the RFC's, but for the spelling and for what rollcall's safety rests on:
 * what the RFC never returns is not expected back, whatever a service's schema says.
 */
function corrected(known: AttributeDefinition | undefined, described: DescribedAttribute): AttributeDefinition {
  const { subAttributes, ...said } = described;
  const base = known ?? undescribedAttribute(described.name, subAttributes === undefined ? '' : {});
  const subs = mergedSubAttributes(known?.subAttributes, subAttributes);
  return {
    ...base,
    ...said,
    name: base.name,
    ...(base.returned === 'never' ? { returned: base.returned } : {}),
    ...(subs === undefined ? {} : { subAttributes: subs }),
  };
}

function mergedSubAttributes(
  known: readonly AttributeDefinition[] | undefined,
  described: readonly DescribedAttribute[] | undefined,
): readonly AttributeDefinition[] | undefined {
  if (described === undefined) return known;
  const byName = new Map((known ?? []).map((attribute) => [attribute.name.toLowerCase(), attribute]));
  return [...merged(byName, described).values()];
}

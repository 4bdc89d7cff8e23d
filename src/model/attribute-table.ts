import type { AttributeDefinition, SchemaDefinition } from './attribute.ts';
import type { ResourceType } from './resource.ts';
import { COMMON_ATTRIBUTES } from './schemas/common.ts';
import { ENTERPRISE_USER, ENTERPRISE_USER_SCHEMA } from './schemas/enterprise-user.ts';
import { DATE_HIRE, GENESYS_USER, GENESYS_USER_SCHEMA } from './schemas/genesys-user.ts';
import { GROUP } from './schemas/group.ts';
import { USER } from './schemas/user.ts';

/** Attributes by lower-case name, because attribute names are case-insensitive (RFC 7643 section 2.1). */
export type AttributesByName = ReadonlyMap<string, AttributeDefinition>;

/** All that is known about the attributes of one resource type. */
export interface AttributeTable {
  /** URN of the core schema. */
  readonly schema: string;
  /** Core and common attributes. */
  readonly core: AttributesByName;
  /** Extensions by lower-case URN. */
  readonly extensions: ReadonlyMap<string, ExtensionAttributes>;
}

export interface ExtensionAttributes {
  /** The URN in schema spelling. */
  readonly schema: string;
  readonly attributes: AttributesByName;
}

/** Short names for extension URNs that files may use, by lower-case alias. */
export const EXTENSION_ALIASES: ReadonlyMap<string, string> = new Map([
  ['enterprise', ENTERPRISE_USER_SCHEMA],
  ['genesys', GENESYS_USER_SCHEMA],
]);

/** How files write the URN of an extension: by its alias, where it has one. */
export function extensionAlias(urn: string): string {
  const folded = urn.toLowerCase();
  return [...EXTENSION_ALIASES].find(([, known]) => known.toLowerCase() === folded)?.[0] ?? urn;
}

/** The URN that a key stands for, where it is the alias of an extension that resources of this type have; else the key itself. */
export function withoutAlias(key: string, { extensions }: AttributeTable): string {
  const urn = EXTENSION_ALIASES.get(key);
  return urn !== undefined && extensions.has(urn.toLowerCase()) ? urn : key;
}

/** True for what stands for an extension in files: its URN or its alias. */
export function isExtensionKey(key: string): boolean {
  return EXTENSION_ALIASES.has(key) || isExtension(key);
}

function byName(attributes: readonly AttributeDefinition[]): AttributesByName {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
}

/** Builds the table of one resource type from a core schema and its extensions. */
export function attributeTable(core: SchemaDefinition, extensions: readonly SchemaDefinition[]): AttributeTable {
  return {
    schema: core.id,
    core: byName([...COMMON_ATTRIBUTES, ...core.attributes]),
    extensions: new Map(
      extensions.map(({ id, attributes }) => [id.toLowerCase(), { schema: id, attributes: byName(attributes) }]),
    ),
  };
}

/** What RFC 7643 alone says of each resource type: the core schemas and the enterprise extension. */
export const RFC_ATTRIBUTES: Readonly<Record<ResourceType, AttributeTable>> = {
  User: attributeTable(USER, [ENTERPRISE_USER]),
  Group: attributeTable(GROUP, []),
};

/** What files may declare of each resource type: RFC 7643 and the extensions that have an alias. */
export const DECLARABLE_ATTRIBUTES: Readonly<Record<ResourceType, AttributeTable>> = {
  User: attributeTable(USER, [
    { ...ENTERPRISE_USER, attributes: [...ENTERPRISE_USER.attributes, DATE_HIRE] },
    GENESYS_USER,
  ]),
  Group: RFC_ATTRIBUTES.Group,
};

/** True for names of extension schemas, whose value holds attributes instead of sub-attributes. */
export function isExtension(name: string): boolean {
  // Nearly no other name has a colon there, and looking is cheaper than matching.
  return name.charCodeAt(3) === 0x3a && /^urn:/i.test(name);
}

/** True for `manager`: a single complex attribute whose `value` is the id of a user. */
export function pointsAtUser({ multiValued, subAttributes }: AttributeDefinition): boolean {
  const ref = multiValued ? undefined : subAttributes?.find(({ name }) => name === '$ref');
  return ref?.referenceTypes?.includes('User') ?? false;
}

/** Finds a sub-attribute by its name in any case. */
export function subAttribute(attribute: AttributeDefinition, name: string): AttributeDefinition | undefined {
  const folded = name.toLowerCase();
  return attribute.subAttributes?.find((candidate) => candidate.name.toLowerCase() === folded);
}

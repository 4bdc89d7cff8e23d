import type { AttributeDefinition, SchemaDefinition } from '../../model/attribute.ts';
import type { JsonObject } from '../../model/json.ts';
import { COMMON_ATTRIBUTES } from '../../model/schemas/common.ts';
import type { Service, TypeOfService, TypeRules } from '../service-rules.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';

/** What the service can do (RFC 7643 section 5, with the paging of RFC 9865). */
export function serviceProviderConfig({ rules }: Service, root: string): JsonObject {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: rules.patch.supported },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: rules.page.maximum },
    changePassword: { supported: true },
    sort: { supported: true },
    etag: { supported: rules.versions.tag !== 'none' },
    pagination: {
      cursor: ['cursor', 'both'].includes(rules.page.paging),
      index: ['index', 'both'].includes(rules.page.paging),
      defaultPaginationMethod: rules.page.paging === 'cursor' ? 'cursor' : 'index',
      defaultPageSize: rules.page.default,
      maxPageSize: rules.page.maximum,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'OAuth Bearer Token',
        description: 'The token that the sandbox was started with, if any.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${root}${rules.discovery.serviceProviderConfig}` },
    ...rules.discovery.claims,
  };
}

/** The types of resources that the service has. */
export function typesIn({ types }: Service): readonly TypeOfService[] {
  return Object.values(types).filter(({ rules }) => rules.absent === null);
}

/** The resource types of the service (RFC 7643 section 6). */
export function resourceTypes(service: Service, root: string): readonly JsonObject[] {
  return typesIn(service).map((type) => resourceType(type, root));
}

/** The schemas of the service (RFC 7643 section 7). */
export function schemas(service: Service, root: string): readonly JsonObject[] {
  const word = service.rules.discovery.words === 'capitals' ? inCapitals : asItIs;
  return typesIn(service).flatMap(({ rules }) =>
    [rules.schema, ...rules.extensions].map((schema) => schemaResource(shown(schema, rules), root, word)),
  );
}

/** Common attributes are not listed; where nobody can create a resource, what is fixed at its creation is read-only. */
function shown(schema: SchemaDefinition, { create }: TypeRules): SchemaDefinition {
  const own = schema.attributes.filter(({ name }) => !COMMON_ATTRIBUTES.some((common) => common.name === name));
  const attributes = own.map(
    (attribute): AttributeDefinition =>
      !create && attribute.mutability === 'immutable' ? { ...attribute, mutability: 'readOnly' } : attribute,
  );
  return { ...schema, attributes };
}

function resourceType({ name, rules }: TypeOfService, root: string): JsonObject {
  return {
    schemas: [`${CORE}:ResourceType`],
    id: name,
    name,
    endpoint: rules.endpoint,
    description: rules.description,
    schema: rules.schema.id,
    schemaExtensions: rules.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${root}/ResourceTypes/${name}` },
  };
}

/** A word of RFC 7643 section 7 as the service says it. */
type Word = (text: string) => string;

const asItIs: Word = (text) => text;

/** `dateTime` as `DATE_TIME`. */
const inCapitals: Word = (text) => text.replaceAll(/(?=[A-Z])/g, '_').toUpperCase();

function schemaResource({ id, name, description, attributes }: SchemaDefinition, root: string, word: Word): JsonObject {
  return {
    schemas: [`${CORE}:Schema`],
    id,
    name,
    description,
    attributes: attributes.map((attribute) => attributeObject(attribute, word)),
    meta: { resourceType: 'Schema', location: `${root}/Schemas/${id}` },
  };
}

function attributeObject(definition: AttributeDefinition, word: Word): JsonObject {
  const { canonicalValues, referenceTypes, subAttributes, ...characteristics } = definition;
  const { type, returned, uniqueness } = characteristics;
  return {
    ...characteristics,
    type: word(type),
    returned: word(returned),
    uniqueness: word(uniqueness),
    ...(canonicalValues === undefined ? {} : { canonicalValues }),
    ...(referenceTypes === undefined ? {} : { referenceTypes }),
    ...(subAttributes === undefined ? {} : { subAttributes: subAttributes.map((sub) => attributeObject(sub, word)) }),
  };
}

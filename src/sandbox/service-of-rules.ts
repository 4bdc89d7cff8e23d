import type { AttributeDefinition } from '../model/attribute.ts';
import { type AttributeTable, attributeTable, subAttribute } from '../model/attribute-table.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../model/resource.ts';
import { type EvaluationRules, rulesOf } from '../syntax/filter/evaluate.ts';
import { findAttribute } from '../syntax/find-attribute.ts';
import type { FilterRules, ServiceRules, TypeRules } from './service-rules.ts';
import { type AttributeOfSchema, MEMBERS, type Service, type TypeOfService } from './service-rules.ts';

/** Works out what follows from a service's rules. */
export function serviceOf(rules: ServiceRules): Service {
  return { rules, types: { User: typeOf('User', rules), Group: typeOf('Group', rules) } };
}

function typeOf(name: ResourceType, service: ServiceRules): TypeOfService {
  const rules = service.types[name];
  const table = attributeTable(rules.schema, rules.extensions);
  return {
    name,
    rules,
    table,
    ids: service.ids,
    evaluation: evaluationRules(table, service.filter),
    schemas: [rules.schema.id, ...rules.extensions.map(({ id }) => id)],
    required: rules.schema.attributes.filter(({ required }) => required),
    unique: rules.schema.attributes.filter(
      (attribute) =>
        attribute.uniqueness !== 'none' ||
        rules.unique.includes(attribute.name) ||
        (service.sharedNames && attribute.name === NAME_ATTRIBUTE[name]),
    ),
    references: select(rules, isWritableReference),
    immutable: select(rules, ({ mutability }) => mutability === 'immutable'),
  };
}

/** The `value` of a reference is an id, and ids are case-exact (RFC 7643 section 3.1), whatever the schema says of it. */
function evaluationRules(table: AttributeTable, { caseSensitive }: FilterRules): EvaluationRules {
  const rules = rulesOf(table);
  if (caseSensitive) return { ...rules, caseExact: () => true };
  return {
    ...rules,
    caseExact: (path) => {
      const { subAttribute: sub, ...parent } = path;
      const definition = findAttribute(table, parent);
      const isId = definition !== undefined && isReference(definition) && (sub ?? 'value').toLowerCase() === 'value';
      return isId || rules.caseExact(path);
    },
  };
}

function isReference(definition: AttributeDefinition): boolean {
  const types = subAttribute(definition, '$ref')?.referenceTypes ?? [];
  return types.includes('User') || types.includes('Group');
}

/** Members are not among them: they are stored apart and checked one by one as they come. */
function isWritableReference(definition: AttributeDefinition): boolean {
  return isReference(definition) && definition.mutability !== 'readOnly' && definition.name !== MEMBERS;
}

function select(rules: TypeRules, choose: (definition: AttributeDefinition) => boolean): readonly AttributeOfSchema[] {
  return [rules.schema, ...rules.extensions].flatMap(({ id, attributes }) =>
    attributes.filter(choose).map(({ name }) => ({ schema: id === rules.schema.id ? undefined : id, name })),
  );
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import type { AttributeTable } from '../../model/attribute-table.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../../model/resource.ts';
import { findAttribute } from '../find-attribute.ts';
import { MANAGER } from '../manager-name.ts';
import { type EvaluationRules, rulesOf } from './evaluate.ts';
import type { AttributePath } from './filter.ts';

/**
 * How filters in files compare values: case is ignored in names, managers by their names, e-mail values, types and canonical values,
 * and where a profile folds it; everything else compares exactly. Some services write true and false as text.
 * @param foldsCase dotted names of further attributes whose case does not matter
 */
export function filterRules(
  type: ResourceType,
  table: AttributeTable,
  foldsCase: readonly string[] = [],
): EvaluationRules {
  return {
    isDateTime: rulesOf(table).isDateTime,
    isBoolean: (path) => definitionAt(path, table)?.type === 'boolean',
    caseExact: (path) => {
      const definition = definitionAt(path, table);
      const name = dottedName(path, table);
      return !(
        name === NAME_ATTRIBUTE[type] ||
        name === 'emails.value' ||
        name === MANAGER ||
        definition?.name === 'type' ||
        definition?.canonicalValues !== undefined ||
        foldsCase.includes(name)
      );
    },
  };
}

/** What a table says of the value that a comparison looks at: a complex attribute stands for its `value`. */
function definitionAt(path: AttributePath, table: AttributeTable): AttributeDefinition | undefined {
  const found = findAttribute(table, path);
  return found?.type === 'complex' ? findAttribute(table, { ...path, subAttribute: 'value' }) : found;
}

/** The dotted name of what a filter names, as profiles write it: `emails.value`, `urn:…:User:department`. */
export function dottedName({ schema, attribute, subAttribute }: AttributePath, table: AttributeTable): string {
  const parent: AttributePath = { ...(schema === undefined ? {} : { schema }), attribute };
  const definition = findAttribute(table, parent);
  const sub = subAttribute ?? (definition?.type === 'complex' ? 'value' : undefined);
  const subName = sub === undefined ? '' : `.${findAttribute(table, { ...parent, subAttribute: sub })?.name ?? sub}`;
  const isCore = schema === undefined || schema.toLowerCase() === table.schema.toLowerCase();
  const prefix = isCore ? '' : `${table.extensions.get(schema.toLowerCase())?.schema ?? schema}:`;
  return `${prefix}${definition?.name ?? attribute}${subName}`;
}

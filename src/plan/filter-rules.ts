import type { AttributeTable } from '../model/attribute-table.ts';
import { NAME_ATTRIBUTE, type ResourceType } from '../model/resource.ts';
import { type EvaluationRules, rulesOf } from '../syntax/evaluate.ts';
import type { AttributePath } from '../syntax/filter.ts';
import { findAttribute } from '../syntax/find-attribute.ts';
import type { Context } from './context.ts';

/**
 * How a filter compares the values of a type (docs/configuration.md, Case): case is ignored in names, e-mail values,
 * types and canonical values, and where the profile says so; all else compares exactly.
 */
export function filterRules(type: ResourceType, { tables, profile }: Context): EvaluationRules {
  const table = tables[type];
  return {
    isDateTime: rulesOf(table).isDateTime,
    caseExact: (path) => {
      const dotted = schemaSpelling(path, table);
      const definition = definitionAt(path, table);
      const folds =
        dotted === NAME_ATTRIBUTE[type] ||
        dotted === 'emails.value' ||
        definition?.name === 'type' ||
        definition?.canonicalValues !== undefined ||
        profile.foldsCase.includes(dotted);
      return !folds;
    },
  };
}

/** What a table says of the value that a comparison looks at: a complex attribute stands for its `value`. */
function definitionAt(path: AttributePath, table: AttributeTable) {
  const found = findAttribute(table, path);
  return found?.type === 'complex' ? findAttribute(table, { ...path, subAttribute: 'value' }) : found;
}

/** The dotted name of what a filter names, as profiles write it: `emails.value`, `urn:…:User:department`. */
export function schemaSpelling(path: AttributePath, table: AttributeTable): string {
  const attribute = findAttribute(table, { ...withoutSub(path) });
  const sub = findAttribute(table, path);
  const isWhole = path.subAttribute === undefined && attribute?.type === 'complex';
  const subName = isWhole ? 'value' : path.subAttribute && (sub?.name ?? path.subAttribute);
  const extension = path.schema === undefined ? undefined : table.extensions.get(path.schema.toLowerCase());
  const isCore = path.schema === undefined || path.schema.toLowerCase() === table.schema.toLowerCase();
  const prefix = isCore ? '' : `${extension?.schema ?? path.schema}:`;
  return `${prefix}${attribute?.name ?? path.attribute}${subName === undefined ? '' : `.${subName}`}`;
}

function withoutSub({ schema, attribute }: AttributePath): AttributePath {
  return { ...(schema === undefined ? {} : { schema }), attribute };
}

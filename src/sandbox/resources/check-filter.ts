import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import type { AttributePath, CompareOperator, Filter } from '../../syntax/filter/filter.ts';
import { printAttribute } from '../../syntax/filter/print-filter.ts';
import { findAttribute } from '../../syntax/find-attribute.ts';
import { refuse } from '../http/refuse.ts';
import type { FilterRules, TypeOfService } from '../service-rules.ts';

/**
 * Checks a filter on resources: the core schema has to define what it names, boolean and binary values have no order
 * (RFC 7644 section 3.4.2.2), and what is never returned cannot be asked for. Extensions may be unknown.
 * @throws ScimError 400 invalidFilter
 */
export function checkFilter(type: TypeOfService, filter: Filter, rules: FilterRules): void {
  checkLimits(type, filter, rules);
  walk(filter, undefined, (path, parent) => {
    const full = parent === undefined ? path : { ...parent, subAttribute: path.attribute };
    const isUnknownExtension = full.schema !== undefined && !type.schemas.some((known) => same(known, full.schema));
    const isSchemas = full.schema === undefined && same(full.attribute, 'schemas');
    if (isUnknownExtension || isSchemas) return { known: true, definition: undefined };
    const definition = findAttribute(type.table, full);
    if (findAttribute(type.table, withoutSub(full))?.returned === 'never') return { known: false, definition };
    return { known: definition !== undefined, definition };
  });
}

/** What this service takes of all that a filter can say. */
function checkLimits(type: TypeOfService, filter: Filter, rules: FilterRules): void {
  const { operators, connectives } = rules;
  const attributes = rules.attributes[type.name];
  const allow = (path: AttributePath, op: CompareOperator | 'pr' | undefined): void => {
    if (attributes !== null && !attributes.some((name) => same(name, withoutCore(type, path)))) {
      refuse('invalidFilter', `"${printAttribute(path)}" cannot be used in a filter.`);
    }
    if (op !== undefined && operators !== null && !operators.includes(op)) {
      refuse('invalidFilter', `The operator "${op}" is not supported.`);
    }
  };
  switch (filter.kind) {
    case 'and':
    case 'or':
    case 'not':
      if (!connectives.includes(filter.kind)) refuse('invalidFilter', `"${filter.kind}" is not supported.`);
      for (const operand of filter.kind === 'not' ? [filter.operand] : filter.operands)
        checkLimits(type, operand, rules);
      return;
    case 'valuePath':
      allow(filter.path, undefined);
      return;
    case 'present':
      allow(filter.path, 'pr');
      return;
    case 'compare':
      allow(filter.path, filter.op);
  }
}

function withoutCore({ table }: TypeOfService, path: AttributePath): string {
  const { schema, ...core } = path;
  return printAttribute(schema !== undefined && same(schema, table.schema) ? core : path);
}

/** Checks the filter of a value path on an attribute; undefined stands for one that no schema defines. */
export function checkElementFilter(parent: AttributeDefinition | undefined, filter: Filter): void {
  walk(filter, undefined, ({ attribute }) => {
    const definition = parent && subAttribute(parent, attribute);
    const isPlain = same(attribute, 'value') && parent?.type !== 'complex';
    return { known: parent === undefined || isPlain || definition !== undefined, definition };
  });
}

interface Finding {
  readonly known: boolean;
  readonly definition: AttributeDefinition | undefined;
}

type Find = (path: AttributePath, parent: AttributePath | undefined) => Finding;

function walk(filter: Filter, parent: AttributePath | undefined, find: Find): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const operand of filter.operands) walk(operand, parent, find);
      return;
    case 'not':
      walk(filter.operand, parent, find);
      return;
    case 'valuePath':
      checkKnown(filter.path, find(filter.path, parent));
      walk(filter.filter, filter.path, find);
      return;
    case 'present':
      checkKnown(filter.path, find(filter.path, parent));
      return;
    case 'compare': {
      const finding = find(filter.path, parent);
      checkKnown(filter.path, finding);
      const ordered = ['gt', 'ge', 'lt', 'le'].includes(filter.op);
      if (ordered && (finding.definition?.type === 'boolean' || finding.definition?.type === 'binary')) {
        refuse('invalidFilter', `Values of "${printAttribute(filter.path)}" have no order.`);
      }
    }
  }
}

function checkKnown(path: AttributePath, { known }: Finding): void {
  if (!known) refuse('invalidFilter', `"${printAttribute(path)}" cannot be used in a filter.`);
}

function withoutSub({ subAttribute: _, ...path }: AttributePath): AttributePath {
  return path;
}

function same(left: string, right: string | undefined): boolean {
  return left.toLowerCase() === right?.toLowerCase();
}

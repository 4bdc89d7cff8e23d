import type { AttributePath, Filter } from './filter.ts';

const STRENGTH = { or: 0, and: 1 } as const;

/**
 * The text of a filter, with parentheses only where they are needed and values as JSON:
 * quotes, backslashes and control characters are escaped. `parseFilter` reads the same filter from it.
 */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.map((operand) => printOperand(operand, filter.kind)).join(` ${filter.kind} `);
    case 'not':
      return `not (${printFilter(filter.operand)})`;
    case 'present':
      return `${printAttribute(filter.path)} pr`;
    case 'valuePath':
      return `${printAttribute(filter.path)}[${printFilter(filter.filter)}]`;
    case 'compare':
      return `${printAttribute(filter.path)} ${filter.op} ${JSON.stringify(filter.value)}`;
  }
}

/** The text of an attribute's name: `name.familyName`, `urn:…:2.0:User:manager.value`. */
export function printAttribute({ schema, attribute, subAttribute }: AttributePath): string {
  const prefix = schema === undefined ? '' : `${schema}:`;
  const suffix = subAttribute === undefined ? '' : `.${subAttribute}`;
  return `${prefix}${attribute}${suffix}`;
}

function printOperand(operand: Filter, parent: 'and' | 'or'): string {
  const text = printFilter(operand);
  const weaker = (operand.kind === 'and' || operand.kind === 'or') && STRENGTH[operand.kind] < STRENGTH[parent];
  return weaker ? `(${text})` : text;
}

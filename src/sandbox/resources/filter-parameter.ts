import type { AttributePath, Filter } from '../../syntax/filter/filter.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { parseFilter } from '../../syntax/filter/parse-filter.ts';
import { printAttribute } from '../../syntax/filter/print-filter.ts';
import { refuse } from '../http/refuse.ts';
import { dottedName } from '../patch/dotted-name.ts';
import type { FilterRules } from '../service-rules.ts';

/**
 * Reads the filter of a query as the service reads it: with its own names for attributes, and without quotes where it
 * needs none.
 * @throws ScimError 400 invalidFilter
 */
export function readFilter(text: string, rules: FilterRules): Filter {
  if (rules.characters === 'ascii' && !/^\p{ASCII}*$/u.test(text)) {
    refuse('invalidFilter', 'The filter holds a character that is not supported.');
  }
  return withAliases(parse(rules.unquoted ? quoted(text) : text), rules.aliases);
}

function parse(text: string): Filter {
  try {
    return parseFilter(text);
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return refuse('invalidFilter', `The filter at ${error.position}: ${error.message}`);
  }
}

/** One comparison whose value has no quotes: all that follows is the value. */
const UNQUOTED = /^\s*([^\s[\]()"]+)\s+(eq)\s+([^"]*?)\s*$/i;

function quoted(text: string): string {
  const [, name, op, value] = UNQUOTED.exec(text) ?? [];
  const isLiteral = value === undefined || /^(?:true|false|null)$/.test(value);
  return isLiteral ? text : `${name} ${op} ${JSON.stringify(value)}`;
}

function withAliases(filter: Filter, aliases: FilterRules['aliases']): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, operands: filter.operands.map((operand) => withAliases(operand, aliases)) };
    case 'not':
      return { ...filter, operand: withAliases(filter.operand, aliases) };
    case 'valuePath':
    case 'present':
    case 'compare':
      return { ...filter, path: aliased(filter.path, aliases) };
  }
}

function aliased(path: AttributePath, aliases: FilterRules['aliases']): AttributePath {
  const name = printAttribute(path).toLowerCase();
  const meant = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return meant === undefined ? path : dottedName(meant);
}

import type { JsonValue } from '../../model/json.ts';
import { type EvaluationRules, matchesElement } from '../../syntax/filter/evaluate.ts';
import type { Context } from '../context.ts';
import { type AttributeName, printAttributeName } from './attribute-lookup.ts';

/** Types and authorities are identifiers, whose case means nothing. */
const RULES: EvaluationRules = { caseExact: () => false, isDateTime: () => false, isBoolean: () => false };

/** Whether an element of a multi-valued attribute belongs to the service, so that it is neither changed nor removed. */
export function isOwnedElement(name: AttributeName, element: JsonValue, { owned }: Context): boolean {
  const filter = owned.get(printAttributeName(name));
  if (filter === undefined) return false;
  const { schema, name: attribute } = name;
  return matchesElement(filter, element, schema === undefined ? { attribute } : { schema, attribute }, RULES);
}

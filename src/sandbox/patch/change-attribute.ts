import { isJsonArray, type JsonValue } from '../../model/json.ts';
import { refuse } from '../http/refuse.ts';
import type { PatchOperation } from '../service-rules.ts';
import { asObject, failOnNothing, mergeOrSet, setSubAttribute, type Target } from './change-element.ts';
import { changeElements } from './change-elements.ts';

/**
 * The value of an attribute after an operation; undefined when it is unassigned then.
 * @throws ScimError 400
 */
export function changeAttribute(
  target: Target,
  current: JsonValue | undefined,
  op: PatchOperation['op'],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const { definition, path } = target;
  const multiValued = definition?.multiValued ?? (isJsonArray(current) || isJsonArray(value));
  if (multiValued) return changeElements(target, isJsonArray(current) ? current : [], op, value);
  if (path.filter !== undefined) {
    refuse('invalidPath', `"${path.attribute}" has one value, so that no filter selects from it.`);
  }
  if (path.subAttribute !== undefined) return setSubAttribute(target, asObject(current), value);
  if (target.needsValue && current === undefined && (definition?.type === 'complex' || !target.core)) failOnNothing();
  if (op === 'remove' || value === undefined || value === null) return undefined;
  return mergeOrSet(definition, current, value);
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import { canonicalJson, isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { matchesElement } from '../../syntax/filter/evaluate.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import { refuse } from '../http/refuse.ts';
import { checkElementFilter } from '../resources/check-filter.ts';
import { isPrimary, readElements, readSingle } from '../resources/read-value.ts';
import type { PatchOperation } from '../service-rules.ts';
import { mergeOrSet, setSubAttribute, type Target } from './change-element.ts';

type Elements = readonly JsonValue[];

/**
 * The elements of a multi-valued attribute after an operation; undefined when none is left.
 * An element that is added and has the same `type` and `value` as one that is there is merged into it
 * (RFC 7643 section 2.4: no combination twice); when one becomes primary, no other stays so.
 * @throws ScimError 400
 */
export function changeElements(
  target: Target,
  current: Elements,
  op: PatchOperation['op'],
  value: JsonValue | undefined,
): JsonValue | undefined {
  const { definition, path } = target;
  if (path.filter !== undefined) return settle(changeSelected(target, path.filter, current, op, value));
  if (path.subAttribute !== undefined) {
    return refuse(
      'invalidPath',
      `"${path.attribute}" has many values: a filter has to say whose "${path.subAttribute}".`,
    );
  }
  if (op === 'remove') return undefined;
  const given = readGiven(definition, value ?? null);
  return op === 'replace'
    ? settle({ elements: given, touched: given })
    : settle(addElements(definition, current, given));
}

/** Elements after a change, and those among them that the change set. */
interface Changed {
  readonly elements: Elements;
  readonly touched: Elements;
}

function readGiven(definition: AttributeDefinition | undefined, value: JsonValue): Elements {
  const values = isJsonArray(value) ? value : [value];
  if (definition !== undefined) return readElements(definition, values) ?? [];
  return values.filter((element) => element !== null);
}

function addElements(definition: AttributeDefinition | undefined, current: Elements, given: Elements): Changed {
  const elements = [...current];
  const touched: JsonValue[] = [];
  for (const element of given) {
    const index = elements.findIndex((known) => isSame(definition, known, element));
    const known = elements[index];
    const merged = isJsonObject(known) && isJsonObject(element) ? { ...known, ...element } : element;
    elements.splice(index < 0 ? elements.length : index, 1, merged);
    touched.push(merged);
  }
  return { elements, touched };
}

/** Equal as a whole, or equal in `type` and `value`. */
function isSame(definition: AttributeDefinition | undefined, left: JsonValue, right: JsonValue): boolean {
  if (!isJsonObject(left) || !isJsonObject(right) || left['value'] === undefined) {
    return canonicalJson(left) === canonicalJson(right);
  }
  return ['type', 'value'].every((name) => {
    const exact = definition === undefined || (subAttribute(definition, name)?.caseExact ?? false);
    return fold(left[name], exact) === fold(right[name], exact);
  });
}

function fold(value: JsonValue | undefined, exact: boolean): string {
  const text = canonicalJson(value ?? null);
  return exact ? text : text.toLowerCase();
}

function changeSelected(
  target: Target,
  filter: Filter,
  current: Elements,
  op: PatchOperation['op'],
  value: JsonValue | undefined,
): Changed {
  const { definition, path, evaluation } = target;
  checkElementFilter(definition, filter);
  const parent = { attribute: path.attribute, ...(path.schema === undefined ? {} : { schema: path.schema }) };
  const elements: JsonValue[] = [];
  const touched: JsonValue[] = [];
  let matches = 0;
  for (const element of current) {
    if (!matchesElement(filter, element, parent, evaluation)) {
      elements.push(element);
      continue;
    }
    matches += 1;
    const changed = changeElement(target, element, op, value);
    if (changed === undefined) continue;
    elements.push(changed);
    touched.push(changed);
  }
  if (matches === 0) refuse('noTarget', `No value of "${path.attribute}" matches the filter.`);
  return { elements, touched };
}

/** One selected element after the operation: `replace` replaces it whole, `add` merges into it. */
function changeElement(
  target: Target,
  element: JsonValue,
  op: PatchOperation['op'],
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (target.path.subAttribute !== undefined) {
    return setSubAttribute(target, isJsonObject(element) ? element : { value: element }, value);
  }
  if (op === 'remove' || value === undefined || value === null) return undefined;
  if (op === 'add') return mergeOrSet(target.definition, element, value);
  return target.definition === undefined ? value : readSingle(target.definition, value);
}

/** Demotes the primary values that were there when the change set another (RFC 7644 section 3.5.2). */
function settle({ elements, touched }: Changed): JsonValue | undefined {
  if (elements.length === 0) return undefined;
  const set = new Set(touched.filter(isPrimary));
  if (set.size > 1) refuse('invalidValue', 'At most one value can be primary.');
  if (set.size === 0) return elements;
  return elements.map((element) =>
    isJsonObject(element) && isPrimary(element) && !set.has(element) ? { ...element, primary: false } : element,
  );
}

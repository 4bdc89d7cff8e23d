import type { DeclaredResource } from '../../model/configuration.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { withoutAttributes } from '../../syntax/attributes/without-attributes.ts';
import { withManagerName } from '../../syntax/manager-name.ts';
import type { Context } from '../context.ts';
import { attributeOf } from './attribute-lookup.ts';
import { withClearedExtensions } from './cleared-extensions.ts';
import { inDescribedForm } from './described-extensions.ts';
import { holdsAsWritten } from './holds-as-written.ts';
import { attributeState, declaredAttributes } from './normal-form.ts';
import { setAttribute } from './set-attribute.ts';
import { wholeValue } from './whole-value.ts';

/**
 * What a resource will hold, members aside: the declared value of an attribute or sub-attribute, else the current one,
 * with elements paired as a change would pair them. A manager goes by userName, as in files.
 * @param nameOf the userName of an id
 */
export function predict(
  declared: DeclaredResource,
  current: ScimResource | undefined,
  nameOf: (id: string) => string,
  context: Context,
): JsonObject {
  const { ignore } = declared;
  const table = context.tables[declared.type];
  const cleared = withClearedExtensions(declared.attributes, current, table);
  const attributes = inDescribedForm(cleared, table, declared.written);
  if (current === undefined) return withManagerName(attributes, nameOf);
  const compared = ignore.length === 0 ? attributes : withoutAttributes(attributes, ignore);
  if (holdsAsWritten(compared, current)) return withManagerName(current, nameOf);
  const predicted: Record<string, JsonValue> = { ...current };
  for (const [name, value] of declaredAttributes(compared)) {
    const held = attributeOf(current, name);
    if (value === held) continue;
    setAttribute(predicted, name, wholeValue(attributeState(name, value, held, table, context)) ?? null);
  }
  return withManagerName(predicted, nameOf);
}

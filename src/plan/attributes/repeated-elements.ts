import { isExtension } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../model/json.ts';
import type { Context } from '../context.ts';
import { elementTwice } from '../diagnostics/attribute-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import { definitionOf } from './attribute-lookup.ts';
import { elementKind } from './element-kind.ts';
import { declaredAttributes } from './normal-form.ts';
import { hasRepeatedElement } from './pair-elements.ts';

/** What to say where a list, which is a set in SCIM, has one element twice. */
export function repeatedElements(
  declared: DeclaredResource,
  attributes: JsonObject,
  { context, locate }: { readonly context: Context; readonly locate: Locator },
): readonly Diagnostic[] {
  if (!mayRepeat(attributes)) return [];
  return declaredAttributes(attributes)
    .filter(([name, value]) => {
      if (!isJsonArray(value) || value.length < 2) return false;
      const definition = definitionOf(context.tables[declared.type], name, value);
      return definition.multiValued && hasRepeatedElement(elementKind(definition, name, context), value);
    })
    .map(([name]) => elementTwice(locate, declared, name));
}

/** Whether an attribute has elements enough to say one thing twice. */
function mayRepeat(attributes: JsonObject): boolean {
  for (const name in attributes) {
    const value = attributes[name];
    if (isJsonArray(value) ? value.length > 1 : isExtension(name) && isJsonObject(value) && mayRepeat(value))
      return true;
  }
  return false;
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import { type AttributeTable, isExtension, RFC_ATTRIBUTES, subAttribute } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { unknownAttribute } from '../diagnostics/attribute-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';

/**
 * Names within extensions that the service's `/Schemas` describes, and that it does not know: the service would refuse or
 * drop them. Extensions of RFC 7643 were checked when the files were read.
 */
export function unknownNames(
  declared: DeclaredResource,
  { extensions }: AttributeTable,
  locate: Locator,
): readonly Diagnostic[] {
  return extensionsOf(declared.attributes).flatMap((schema) => {
    const value = declared.attributes[schema];
    const described = extensions.get(schema.toLowerCase());
    const isRead = RFC_ATTRIBUTES.User.extensions.has(schema.toLowerCase());
    if (described === undefined || isRead || !isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      const definition = described.attributes.get(name.toLowerCase());
      const names = (definition?.subAttributes ?? [...described.attributes.values()]).map((one) => one.name);
      if (definition === undefined) return [unknownAttribute(locate, declared, [schema, name], names)];
      return unknownSubs(definition, inner).map((sub) =>
        unknownAttribute(locate, declared, [schema, name, sub], names),
      );
    });
  });
}

function extensionsOf(attributes: JsonObject): readonly string[] {
  const found: string[] = [];
  for (const name in attributes) if (isExtension(name)) found.push(name);
  return found;
}

function unknownSubs(definition: AttributeDefinition, value: JsonValue): readonly string[] {
  if (definition.subAttributes === undefined) return [];
  const holders = (isJsonArray(value) ? value : [value]).filter(isJsonObject);
  const names = new Set(holders.flatMap((holder) => Object.keys(holder)));
  return [...names].filter((name) => subAttribute(definition, name) === undefined);
}

import type { AttributeDefinition } from '../../model/attribute.ts';
import { canonicalJson, isJsonObject, type JsonValue } from '../../model/json.ts';
import { foldCase } from '../../model/resource.ts';
import * as problems from '../problems/problems.ts';
import type { FileScope } from '../values/read-text.ts';
import { placeName } from '../yaml/source-file.ts';
import { childOf, placeOf, type Tree } from '../yaml/tree.ts';

/**
 * Reports elements that stand twice in one list, and a second primary one (RFC 7643 section 2.4).
 * @param values by the place of each element in the list; undefined for what could not be read
 */
export function checkElements(
  attribute: AttributeDefinition,
  values: readonly (JsonValue | undefined)[],
  elements: readonly Tree[],
  scope: FileScope,
): void {
  if (elements.length < 2) return;
  const seen = new Map<string, Tree>();
  let primary: Tree | undefined;
  for (const [index, tree] of elements.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    const identity = identityOf(attribute.name, value);
    const first = seen.get(identity);
    if (first === undefined) seen.set(identity, tree);
    else
      scope.report(
        problems.elementTwice(attribute.name, placeName(scope.file, first)),
        placeOf(valueTree(tree), scope.file),
      );
    if (!isJsonObject(value) || value['primary'] !== true) continue;
    const place = placeOf(childOf(tree, 'primary') ?? tree, scope.file);
    if (primary === undefined) primary = tree;
    else scope.report(problems.severalPrimary(attribute.name, placeName(scope.file, primary)), place);
  }
}

function valueTree(tree: Tree): Tree {
  return childOf(tree, 'value') ?? tree;
}

/** Two elements are the same if they agree in type and value; the case of types and of e-mail values does not matter. */
function identityOf(attribute: string, element: JsonValue): string {
  if (!isJsonObject(element)) return canonicalJson(element);
  const { type = null, value } = element;
  if (value === undefined) return canonicalJson(element);
  const folded = attribute === 'emails' && typeof value === 'string' ? foldCase(value) : value;
  return canonicalJson([typeof type === 'string' ? foldCase(type) : type, folded]);
}

import type { AttributesRequest } from '../../model/plan.ts';
import type { PatchDialect } from '../../model/profile.ts';
import type { ResourceType } from '../../model/resource.ts';
import type { AttributeDiff } from '../attributes/diff.ts';
import type { Context } from '../context.ts';
import { type AttributeOperations, attributeOperations, type PlainOperation } from './attribute-operations.ts';
import { dialectOperation } from './dialect-operation.ts';
import { managerValue } from './reference-value.ts';

/**
 * The PATCH requests of a resource's attributes: one for all of them, and one for each that the service wants alone.
 * What a service may refuse for a taken name goes first, because not every service undoes the rest (facts: scimgateway).
 */
export function patchRequests(
  path: string,
  diffs: readonly AttributeDiff[],
  type: ResourceType,
  context: Context,
): readonly AttributesRequest[] {
  const dialect = context.profile.patch;
  const attributes = diffs.map((diff) => operationsOf(diff, type, context));
  const together = attributes.filter(({ name }) => !dialect.alone.includes(name)).toSorted(uniqueFirst);
  const alone = attributes.filter(({ name }) => dialect.alone.includes(name));
  return [together, ...alone.map((one) => [one])]
    .filter((group) => group.length > 0)
    .map((group) => patchRequest(path, group, dialect));
}

/** The operations for one attribute, with references as they are sent. */
function operationsOf(diff: AttributeDiff, type: ResourceType, context: Context): AttributeOperations {
  const found = attributeOperations(diff, context.tables[type], context.profile.patch);
  const sent = (operation: PlainOperation): PlainOperation => {
    const { value } = operation;
    return value === undefined
      ? operation
      : { ...operation, value: managerValue(value, diff.state.definition, context) };
  };
  return { ...found, operations: found.operations.map(sent) };
}

const UNIQUE = ['userName', 'displayName', 'externalId'];

function uniqueFirst(a: AttributeOperations, b: AttributeOperations): number {
  return rank(a) - rank(b);
}

function rank({ name }: AttributeOperations): number {
  const index = UNIQUE.indexOf(name);
  return index < 0 ? UNIQUE.length : index;
}

function patchRequest(path: string, group: readonly AttributeOperations[], dialect: PatchDialect): AttributesRequest {
  const spelt = (operations: AttributeOperations['operations']) =>
    operations.map((operation) => dialectOperation(operation, dialect));
  const operations = spelt(group.flatMap((attribute) => attribute.operations));
  const request = { purpose: 'attributes', method: 'PATCH', path, operations } as const;
  if (group.every(({ otherwise }) => otherwise === undefined)) return request;
  return { ...request, otherwise: spelt(group.flatMap((attribute) => attribute.otherwise ?? attribute.operations)) };
}

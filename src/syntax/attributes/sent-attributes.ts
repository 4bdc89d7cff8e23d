import type { DeclaredResource } from '../../model/configuration.ts';
import type { JsonObject } from '../../model/json.ts';
import { withoutAttributes } from './without-attributes.ts';

/** What the service is sent of an entry: all but what its environment omits, which is then left alone there. */
export function sentAttributes({ attributes, omit }: DeclaredResource): JsonObject {
  return omit === undefined ? attributes : withoutAttributes(attributes, omit);
}

import type { DeclaredResource } from '../../model/configuration.ts';
import { stringAt } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { CurrentIndexes } from '../../syntax/current-index.ts';

/** What the service holds of the entries that its environment does not select, by any of their keys. */
export function notSelectedResources(
  entries: readonly DeclaredResource[],
  current: CurrentIndexes,
): ReadonlySet<ScimResource> {
  return new Set(
    entries.flatMap(({ type, name, id, attributes }) => {
      const index = current[type];
      const externalId = stringAt(attributes, 'externalId');
      const byId = id === undefined ? undefined : index.byId(id);
      return [
        ...(byId === undefined ? [] : [byId]),
        ...index.byName(name),
        ...(externalId === undefined ? [] : index.byExternalId(externalId)),
      ];
    }),
  );
}

import { PLURAL, type ResourceType } from '../../model/resource.ts';
import { readFilter } from '../resources/read-filter.ts';
import { type FileScope, scalarAt } from '../values/read-text.ts';
import { childOf, type TreeMap, type TreeScalar } from '../yaml/tree.ts';

/** A filter of `select`, and where it stands. */
export interface SelectFilter {
  readonly text: string;
  readonly place: TreeScalar;
}

/** By type; absent where every entry is taken. */
export type SelectFilters = Readonly<Partial<Record<ResourceType, SelectFilter>>>;

/** Reads `select` of the chosen environment; a faulty filter is left out after a report. */
export function readSelect(project: TreeMap, scope: FileScope): SelectFilters {
  const section = (type: ResourceType): SelectFilters => {
    const select = childOf(project, 'select');
    const place = select?.kind === 'map' ? scalarAt(select, PLURAL[type]) : undefined;
    const text = place && readFilter(place, type, 'planned', scope);
    return place === undefined || text === undefined ? {} : { [type]: { text, place } };
  };
  return { ...section('User'), ...section('Group') };
}

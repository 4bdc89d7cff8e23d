import { withoutGroups } from '../../directory/absent-groups.ts';
import type { Check } from '../../model/health/health.ts';
import { isJsonArray } from '../../model/json.ts';
import { PLURAL, type ResourceType, type ScimResource } from '../../model/resource.ts';
import type { ValidProject } from '../open-project.ts';
import type { Service } from '../service/service.ts';

/**
 * Reads what a plan reads, as far as it shows whether a plan can: two pages of the size that a plan asks for, with the
 * rights that it needs, and of groups one by its id with its members.
 * @throws ServiceError where the service does not answer so
 */
export async function readSome(type: ResourceType, service: Service): Promise<Check> {
  const { client, profile } = service;
  const name = PLURAL[type];
  const [pass] = profile.read.passes[type];
  if (pass === undefined) return { name, status: 'skipped', summary: 'the service has none' };
  const seen: { total?: number | undefined; ms?: number } = {};
  const begin = performance.now();
  const onPage = (_: number, total: number | undefined) => {
    seen.total ??= total;
    seen.ms ??= Math.round(performance.now() - begin);
  };
  const found = await client.list(type, { ...(pass === null ? {} : { filter: pass }), onPage, mostPages: 2 });
  const ms = seen.ms ?? Math.round(performance.now() - begin);
  const check = {
    name,
    status: 'ok',
    summary: `${amountOf(found, seen.total)} can be read; the first answer took ${ms} ms`,
  } as const;
  return type === 'Group' ? withMembers(check, found, service) : check;
}

/** The same of groups. A service may have none, which is in order as long as no file declares one. */
export async function readSomeGroups({ configuration }: ValidProject, service: Service): Promise<Check> {
  try {
    return await readSome('Group', service);
  } catch (error) {
    if (configuration.groups.length > 0) throw error;
    await withoutGroups(error, service);
    return { name: PLURAL.Group, status: 'skipped', summary: 'the service has none' };
  }
}

/** A service may say less than it gives: some count the page instead of the whole. */
function amountOf(found: readonly ScimResource[], total: number | undefined): string {
  return total === undefined || total < found.length ? `${found.length} or more` : String(total);
}

/** Members are read with their group in most services: then one group must show some, where any group has any. */
async function withMembers(
  check: Check,
  groups: readonly ScimResource[],
  { client, profile }: Service,
): Promise<Check> {
  const [first] = groups;
  if (first === undefined || profile.read.members !== 'listed') return check;
  const hasMembers = ({ members }: ScimResource) => isJsonArray(members) && members.length > 0;
  const { resource } = await client.get('Group', groups.find(hasMembers)?.id ?? first.id);
  if (groups.some(hasMembers) || (resource !== undefined && hasMembers(resource))) return check;
  return {
    ...check,
    status: 'warning',
    summary: `${check.summary}; none of the first shows a member`,
    hint: 'Where they have some, the service hides them: set service.dialect.read.members.',
  };
}

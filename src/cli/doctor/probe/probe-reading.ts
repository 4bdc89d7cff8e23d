import type { ResourceType } from '../../../model/resource.ts';
import { NAME_ATTRIBUTE } from '../../../model/resource.ts';
import { equal } from '../../../syntax/filter/filter.ts';
import { printFilter } from '../../../syntax/filter/print-filter.ts';
import { planFor } from './attempt.ts';
import { override, type ProbeRun, readById, reasonOf, seeWithin } from './probe-run.ts';
import { probeUser } from './probe-subject.ts';

/** Whether the service finds the test resource by the attributes that its profile looks up by, and whatever its case. */
export async function probeFilters(type: ResourceType, id: string, run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  const resource = await readById(type, id, run);
  const { filters, filtersFoldCase } = found.profile.read;
  const refused: string[] = [];
  for (const attribute of filters[type]) {
    const value = resource?.[attribute];
    if (typeof value !== 'string') continue;
    const look = () => finds(type, attribute, value, id, run);
    // What was just created may not be in every index yet.
    if (!(await seeWithin(run, look, (isFound) => isFound))) refused.push(attribute);
  }
  const tried = `filters of ${type === 'User' ? 'users' : 'groups'}`;
  if (refused.length > 0) {
    const left = filters[type].filter((attribute) => !refused.includes(attribute));
    override(run, { read: { filters: { [type]: left } } });
    return tell({
      tried,
      status: 'overridden',
      summary: `eq on ${refused.join(', ')} does not find the test resource`,
    });
  }
  const name = resource?.[NAME_ATTRIBUTE[type]];
  const isAsked = filters[type].includes(NAME_ATTRIBUTE[type]) && typeof name === 'string';
  if (isAsked && !filtersFoldCase[type] && (await finds(type, NAME_ATTRIBUTE[type], name.toUpperCase(), id, run))) {
    override(run, { read: { filtersFoldCase: { [type]: true } } });
    return tell({ tried, status: 'overridden', summary: 'eq finds a name in any case: plans need fewer listings' });
  }
  tell({ tried, status: 'works', summary: 'as the profile says' });
}

/** Whether `eq` finds the test resource and nobody else: a filter that is overlooked finds everybody. */
async function finds(
  type: ResourceType,
  attribute: string,
  value: string,
  id: string,
  run: ProbeRun,
): Promise<boolean> {
  const filter = printFilter(equal({ attribute }, value));
  try {
    const seen = await run.found.client.list(type, { filter });
    return seen.length === 1 && seen[0]?.id === id;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}

/** Whether a write that expects another version is refused, and one that expects the right one is taken. */
export async function probeVersions(id: string, run: ProbeRun): Promise<void> {
  const { found, tell } = run;
  const tried = 'expected versions (If-Match)';
  if (!found.profile.patch.supported) return tell({ tried, status: 'skipped', summary: 'the service has no PATCH' });
  const honoured = await honoursVersions(id, run);
  const etag = honoured ? 'ifMatch' : 'ignored';
  if (found.profile.etag === etag) return tell({ tried, status: 'works', summary: 'as the profile says' });
  override(run, { etag });
  const summary = honoured ? 'etag: ifMatch, so that no write overtakes another' : 'etag: ignored';
  tell({ tried, status: 'overridden', summary });
}

async function honoursVersions(id: string, run: ProbeRun): Promise<boolean> {
  const { found } = run;
  const { etag } = await found.client.get('User', id);
  if (etag === undefined) return false;
  const isAnyTaken = await writes('another version', id, 'W/"rollcall-probe"', run);
  const again = await found.client.get('User', id);
  return !isAnyTaken && again.etag !== undefined && (await writes('this version', id, again.etag, run));
}

/** Whether a change that expects a version is taken; it is spelt as the planner spells it. */
async function writes(title: string, id: string, ifMatch: string, run: ProbeRun): Promise<boolean> {
  const { names, found } = run;
  const subject = {
    users: [probeUser({ userName: names.userName, displayName: `Rollcall Probe, ${title}` })],
    groups: [],
  };
  const plan = await planFor(subject, found.profile, run);
  const [request] = plan.changes.flatMap(({ requests }) => requests);
  if (request?.method !== 'PATCH') return false;
  try {
    await found.client.patch('User', id, request.operations, { ifMatch });
    return true;
  } catch (error) {
    reasonOf(error);
    return false;
  }
}

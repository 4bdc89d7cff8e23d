import type { Access, Grant, Person } from '../../model/access/grants.ts';
import { counted } from '../../model/counted.ts';

/** How somebody is in a group, in one word; what is on the service alone is that, whatever else it is. */
export type GrantKind = 'direct' | 'nested' | 'by rule';

/** In one word how somebody comes into a group. */
export function kindOf({ via, why }: Grant): GrantKind {
  if (via.length > 0) return 'nested';
  return why.by === 'rule' ? 'by rule' : 'direct';
}

/** Why, in a few words: the line of the file, the rule, or that only the service says so; through what, and until when. */
export function whyText(grant: Grant, isWithService: boolean): string {
  const { via, why, expires, held, serviceOnly } = grant;
  return [
    ...(via.length === 0 ? [] : [`through ${via.join(', ')}`]),
    ...(why.by === 'rule' ? [`by rule: ${why.rule}`] : []),
    ...(why.by === 'service' ? [] : [`${why.source.file}:${why.source.line}`]),
    ...(serviceOnly ? ['only on the service'] : []),
    ...(held || !isWithService ? [] : ['not on the service yet']),
    ...(expires === undefined ? [] : [`until ${dayOf(expires)}`]),
  ].join(' · ');
}

/** What there is to say of a person besides the name. */
export function personText({ displayName, active, expires, source, held }: Person, isWithService: boolean): string {
  return [
    ...(displayName === undefined ? [] : [displayName]),
    active ? 'active' : 'inactive',
    ...(expires === undefined ? [] : [`until ${dayOf(expires)}`]),
    ...(source === undefined
      ? [isWithService ? 'only on the service' : 'declared nowhere']
      : [`${source.file}:${source.line}`]),
    ...(isWithService && !held ? ['not on the service yet'] : []),
  ].join(' · ');
}

/** An end at midnight (UTC) is shown by the last day before it, as files write it; any other by its moment. */
export function dayOf(expires: string): string {
  if (!expires.endsWith('T00:00:00.000Z')) return expires;
  return new Date(Date.parse(expires) - 1).toISOString().slice(0, 10);
}

/** `scim.example.com · environment staging`, or that only files were read. */
export function accessTitle({ target, environment }: Access): string {
  const where = target === null ? 'as declared' : target.startsWith('sandbox:') ? 'SANDBOX' : hostOf(target);
  return [where, ...(environment === null ? [] : [`environment ${environment}`])].join(' · ');
}

function hostOf(target: string): string {
  return URL.canParse(target) ? new URL(target).host : target;
}

/** `12 people, 5 groups` */
export function accessSummary({ people, groups }: Access): string {
  return `${people.length === 1 ? '1 person' : `${people.length} people`}, ${counted(groups.length, 'group')}`;
}

import type { Finding } from '../../model/finding.ts';
import { canonicalJson, isJsonArray } from '../../model/json.ts';
import type { Change } from '../../model/plan.ts';
import type { Profile } from '../../model/profile.ts';
import { foldCase, NAME_ATTRIBUTE, type ScimResource } from '../../model/resource.ts';
import { attributeOf, isUnassigned } from '../../plan/attributes/attribute-lookup.ts';
import type { Context } from '../../plan/context.ts';
import { memberIds } from '../../plan/references/member-changes.ts';
import { withoutAttributes } from '../../syntax/attributes/without-attributes.ts';
import { propertyOf } from '../../syntax/property.ts';
import { compareMembers } from './compare-members.ts';
import { compareReadings } from './compare-readings.ts';
import { findUnkept } from './find-unkept.ts';
import { isWithin, rootOf } from './outside.ts';
import { predicted } from './predicted.ts';
import type { Touched } from './touched.ts';

/** What a reading of a resource shows. */
export interface Verdict {
  /** What the plan asked for and is not so. */
  readonly unkept: readonly Finding[];
  /** What was there, is not touched by the plan, and is gone or another. */
  readonly lost: readonly Finding[];
  /** What the service did of itself. */
  readonly besides: readonly Finding[];
  /** The resource that it is about; undefined where nobody saw it. */
  readonly found?: ScimResource;
}

/** True where a reading shows what it should. */
export function isClean({ unkept, lost }: Verdict): boolean {
  return unkept.length === 0 && lost.length === 0;
}

/** Judges what a resource is after the run: by the plan, by what it was before, and by what the last write was answered. */
export function judge(touched: Touched, found: ScimResource): Verdict {
  const { change, trail } = touched;
  const missed = trail.isDone && change.after !== null ? unkeptIn(touched, found) : [];
  const withheld = missed.filter((finding) => finding.kind === 'missing' && isTaken(finding, touched));
  const unkept = missed.filter((finding) => !withheld.includes(finding));
  const { lost, besides } = againstBaseline(touched, found);
  const since = sinceWrite(touched, found).filter((finding) => !lost.some((other) => isSame(finding, other)));
  const all = [...lost, ...since.map((finding): Finding => ({ ...finding, sinceWrite: true }))];
  const taken = all.filter((finding) => isTaken(finding, touched));
  const told = [...withheld, ...taken.filter((finding) => !withheld.some((other) => isSamePlace(finding, other)))];
  return {
    unkept,
    lost: all.filter((finding) => !taken.includes(finding) && !unkept.some((other) => isSamePlace(finding, other))),
    besides: [
      ...besides.filter((finding) => !unkept.some((other) => isSamePlace(finding, other))),
      ...told.map((finding): Finding => ({ ...finding, kind: 'taken' })),
    ],
    found,
  };
}

/**
 * What an answer to a write shows to be lost besides. Answers leave things out, so that only what they show in part counts.
 */
export function shownLost(touched: Touched, answer: ScimResource): readonly Finding[] {
  const { lost } = againstBaseline(touched, answer);
  const shown = (attribute: string) => !isUnassigned(attributeOf(answer, rootOf(attribute)));
  return lost.filter(
    (finding) => finding.kind === 'gone' && shown(finding.attribute ?? '') && !isTaken(finding, touched),
  );
}

function unkeptIn(touched: Touched, found: ScimResource): readonly Finding[] {
  const { change, bounds } = touched;
  const { type, context, ignored } = bounds;
  const wanted = withoutAttributes(change.after ?? {}, ignored);
  const { members: _members, ...attributes } = wanted;
  const compared = showsMembers(found, context.profile) ? wanted : attributes;
  const unkept = findUnkept(compared, type, found, context).flatMap((finding) => nameFinding(finding, change, context));
  return [
    ...unkept,
    ...unwantedIn(touched, found).filter((finding) => !unkept.some((other) => isSame(finding, other))),
  ];
}

/** Whom an entry says to be no member, and who has come since the plan was made. */
function unwantedIn({ bounds, members }: Touched, found: ScimResource): readonly Finding[] {
  if (members.unwanted.size === 0 || bounds.ignored.includes('members')) return [];
  const ids = [...memberIds(found)].filter((id) => members.unwanted.has(id));
  return ids.map((id): Finding => ({ kind: 'remains', attribute: 'members', member: members.nameOf(id) }));
}

/** A name in another case is the same name; of what was created under another one people need to know which. */
function nameFinding(finding: Finding, { action, resource }: Change, { profile }: Context): readonly Finding[] {
  const { kind, attribute, expected, found } = finding;
  if (kind !== 'different' || attribute !== NAME_ATTRIBUTE[resource.type]) return [finding];
  const isSameName = foldCase(String(expected)) === foldCase(String(found)) && !profile.preservesCase;
  if (isSameName) return [];
  return [action === 'create' ? { ...finding, kind: 'renamed' } : finding];
}

/** Only what is otherwise than before *and* otherwise than planned was not asked for. */
function againstBaseline({ change, trail, bounds, members }: Touched, found: ScimResource): Omit<Verdict, 'unkept'> {
  const { baseline } = trail;
  if (baseline === undefined) return { lost: [], besides: [] };
  const compared = (earlier: ScimResource): readonly Finding[] => [
    ...compareReadings(earlier, found, bounds),
    ...(bounds.type === 'Group' && areMembersKnown(baseline, found, bounds.context.profile)
      ? compareMembers(earlier, found, members)
      : []),
  ];
  const planned = new Set(compared(predicted(change, baseline, bounds.context)).map(keyOf));
  const unasked = compared(baseline).filter((finding) => planned.has(keyOf(finding)));
  const isLoss = ({ kind }: Finding) => kind === 'gone' || kind === 'changed';
  return { lost: unasked.filter(isLoss), besides: unasked.filter((finding) => !isLoss(finding)) };
}

/** What the last write was answered with and is gone now, but for what the plan takes away. */
function sinceWrite({ change, trail, bounds, members }: Touched, found: ScimResource): readonly Finding[] {
  const { lastAnswer, baseline } = trail;
  if (lastAnswer === undefined) return [];
  const gone = (earlier: ScimResource): readonly Finding[] =>
    [
      ...compareReadings(earlier, found, bounds),
      ...(bounds.type === 'Group' && areMembersKnown(earlier, found, bounds.context.profile)
        ? compareMembers(earlier, found, members)
        : []),
    ].filter(({ kind }) => kind === 'gone');
  if (baseline === undefined) return gone(lastAnswer);
  const staying = new Set(gone(predicted(change, baseline, bounds.context)).map(keyOf));
  const planned = new Set(
    gone(baseline)
      .map(keyOf)
      .filter((key) => !staying.has(key)),
  );
  return gone(lastAnswer).filter((finding) => !planned.has(keyOf(finding)));
}

/** What a deactivation takes: what people may do, and what the profile says. */
function isTaken({ attribute = '' }: Finding, { change, bounds }: Touched): boolean {
  if (change.action !== 'deactivate') return false;
  const { inactiveLoses } = bounds.context.profile.types[bounds.type];
  const taken = ['roles', 'entitlements', 'groups', ...inactiveLoses];
  return taken.some((path) => isWithin(attribute.toLowerCase(), path.toLowerCase()));
}

function showsMembers(found: ScimResource, { read }: Profile): boolean {
  if (read.members !== 'listed') return false;
  const held = propertyOf(found, 'members');
  return read.membersCap === null || !isJsonArray(held) || held.length < read.membersCap;
}

function areMembersKnown(earlier: ScimResource, found: ScimResource, profile: Profile): boolean {
  return showsMembers(earlier, profile) && showsMembers(found, profile);
}

function keyOf(finding: Finding): string {
  return canonicalJson({ ...finding });
}

function isSame(one: Finding, other: Finding): boolean {
  return keyOf(one) === keyOf(other);
}

/** What the plan asked for is told once, as not kept. */
function isSamePlace(one: Finding, other: Finding): boolean {
  return one.attribute === other.attribute && one.member === other.member;
}

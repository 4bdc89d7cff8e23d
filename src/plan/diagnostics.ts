import type { DeclaredResource, Ownership } from '../model/configuration.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { didYouMean } from '../model/did-you-mean.ts';
import type { ResourceType, ScimResource } from '../model/resource.ts';
import type { Pointer, Span } from '../model/span.ts';
import { type AttributeName, printAttributeName } from './attribute-lookup.ts';

/*
 * Everything that the planner can have to say, with its stable code; docs/diagnostics.md lists cause and cure of each.
 * Summaries say what is wrong and carry nothing from the files; details say why and what to do.
 */

/** Finds the text that a pointer means. */
export type Reporter = (pointer: Pointer) => Span;

const TITLES = { User: 'user', Group: 'group' } as const;

/** In an order that no listing decides. */
function sortedIds(resources: readonly ScimResource[]): readonly string[] {
  return [...new Set(resources.map(({ id }) => id))].sort();
}

function idsOf(resources: readonly ScimResource[]): string {
  return sortedIds(resources).join(', ');
}

function at(report: Reporter, declared: DeclaredResource, ...path: readonly string[]): { readonly span: Span } {
  return { span: report({ file: declared.pointer.file, path: [...declared.pointer.path, ...path] }) };
}

export function unknownId(report: Reporter, declared: DeclaredResource, id: string): Diagnostic {
  return {
    code: 'RC1501',
    severity: 'error',
    summary: 'no resource has this id',
    detail: `The service has no ${TITLES[declared.type]} with the id ${id}. An entry with $id is never created: correct the id, or remove $id to let ${declared.name} be found or created by name.`,
    ...at(report, declared, '$id'),
  };
}

export function contradictingKeys(
  report: Reporter,
  declared: DeclaredResource,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    code: 'RC1502',
    severity: 'error',
    summary: 'keys name different resources',
    detail: `The keys of ${declared.name} name different resources on the service, with the ids ${idsOf(found)}. Correct $id, the name or externalId so that they name the same one.`,
    ...at(report, declared),
  };
}

export function ambiguousName(
  report: Reporter,
  declared: DeclaredResource,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    code: 'RC1503',
    severity: 'error',
    summary: 'several resources have this name',
    detail: `The service has ${found.length} ${TITLES[declared.type]}s that fit ${declared.name}, with the ids ${idsOf(found)}. Say which one is meant by adding its id to the entry, for example:\n\n  $id: ${sortedIds(found)[0]}`,
    ...at(report, declared),
  };
}

export function matchedTwice(report: Reporter, declared: DeclaredResource, other: DeclaredResource): Diagnostic {
  return {
    code: 'RC1504',
    severity: 'error',
    summary: 'two entries mean one resource',
    detail: `${declared.name} and ${other.name} (${other.source.file}:${other.source.line}) both match the same ${TITLES[declared.type]} on the service. Remove one of the entries, or correct its $id, name, externalId or $previously.`,
    ...at(report, declared),
  };
}

export function needlessPreviously(report: Reporter, declared: DeclaredResource): Diagnostic {
  return {
    code: 'RC1505',
    severity: 'hint',
    summary: 'this rename is done',
    detail: `The service knows ${declared.name} by its new name and has nobody by the old one. $previously can be removed.`,
    ...at(report, declared, '$previously'),
  };
}

export function unknownReference(
  report: Reporter,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  known: Iterable<string>,
): Diagnostic {
  return {
    code: 'RC1506',
    severity: 'error',
    summary: `this ${TITLES[type]} does not exist`,
    detail: `The ${TITLES[type]} ${name} is neither declared nor on the service.${didYouMean(name, known)} Declare it, or correct the name.`,
    span: report(pointer),
  };
}

export function ambiguousReference(
  report: Reporter,
  type: ResourceType,
  name: string,
  pointer: Pointer,
  found: readonly ScimResource[],
): Diagnostic {
  return {
    code: 'RC1507',
    severity: 'error',
    summary: 'several resources have this name',
    detail: `The service has ${found.length} ${TITLES[type]}s with the name ${name}, with the ids ${idsOf(found)}. Name the one that is meant by its id, for example:\n\n  { $id: ${sortedIds(found)[0]} }`,
    span: report(pointer),
  };
}

export function memberTwice(report: Reporter, pointer: Pointer, name: string): Diagnostic {
  return {
    code: 'RC1508',
    severity: 'error',
    summary: 'the same member twice',
    detail: `${name} is named by another entry of this list too. Remove one of the two.`,
    span: report(pointer),
  };
}

export function cycleOfNames(report: Reporter, declared: DeclaredResource, names: readonly string[]): Diagnostic {
  return {
    code: 'RC1509',
    severity: 'error',
    summary: 'names change in a circle',
    detail: `Each of ${names.join(', ')} takes a name that another of them still has, so that none can go first. Rename one of them to a free name, apply, and then finish the swap.`,
    ...at(report, declared, '$id'),
  };
}

/** The attribute as people write it, and the place of the outermost part of it that stands in the file. */
function attributeAt(report: Reporter, declared: DeclaredResource, name: AttributeName, sub?: string) {
  const path = [...(name.schema === undefined ? [] : [name.schema]), name.name, ...(sub === undefined ? [] : [sub])];
  const text = `${printAttributeName(name)}${sub === undefined ? '' : `.${sub}`}`;
  return { text, ...at(report, declared, ...path) };
}

export function readOnlyAttribute(
  report: Reporter,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(report, declared, name, sub);
  return {
    code: 'RC1510',
    severity: 'error',
    summary: 'the service owns this attribute',
    detail: `${text} of ${declared.name} is read-only on the service. Remove it from the entry.`,
    span,
  };
}

export function immutableAttribute(
  report: Reporter,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(report, declared, name, sub);
  return {
    code: 'RC1511',
    severity: 'error',
    summary: 'this attribute cannot change',
    detail: `${text} of ${declared.name} can be set once and never be changed, and the service holds another value. Take over the service's value, or put the attribute under $ignore.`,
    span,
  };
}

export function elementTwice(report: Reporter, declared: DeclaredResource, name: AttributeName): Diagnostic {
  const { text, span } = attributeAt(report, declared, name);
  return {
    code: 'RC1512',
    severity: 'error',
    summary: 'the same element twice',
    detail: `${text} of ${declared.name} lists the same element twice. Remove one of the two.`,
    span,
  };
}

export function samePerson(report: Reporter, declared: DeclaredResource, leaving: string, shared: string): Diagnostic {
  return {
    code: 'RC1513',
    severity: 'warning',
    summary: 'this may be a rename',
    detail: `The plan creates ${declared.name} and deletes ${leaving}, which share ${shared}. If they are one ${TITLES[declared.type]}, write this instead of the removal, so that nothing is lost:\n\n  $previously: ${leaving}`,
    ...at(report, declared),
  };
}

export function targetMatchesNothing(pattern: string): Diagnostic {
  return {
    code: 'RC1514',
    severity: 'error',
    summary: 'target matches nothing',
    detail: `--target ${pattern} fits no declared resource and no change. A pattern names a type and a name, with * for any text: "user:*@example.com", "group:Analysts".`,
  };
}

export function targetNeedsOther(pattern: string, key: string, needed: string): Diagnostic {
  return {
    code: 'RC1515',
    severity: 'error',
    summary: 'target needs another change',
    detail: `${key} needs a name that ${needed} must give up first, which ${pattern} leaves out. Add it:\n\n  --target '${needed}'`,
  };
}

export function unreadableMembers(report: Reporter, declared: DeclaredResource, reason: string): Diagnostic {
  return {
    code: 'RC1516',
    severity: 'error',
    summary: 'members cannot be read',
    detail: `The members of ${declared.name} cannot be planned: ${reason}`,
    ...at(report, declared, 'members'),
  };
}

/** The name of a service where a sentence starts: `the service` is written large there. */
function atStart(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

export function cannotCreate(report: Reporter, declared: DeclaredResource, title: string): Diagnostic {
  const type = TITLES[declared.type];
  return {
    code: 'RC1520',
    severity: 'error',
    summary: `this service creates no ${type}s over SCIM`,
    detail: `${atStart(title)} does not let ${type}s be created over SCIM, and has none with the name ${declared.name}. Create it in ${title} itself, with exactly this name; from then on rollcall manages what is declared of it.`,
    ...at(report, declared),
  };
}

export function missingForCreate(
  report: Reporter,
  declared: DeclaredResource,
  title: string,
  missing: readonly string[],
): Diagnostic {
  return {
    code: 'RC1521',
    severity: 'error',
    summary: 'attributes are missing',
    detail: `${atStart(title)} creates no ${TITLES[declared.type]} without ${missing.join(', ')}. Declare ${missing.length === 1 ? 'it' : 'them'} for ${declared.name}.`,
    ...at(report, declared),
  };
}

export function cannotDelete(report: Reporter, declared: DeclaredResource, title: string): Diagnostic {
  const cure =
    declared.type === 'User' ? 'Write "active: false" instead' : `Delete it in ${title} itself, then remove the entry`;
  return {
    code: 'RC1522',
    severity: 'error',
    summary: `this service deletes no ${TITLES[declared.type]}s over SCIM`,
    detail: `${atStart(title)} does not let ${TITLES[declared.type]}s be deleted over SCIM, which the entry of ${declared.name} asks for. ${cure}.`,
    ...at(report, declared, '$state'),
  };
}

export function cannotRename(report: Reporter, declared: DeclaredResource, title: string, name: string): Diagnostic {
  return {
    code: 'RC1523',
    severity: 'error',
    summary: `this service renames no ${TITLES[declared.type]}s over SCIM`,
    detail: `${atStart(title)} does not let ${TITLES[declared.type]}s be renamed over SCIM, which would be needed to make ${name} into ${declared.name}. Rename it in ${title} itself, or keep the old name here.`,
    ...at(report, declared),
  };
}

export function cannotChange(report: Reporter, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    code: 'RC1524',
    severity: 'error',
    summary: 'this service does not change this attribute',
    detail: `${atStart(title)} does not let ${path} of a ${TITLES[declared.type]} be changed over SCIM, and holds another value for ${declared.name}. Change it in ${title} itself, take over its value, or put ${path} under $ignore.`,
    ...at(report, declared, path),
  };
}

export function unsupportedAttribute(
  report: Reporter,
  declared: DeclaredResource,
  path: string,
  reason: string,
): Diagnostic {
  return {
    code: 'RC1525',
    severity: 'error',
    summary: 'this service does not take this attribute',
    detail: `${path} of ${declared.name} would be refused or lost. ${reason}`,
    ...at(report, declared, path.split('.')[0] ?? path),
  };
}

export function tooManyElements(
  report: Reporter,
  declared: DeclaredResource,
  title: string,
  path: string,
  most: number,
): Diagnostic {
  return {
    code: 'RC1526',
    severity: 'error',
    summary: 'too many elements',
    detail: `${atStart(title)} keeps at most ${most} of ${path}, and ${declared.name} has more. Remove some.`,
    ...at(report, declared, path),
  };
}

export function ownedElement(report: Reporter, declared: DeclaredResource, title: string, path: string): Diagnostic {
  return {
    code: 'RC1527',
    severity: 'error',
    summary: 'the service owns this element',
    detail: `One of the elements under ${path} of ${declared.name} is written by ${title} itself and cannot be set. Remove it from the list; it is left alone.`,
    ...at(report, declared, path),
  };
}

export function unknownPolicyGroup(
  report: Reporter,
  policy: string,
  name: string,
  { file, path }: Pointer,
  index: number,
): Diagnostic {
  return {
    code: 'RC1602',
    severity: 'error',
    summary: 'unknown group in a policy',
    detail: `The policy "${policy}" names the group "${name}", which is neither declared nor on the service, so that it cannot be checked. Correct the name, or declare the group.`,
    span: report({ file, path: [...path, 'exclusive', index] }),
  };
}

const SECTIONS = { User: 'users', Group: 'groups' } as const;

export function outsideScope(report: Reporter, declared: DeclaredResource, { scope }: Ownership): Diagnostic {
  return {
    code: 'RC1530',
    severity: 'warning',
    summary: 'declared outside the scope',
    detail: `${declared.name} is not among the ${SECTIONS[declared.type]} that ${scope} matches. It is managed as declared; but once its entry is gone, nothing tells that it was ever meant. Widen ownership.${SECTIONS[declared.type]}.scope, or correct the entry.`,
    ...at(report, declared),
  };
}

export function unreadableInScope(report: Reporter, { scopePointer }: Ownership, name: string): Diagnostic {
  return {
    code: 'RC1531',
    severity: 'error',
    summary: 'the scope names what cannot be read',
    detail: `The service does not return ${name}, so it cannot be told which resources the filter matches. Use another attribute.`,
    span: report(scopePointer),
  };
}

export function leavingReference(
  report: Reporter,
  { name, type }: { readonly name: string; readonly type: ResourceType | 'unknown' },
  { undeclared }: Ownership,
  pointer: Pointer,
): Diagnostic {
  const noun = type === 'Group' ? 'group' : 'user';
  return {
    code: 'RC1532',
    severity: 'error',
    summary: `this ${noun} is to be removed`,
    detail: `${name} is in scope and declared nowhere, so that ownership.${noun}s.undeclared would ${undeclared} it, and nothing may refer to it. Declare ${name}, or remove this line.`,
    span: report(pointer),
  };
}

export function goneReference(report: Reporter, name: string, pointer: Pointer): Diagnostic {
  return {
    code: 'RC1533',
    severity: 'error',
    summary: 'this user expired',
    detail: `${name} expired before it was ever created, so that there is nobody to refer to. Name somebody else, or set a later $expires.`,
    span: report(pointer),
  };
}

export function cannotDeleteUndeclared(
  report: Reporter,
  type: ResourceType,
  { undeclaredPointer }: Ownership,
  title: string,
  count: number,
): Diagnostic {
  const noun = `${TITLES[type]}${count === 1 ? '' : 's'}`;
  const cure = type === 'User' ? '"deactivate" or "report"' : '"report"';
  return {
    code: 'RC1534',
    severity: 'error',
    summary: `this service deletes no ${TITLES[type]}s over SCIM`,
    detail: `${title} does not let ${TITLES[type]}s be deleted over SCIM, which is asked for ${count} undeclared ${noun} in scope. Write ${cure} instead.`,
    span: report(undeclaredPointer),
  };
}

export function idleProtection(pattern: string): Diagnostic {
  return {
    code: 'RC1535',
    severity: 'hint',
    summary: 'a protection fits nothing',
    detail: `${pattern} under guards.protect fits no declared and no current resource. If it should, correct the pattern.`,
  };
}

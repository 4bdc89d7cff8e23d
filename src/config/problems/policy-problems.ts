import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { Problem } from './report.ts';

/* RC1420 to RC1422: policies. */

const POLICY_FAULTS = {
  demandsNothing: 'It demands nothing. Add "require", "forbid", "members", "minMembers", "maxMembers" or "exclusive".',
  noType:
    'It does not say whom it is about. Add "users" or "groups" with a SCIM filter, such as "userName pr" for all.',
  bothTypes: 'It is about "users" and "groups", and a filter is about one of them. Write two policies.',
  sizeOfUsers:
    '"members", "minMembers" and "maxMembers" are about groups. Add "groups" with a SCIM filter, such as "displayName pr".',
  exclusiveGroups: '"exclusive" is about users, who may be members of one of the groups only. Remove "groups".',
  minAboveMax: '"minMembers" is greater than "maxMembers", so that no group could ever do.',
} as const;

export type PolicyFault = keyof typeof POLICY_FAULTS;

export const policyForm = (fault: PolicyFault): Problem => diagnostic('RC1420', POLICY_FAULTS[fault]);

export const policyTwice = (other: string): Problem =>
  diagnostic('RC1421', `The policy at ${other} has the same name. Correct one of them.`);

export const unknownExclusive = (name: string, similar: string): Problem =>
  diagnostic(
    'RC1422',
    `Nothing declares the group "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );

import { error, type Problem, warning } from './problem.ts';

/* RC1420 to RC1422: policies. */

const POLICY_FAULTS = {
  demandsNothing: 'It demands nothing. Add "require", "forbid", "minMembers", "maxMembers" or "exclusive".',
  noType:
    'It does not say whom it is about. Add "users" or "groups" with a SCIM filter, such as "userName pr" for all.',
  bothTypes: 'It is about "users" and "groups", and a filter is about one of them. Write two policies.',
  sizeOfUsers:
    '"minMembers" and "maxMembers" are about groups. Add "groups" with a SCIM filter, such as "displayName pr".',
  exclusiveGroups: '"exclusive" is about users, who may be members of one of the groups only. Remove "groups".',
  minAboveMax: '"minMembers" is greater than "maxMembers", so that no group could ever do.',
} as const;

export type PolicyFault = keyof typeof POLICY_FAULTS;

export const policyForm = (fault: PolicyFault): Problem =>
  error('RC1420', 'policy means nothing', POLICY_FAULTS[fault]);

export const policyTwice = (other: string): Problem =>
  error('RC1421', 'two policies with one name', `The policy at ${other} has the same name. Correct one of them.`);

export const unknownExclusive = (name: string, similar: string): Problem =>
  warning(
    'RC1422',
    'undeclared group in a policy',
    `Nothing declares the group "${name}". Did you mean "${similar}"? If it exists on the service only, all is well.`,
  );

import {
  alone,
  noElementRemoval,
  onlyAttributes,
  withoutElementPaths,
  withoutPaths,
  withSchemas,
} from '../patch/patch-checks.ts';
import { list, patchCheck, patchRules, type Quirk, rulesOf, rulesOfBoth, status } from './quirk.ts';

/** Quirks of changing resources: PUT, and PATCH as a whole. */
export const PATCH_QUIRKS: Readonly<Record<string, Quirk>> = {
  'no-put': { summary: 'there is no PUT', apply: rulesOfBoth(() => ({ put: false })) },
  'no-patch': {
    summary: 'there is no PATCH',
    decides: ['whether a PATCH does anything'],
    apply: patchRules({ supported: false }),
  },
  'filtered-paths-ignored': {
    summary: 'an operation whose path has a filter is answered and does nothing',
    decides: ['what value paths do'],
    apply: patchRules({ filteredPaths: 'ignored' }),
  },
  'no-element-removal': {
    summary: 'no single element can be removed from an attribute',
    apply: rulesOfBoth(patchCheck(() => noElementRemoval)),
  },
  'replace-merges': {
    summary: 'replace of a multi-valued attribute keeps the elements that it does not name',
    apply: patchRules({ replace: 'merges' }),
  },
  'pathless-patch': {
    summary: 'operations have no path and name their attribute in the value',
    apply: rulesOfBoth(patchCheck(() => withoutPaths)),
  },
  'schema-in-paths': {
    summary: 'paths of core attributes begin with the URN of their schema',
    apply: rulesOfBoth(patchCheck(() => withSchemas)),
  },
  'capitalised-ops': {
    summary: 'operations are called Add, Replace and Remove',
    apply: patchRules({ ops: 'capitalised' }),
  },
  'string-booleans': {
    summary: 'a PATCH writes true and false as "True" and "False", and answers say "true" and "false"',
    apply: (rules) => ({
      ...patchRules({ booleans: 'strings' })(rules),
      answers: { ...rules.answers, booleans: 'strings' },
    }),
  },
  'no-element-paths': {
    summary: 'a path with a filter on anything but members is refused with this status',
    argument: '400',
    decides: ['what value paths do'],
    apply: rulesOfBoth(patchCheck((argument) => withoutElementPaths(status(argument)))),
  },
  'siblings-wiped': {
    summary: 'a change of one sub-attribute of these attributes removes the others but type',
    argument: 'addresses',
    apply: (rules, argument) => patchRules({ wiped: list(argument) })(rules),
  },
  'replace-needs-value': {
    summary: 'replace of a sub-attribute, or of a complex or extension attribute, that has no value is answered 500',
    apply: patchRules({ replaceOfNothing: 'fails' }),
  },
  'patch-does-nothing': {
    summary: 'a PATCH is answered 204 and changes nothing',
    decides: ['whether a PATCH does anything'],
    apply: patchRules({ effect: 'nothing' }),
  },
  'non-atomic-patch': {
    summary: 'operations before one that is refused are carried out',
    apply: patchRules({ atomic: false }),
  },
  'alone-in-patch': {
    summary: 'this attribute of a user shares its PATCH with no other',
    argument: 'active',
    apply: rulesOf(
      'User',
      patchCheck((argument) => alone(...list(argument))),
    ),
  },
  'user-patches': {
    summary: 'a PATCH changes only these attributes of users',
    argument: 'active,externalId',
    apply: rulesOf(
      'User',
      patchCheck((argument) => onlyAttributes(...list(argument))),
    ),
  },
  'group-patches': {
    summary: 'a PATCH changes only these attributes of groups',
    argument: 'displayName,members,externalId',
    apply: rulesOf(
      'Group',
      patchCheck((argument) => onlyAttributes(...list(argument))),
    ),
  },
};

import type { Row } from './row.ts';

/** What the files of one folder may declare. */
export const RESTRICTION_CODES = {
  RC1440: {
    severity: 'error',
    title: 'no restriction takes the file',
    cause:
      'Where `restrictions` are written, every file that declares something must be taken by the `files` of one of them, by its path as written and by its real one, in exact case.',
    cure: 'Move the file, or have whoever owns `rollcall.yaml` add an entry for it; `{ files: "**", attributes: "*" }` at the end opens all the rest.',
  },
  RC1441: {
    severity: 'error',
    title: 'attribute that this file may not set',
    cause:
      'The restriction that takes the file does not list the attribute. One without `attributes` leaves out `password`, `externalId`, `roles` and `entitlements`.',
    cure: 'Remove the attribute, or have whoever owns `rollcall.yaml` list it.',
  },
  RC1442: {
    severity: 'error',
    title: 'resource that this file may not declare',
    cause:
      'What the entry declares, or what its keys mean on the service, does not match the filter of the restriction that takes the file. An attribute that is not there matches nothing.',
    cure: 'Declare it in a file that may, or correct the entry.',
  },
  RC1443: {
    severity: 'error',
    title: 'reference to what this file may not declare',
    cause:
      'A member, a manager or somebody whom `$memberRule` takes does not match the filter of the restriction that takes the file, as declared or on the service.',
    cure: 'Remove the reference, narrow the rule, or declare it in a file that may.',
  },
  RC1444: {
    severity: 'error',
    title: "somebody else's e-mail address",
    cause:
      'An e-mail value of the entry is an e-mail value or the userName of somebody whom its file may not declare: the one could be taken for the other.',
    cure: 'Correct the address.',
  },
  RC1445: {
    severity: 'error',
    title: 'unknown attribute in a restriction',
    cause: '`attributes` of a restriction lists a name that no user and no group has.',
    cure: 'Correct the name; an attribute of an extension is written as `enterprise.department`, a part of one as `name.givenName`.',
  },
} as const satisfies Readonly<Record<string, Row>>;

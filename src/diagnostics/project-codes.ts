import type { Row } from './row.ts';

/** The project. */
export const PROJECT_CODES = {
  RC1401: {
    severity: 'error',
    title: 'unknown environment',
    cause: '`--env` names an environment that `rollcall.yaml` does not have.',
    cure: 'Correct the name, or declare the environment.',
  },
  RC1402: {
    severity: 'error',
    title: 'no environment chosen',
    cause: 'The project has environments.',
    cure: 'Choose one with `--env NAME`, or set `defaultEnvironment`.',
  },
  RC1403: {
    severity: 'error',
    title: 'unknown environment',
    cause: '`rollcall.yaml` has no `environments`.',
    cure: 'Declare them, or leave `--env` out.',
  },
  RC1404: {
    severity: 'error',
    title: 'unknown profile',
    cause: '`service.profile` names no profile that rollcall knows.',
    cure: 'Correct the name; `generic` is for every service that has no profile of its own.',
  },
  RC1405: {
    severity: 'error',
    title: 'not a usable URL',
    cause: 'The text is no URL that a service can have.',
    cure: 'Write it absolute, starting with `https://` (or `http://` on this machine) and ending before `?` and `#`.',
  },
  RC1406: {
    severity: 'error',
    title: 'URL is not secure',
    cause: 'Credentials go only to `https`, or to this machine itself.',
    cure: 'Write `https`.',
  },
  RC1407: {
    severity: 'error',
    title: 'no base URL',
    cause: 'Nothing says where the service is.',
    cure: 'Add `service.baseUrl`, or `service.region` where the profile knows regions, or use `--sandbox`.',
  },
  RC1408: {
    severity: 'error',
    title: 'two kinds of authentication',
    cause: 'Keys of several kinds of authentication stand together.',
    cure: 'Keep one of: `token`; `clientId` and `clientSecret`; `username` and `password`.',
  },
  RC1409: {
    severity: 'error',
    title: 'incomplete authentication',
    cause: 'Half of a pair is missing: `clientId` and `clientSecret`, or `username` and `password`.',
    cure: 'Add the other half.',
  },
  RC1410: {
    severity: 'error',
    title: 'two token URLs',
    cause: '`tokenUrl` stands under `service` and under `service.auth`.',
    cure: 'Remove one.',
  },
  RC1411: {
    severity: 'error',
    title: 'unknown default environment',
    cause: '`defaultEnvironment` names no environment.',
    cure: 'Correct the name, or declare the environment.',
  },
  RC1412: {
    severity: 'error',
    title: 'credentials in a URL',
    cause: 'A URL carries a user name or password.',
    cure: 'Write them under `auth`, and change them on the service if they were ever committed.',
  },
  RC1413: {
    severity: 'error',
    title: 'no scope',
    cause: '`ownership` says what becomes of undeclared resources, but not of which.',
    cure: 'Add `scope`, a SCIM filter. Without a scope nothing undeclared is ever touched.',
  },
  RC1414: {
    severity: 'error',
    title: 'groups cannot be deactivated',
    cause: '`ownership.groups.undeclared` says `deactivate`, and groups have no `active`.',
    cure: 'Write `delete` or `report`.',
  },
  RC1415: {
    severity: 'error',
    title: 'not a SCIM filter',
    cause: 'The text does not follow the grammar of RFC 7644 section 3.4.2.2.',
    cure: 'Write `attribute operator value`, joined by `and`, `or` and `not (…)`, with texts in double quotes. The operators are eq, ne, co, sw, ew, gt, ge, lt, le and pr.',
  },
  RC1416: {
    severity: 'error',
    title: 'unknown attribute in a filter',
    cause: 'The filter compares an attribute that users or groups do not have, so it could never hold.',
    cure: 'Correct the name, as in `title`, `name.givenName` or `enterprise.department`.',
  },
  RC1417: {
    severity: 'error',
    title: 'unreadable attribute in a filter',
    cause: 'Services never return the attribute, as is so with `password`, so no filter can be told from it.',
    cure: 'Leave it out.',
  },
  RC1418: {
    severity: 'error',
    title: 'a filter about the groups of users',
    cause:
      'A `$memberRule` or a policy names `groups`, which says in which groups a user is. That is what a plan changes, so who matches would change with every plan. A scope may name it, because it looks at what the service holds now.',
    cure: 'Name an attribute of the users themselves, such as `enterprise.department`; `exclusive` keeps users out of two groups at once.',
  },
  RC1420: {
    severity: 'error',
    title: 'policy means nothing',
    cause: 'A policy does not say whom it is about, or what must hold, or its parts contradict each other.',
    cure: 'Write `users` or `groups` with a SCIM filter (only `exclusive` does without), and one of `require`, `forbid`, `minMembers`, `maxMembers` and `exclusive`. The sizes are about groups, `exclusive` is about users.',
  },
  RC1421: {
    severity: 'error',
    title: 'two policies with one name',
    cause: 'Violations name their policy, so each needs a name of its own.',
    cure: 'Rename one of them.',
  },
  RC1422: {
    severity: 'warning',
    title: 'undeclared group in a policy',
    cause: '`exclusive` names a group that is not declared and differs little from one that is.',
    cure: 'Correct the name, unless the group exists on the service only.',
  },
  RC1430: {
    severity: 'error',
    title: 'unknown region',
    cause: 'The profile knows no region of this name.',
    cure: 'Correct it, or write the host of the region.',
  },
  RC1431: {
    severity: 'error',
    title: 'profile without regions',
    cause: 'The profile knows no regions.',
    cure: 'Write `service.baseUrl`.',
  },
  RC1432: {
    severity: 'error',
    title: 'not a name of an environment',
    cause: 'The name cannot stand in a flag and in names of files, or is `all`, which means every environment.',
    cure: 'Use up to 40 lower-case letters, digits and `-`, and begin with a letter or digit.',
  },
  RC1433: {
    severity: 'error',
    title: 'select cannot be judged',
    cause:
      '`select` compares an attribute that some entries do not declare, so nobody can tell whether they belong to this environment.',
    cure: 'Declare it, or say in the filter what is to become of those without it: `not (x pr) or …` keeps them, `x pr and …` leaves them out.',
  },
  RC1434: {
    severity: 'error',
    title: 'this cannot be omitted',
    cause: '`omit` names what tells a resource from others, whether it is active, or who is a member.',
    cure: 'Take it out of `omit`; to leave whole entries out, write `select`.',
  },
  RC1435: {
    severity: 'hint',
    title: 'references left out with whom they name',
    cause: 'Members or managers name entries that `select` does not take in this environment.',
    cure: 'None is needed: such members are not in its groups, and such managers are left alone.',
  },
  RC1436: {
    severity: 'hint',
    title: 'an extension of another service',
    cause: "Entries declare attributes of an extension that belongs to another service's profile; they are not sent.",
    cure: 'Write the extension under `omit` of the environment, which says the same and ends this hint.',
  },
} as const satisfies Readonly<Record<string, Row>>;

import type { Row } from './row.ts';

/** Planning. */
export const PLANNING_CODES = {
  RC1501: {
    severity: 'error',
    title: 'no resource has this id',
    cause: 'The service has no resource with the `$id` of the entry, and an entry with `$id` is never created.',
    cure: 'Correct the id, or remove `$id` to let the resource be found or created by name.',
  },
  RC1502: {
    severity: 'error',
    title: 'keys name different resources',
    cause:
      '`$id`, the name and `externalId` of one entry each find a resource on the service, and not the same one. Where a service only deactivates what it deletes, a name stays with the deleted resource.',
    cure: 'Correct the keys so that they name the same resource, or remove the wrong one.',
  },
  RC1503: {
    severity: 'error',
    title: 'several resources have this name',
    cause: 'The service has several resources with the name of the entry.',
    cure: 'Say which one is meant by adding its `$id`.',
  },
  RC1504: {
    severity: 'error',
    title: 'two entries mean one resource',
    cause:
      'Two entries find the same resource, one by its name and the other by its id, its `externalId` or a former name. Where a service only deactivates what it deletes, an entry cannot take the name of one that is `$state: absent`.',
    cure: 'Remove one of the entries, or correct its keys.',
  },
  RC1505: {
    severity: 'hint',
    title: 'this rename is done',
    cause:
      'The service knows the resource by its new name and has nobody by the old one, so `$previously` has done its work.',
    cure: 'Remove `$previously`.',
  },
  RC1506: {
    severity: 'error',
    title: 'this {user|group} {does not exist|gets another name}',
    cause:
      'A member or manager is neither declared nor on the service, or is named by an old name, which the same plan changes.',
    cure: 'Declare it, or correct the name; after a rename, write the new one.',
  },
  RC1507: {
    severity: 'error',
    title: 'several resources have this name',
    cause: 'A member or manager is named by a name that several resources on the service have.',
    cure: 'Name the one that is meant by its id, as in `{ $id: … }`.',
  },
  RC1508: {
    severity: 'error',
    title: 'the same member twice',
    cause: 'Two entries of one list of members mean the same resource, for instance one by its name and one by its id.',
    cure: 'Remove one of them.',
  },
  RC1509: {
    severity: 'error',
    title: 'names change in a circle',
    cause: 'Each of several renames takes a name that another of them still has, so that none can go first.',
    cure: 'Rename one of them to a free name, apply, and then finish the swap.',
  },
  RC1510: {
    severity: 'error',
    title: 'the service owns this attribute',
    cause: 'The service says that the attribute is read-only.',
    cure: 'Remove it from the entry.',
  },
  RC1511: {
    severity: 'error',
    title: 'this attribute cannot change',
    cause: 'The attribute can be set once and never be changed, and the service holds another value.',
    cure: 'Take over the value of the service, or put the attribute under `$ignore`.',
  },
  RC1512: {
    severity: 'error',
    title: 'the same element twice',
    cause: 'Two elements of a list are the same one to the service.',
    cure: 'Remove one of them.',
  },
  RC1513: {
    severity: 'warning',
    title: 'this may be a rename',
    cause: 'The plan deletes a resource and creates another that has much in common with it.',
    cure: 'If they are one, write `$previously` instead of the removal, so that nothing is lost.',
  },
  RC1514: {
    severity: 'error',
    title: 'target matches nothing',
    cause: 'A `--target` fits no declared resource and no change.',
    cure: 'Name a type and a name, with `*` for any text: `user:*@example.com`, `group:Analysts`.',
  },
  RC1515: {
    severity: 'error',
    title: 'target needs another change',
    cause: 'A targeted change needs a name that another resource must give up first, which the targets leave out.',
    cure: 'Add the other resource as a target.',
  },
  RC1516: {
    severity: 'error',
    title: 'members cannot be read',
    cause: 'The service does not tell the members of a group wholly, so that nobody could say what would change.',
    cure: 'Follow the message; to add members only, write `$members: additive`.',
  },
  RC1520: {
    severity: 'error',
    title: 'this service creates no {users|groups} over SCIM',
    cause: 'The profile says that the service does not let such resources be created over SCIM.',
    cure: 'Create it on the service itself, with exactly this name; from then on rollcall manages what is declared of it.',
  },
  RC1521: {
    severity: 'error',
    title: 'attributes are missing',
    cause: 'The service creates no such resource without some attributes.',
    cure: 'Declare them.',
  },
  RC1522: {
    severity: 'error',
    title: 'this service deletes no {users|groups} over SCIM',
    cause: 'An entry with `$state: absent` asks for a removal that the service does not offer.',
    cure: 'Remove the resource on the service itself, or declare what the message proposes.',
  },
  RC1523: {
    severity: 'error',
    title: 'this service renames no {users|groups} over SCIM',
    cause: 'The name of the entry differs from the one on the service, which does not let it be changed.',
    cure: 'Rename the resource on the service itself, or keep the old name.',
  },
  RC1524: {
    severity: 'error',
    title: 'this service does not change this attribute',
    cause: 'The service holds another value and does not let it be changed over SCIM.',
    cure: 'Change it on the service itself, take over its value, or put the attribute under `$ignore`.',
  },
  RC1525: {
    severity: 'error',
    title: 'this service does not take this attribute',
    cause: 'The attribute would be refused or lost.',
    cure: 'Remove it, or follow the message.',
  },
  RC1526: {
    severity: 'error',
    title: 'too many elements',
    cause: 'The service keeps fewer elements of the attribute than are declared.',
    cure: 'Remove some.',
  },
  RC1527: {
    severity: 'error',
    title: 'the service owns this element',
    cause: 'One of the elements is written by the service itself and cannot be set.',
    cure: 'Remove it from the list; it is left alone.',
  },
  RC1528: {
    severity: 'error',
    title: 'this service has no groups',
    cause:
      'The service answers that it knows no groups, by its `/ResourceTypes` or by 404 or 501, and a group is declared.',
    cure: 'Take groups out of the files, or correct `service.baseUrl` or the credentials if it has some.',
  },
  RC1530: {
    severity: 'warning',
    title: 'declared outside the scope',
    cause:
      'An entry is not among the resources that `ownership` covers. It is managed as declared; but once the entry is gone, nothing tells that it was ever meant.',
    cure: 'Widen the scope, or correct the entry.',
  },
  RC1531: {
    severity: 'error',
    title: 'a filter names what cannot be read',
    cause:
      'The service does not return an attribute that a scope, a `$memberRule` or a policy compares, so it cannot be told which resources the filter matches.',
    cure: 'Use another attribute.',
  },
  RC1532: {
    severity: 'error',
    title: 'this {user|group} is to be removed',
    cause:
      'A member or manager is in scope and declared nowhere, so that `ownership` would remove it, or an entry with `$state: absent` means it, for instance by its `$id`.',
    cure: 'Declare it as present, or remove the reference.',
  },
  RC1533: {
    severity: 'warning',
    title: 'an inactive user is not there to be named',
    cause:
      'A user who is inactive and not on the service is not created, so that members and managers who mean that user are left out.',
    cure: 'Remove the line, set a later `$expires`, or write `$state: present` in the entry to create the user all the same.',
  },
  RC1534: {
    severity: 'error',
    title: 'this service deletes no {users|groups} over SCIM',
    cause: '`ownership` asks for deletions that the service does not offer.',
    cure: 'Write `undeclared: deactivate` or `undeclared: report`; of groups, only `report` is left.',
  },
  RC1535: {
    severity: 'hint',
    title: 'a protection fits nothing',
    cause: 'A pattern under `guards.protect` fits no declared and no current resource.',
    cure: 'If it should, correct the pattern.',
  },
  RC1536: {
    severity: 'hint',
    title: 'inactive and not there, so not created',
    cause:
      'A user with `active: false`, declared or by `$expires`, is not on the service. Services that drop inactive people would invite him again with every run.',
    cure: 'Remove the entry, set a later `$expires`, or write `$state: present` to create him all the same, as for somebody who starts next month.',
  },
  RC1537: {
    severity: 'warning',
    title: 'this user may be there under another name',
    cause:
      'An inactive user who is not on the service shares the employeeNumber, externalId or an e-mail address with somebody whom no entry declares.',
    cure: 'If both are one, write `$previously` with the name that the service knows; otherwise that account stays as it is.',
  },
  RC1538: {
    severity: 'warning',
    title: 'names look alike',
    cause: 'Two resources on the service have names that differ only in what a reader cannot see.',
    cure: 'Look which of the two is used, and remove or rename the other.',
  },
  RC1539: {
    severity: 'warning',
    title: 'an inactive user is still named',
    cause: 'A user who is inactive, or becomes so, stays in an exact list of members, or is named as a manager.',
    cure: 'Take the user out of the lists, and name another manager.',
  },
  RC1540: {
    severity: 'error',
    title: '$previously names what this plan removes',
    cause:
      'An entry is found by its present name, and the resource that has the former name is removed by the same plan: somebody would lose the account that the entry means to keep.',
    cure: 'Say by `$id` which resource the entry means, or remove `$previously` if the other one is to go.',
  },
  RC1541: {
    severity: 'error',
    title: 'nobody can tell who is who',
    cause:
      '`$previously` finds a resource whose name another entry has too, or finds several resources by several former names.',
    cure: 'Write `$id` in each entry that is on the service already.',
  },
  RC1542: {
    severity: 'error',
    title: 'the service knows no such attribute',
    cause: "The service's `/Schemas` describe the extension, and the attribute or sub-attribute is not in it.",
    cure: 'Correct the name.',
  },
} as const satisfies Readonly<Record<string, Row>>;

import type { Section } from './explanation.ts';

export const PLANNING: Section = {
  title: 'Planning',
  explanations: [
    {
      code: 'RC1501',
      title: 'no resource has this id',
      cause: 'The service has no resource with the `$id` of the entry, and an entry with `$id` is never created.',
      cure: 'Correct the id, or remove `$id` to let the resource be found or created by name.',
    },
    {
      code: 'RC1502',
      title: 'keys name different resources',
      cause:
        '`$id`, the name and `externalId` of one entry each find a resource on the service, and not the same one. Where a service only deactivates what it deletes, a name stays with the deleted resource.',
      cure: 'Correct the keys so that they name the same resource, or remove the wrong one.',
    },
    {
      code: 'RC1503',
      title: 'several resources have this name',
      cause: 'The service has several resources with the name of the entry.',
      cure: 'Say which one is meant by adding its `$id`.',
    },
    {
      code: 'RC1504',
      title: 'two entries mean one resource',
      cause:
        'Two entries find the same resource, one by its name and the other by its id, its `externalId` or a former name. Where a service only deactivates what it deletes, an entry cannot take the name of one that is `$state: absent`.',
      cure: 'Remove one of the entries, or correct its keys.',
    },
    {
      code: 'RC1505',
      title: 'this rename is done (hint)',
      cause:
        'The service knows the resource by its new name and has nobody by the old one, so `$previously` has done its work.',
      cure: 'Remove `$previously`.',
    },
    {
      code: 'RC1506',
      title: 'this user or group does not exist, or gets another name',
      cause:
        'A member or manager is neither declared nor on the service, or is named by an old name, which the same plan changes.',
      cure: 'Declare it, or correct the name; after a rename, write the new one.',
    },
    {
      code: 'RC1507',
      title: 'several resources have this name',
      cause: 'A member or manager is named by a name that several resources on the service have.',
      cure: 'Name the one that is meant by its id, as in `{ $id: … }`.',
    },
    {
      code: 'RC1508',
      title: 'the same member twice',
      cause:
        'Two entries of one list of members mean the same resource, for instance one by its name and one by its id.',
      cure: 'Remove one of them.',
    },
    {
      code: 'RC1509',
      title: 'names change in a circle',
      cause: 'Each of several renames takes a name that another of them still has, so that none can go first.',
      cure: 'Rename one of them to a free name, apply, and then finish the swap.',
    },
    {
      code: 'RC1510',
      title: 'the service owns this attribute',
      cause: 'The service says that the attribute is read-only.',
      cure: 'Remove it from the entry.',
    },
    {
      code: 'RC1511',
      title: 'this attribute cannot change',
      cause: 'The attribute can be set once and never be changed, and the service holds another value.',
      cure: 'Take over the value of the service, or put the attribute under `$ignore`.',
    },
    {
      code: 'RC1512',
      title: 'the same element twice',
      cause: 'Two elements of a list are the same one to the service.',
      cure: 'Remove one of them.',
    },
    {
      code: 'RC1513',
      title: 'this may be a rename (warning)',
      cause: 'The plan deletes a resource and creates another that has much in common with it.',
      cure: 'If they are one, write `$previously` instead of the removal, so that nothing is lost.',
    },
    {
      code: 'RC1514',
      title: 'target matches nothing',
      cause: 'A `--target` fits no declared resource and no change.',
      cure: 'Name a type and a name, with `*` for any text: `user:*@example.com`, `group:Analysts`.',
    },
    {
      code: 'RC1515',
      title: 'target needs another change',
      cause: 'A targeted change needs a name that another resource must give up first, which the targets leave out.',
      cure: 'Add the other resource as a target.',
    },
    {
      code: 'RC1516',
      title: 'members cannot be read',
      cause: 'The service does not tell the members of a group wholly, so that nobody could say what would change.',
      cure: 'Follow the message; to add members only, write `$members: additive`.',
    },
    {
      code: 'RC1520',
      title: 'this service creates none of these over SCIM',
      cause: 'The profile says that the service does not let such resources be created over SCIM.',
      cure: 'Create it on the service itself, with exactly this name; from then on rollcall manages what is declared of it.',
    },
    {
      code: 'RC1521',
      title: 'attributes are missing',
      cause: 'The service creates no such resource without some attributes.',
      cure: 'Declare them.',
    },
    {
      code: 'RC1522',
      title: 'this service deletes none of these over SCIM',
      cause: 'An entry with `$state: absent` asks for a removal that the service does not offer.',
      cure: 'Remove the resource on the service itself, or declare what the message proposes.',
    },
    {
      code: 'RC1523',
      title: 'this service renames none of these over SCIM',
      cause: 'The name of the entry differs from the one on the service, which does not let it be changed.',
      cure: 'Rename the resource on the service itself, or keep the old name.',
    },
    {
      code: 'RC1524',
      title: 'this service does not change this attribute',
      cause: 'The service holds another value and does not let it be changed over SCIM.',
      cure: 'Change it on the service itself, take over its value, or put the attribute under `$ignore`.',
    },
    {
      code: 'RC1525',
      title: 'this service does not take this attribute',
      cause: 'The attribute would be refused or lost.',
      cure: 'Remove it, or follow the message.',
    },
    {
      code: 'RC1526',
      title: 'too many elements',
      cause: 'The service keeps fewer elements of the attribute than are declared.',
      cure: 'Remove some.',
    },
    {
      code: 'RC1527',
      title: 'the service owns this element',
      cause: 'One of the elements is written by the service itself and cannot be set.',
      cure: 'Remove it from the list; it is left alone.',
    },
    {
      code: 'RC1528',
      title: 'this service has no groups',
      cause:
        'The service answers that it knows no groups, by its `/ResourceTypes` or by 404 or 501, and a group is declared.',
      cure: 'Take groups out of the files, or correct `service.baseUrl` or the credentials if it has some.',
    },
    {
      code: 'RC1530',
      title: 'declared outside the scope (warning)',
      cause:
        'An entry is not among the resources that `ownership` covers. It is managed as declared; but once the entry is gone, nothing tells that it was ever meant.',
      cure: 'Widen the scope, or correct the entry.',
    },
    {
      code: 'RC1531',
      title: 'a filter names what cannot be read',
      cause:
        'The service does not return an attribute that a scope, a `$memberRule` or a policy compares, so it cannot be told which resources the filter matches.',
      cure: 'Use another attribute.',
    },
    {
      code: 'RC1532',
      title: 'this user or group is to be removed',
      cause:
        'A member or manager is in scope and declared nowhere, so that `ownership` would remove it, or an entry with `$state: absent` means it, for instance by its `$id`.',
      cure: 'Declare it as present, or remove the reference.',
    },
    {
      code: 'RC1533',
      title: 'this user expired',
      cause:
        'A user who expired before being created is named as a member or manager, and there is nobody to refer to.',
      cure: 'Name somebody else, or set a later `$expires`.',
    },
    {
      code: 'RC1534',
      title: 'this service deletes none of these over SCIM',
      cause: '`ownership` asks for deletions that the service does not offer.',
      cure: 'Write `undeclared: deactivate` or `undeclared: report`; of groups, only `report` is left.',
    },
    {
      code: 'RC1535',
      title: 'a protection fits nothing (hint)',
      cause: 'A pattern under `guards.protect` fits no declared and no current resource.',
      cure: 'If it should, correct the pattern.',
    },
  ],
};

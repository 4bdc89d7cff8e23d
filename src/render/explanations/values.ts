import type { Section } from './explanation.ts';

export const VALUES: Section = {
  title: 'Keys and values',
  explanations: [
    {
      code: 'RC1101',
      title: 'unknown key, unknown attribute',
      cause:
        'The key is misspelt, stands in the wrong place, or is not supported. Keys with `$` belong to rollcall; every other key of a user or group is a SCIM attribute of RFC 7643.',
      cure: 'Correct or move the key. Attributes of a further extension go below its URN.',
    },
    {
      code: 'RC1102',
      title: 'wrong type of value',
      cause:
        'A list, mapping, text or `true`/`false` was expected and something else is written. In YAML 1.2, `yes` and `no` are plain text.',
      cure: 'Write what is expected; the message may show an example.',
    },
    {
      code: 'RC1103',
      title: 'missing key, missing required attribute',
      cause:
        'A key is missing that is needed here. A user needs `userName` and a group needs `displayName`: the name by which the entry is found on the service.',
      cure: 'Add the key.',
    },
    {
      code: 'RC1104',
      title: 'value not allowed',
      cause: 'The key takes one of a few values, and this is none of them.',
      cure: 'Write one of the values that the message lists.',
    },
    {
      code: 'RC1105',
      title: 'attribute written twice',
      cause:
        'Two spellings of one attribute, such as `displayName` and `displayname`, or `enterprise` and its URN, stand in one entry.',
      cure: 'Keep one.',
    },
    {
      code: 'RC1106',
      title: 'empty text',
      cause:
        '`""` is written, or an interpolation yields nothing, and services disagree about what an empty text means.',
      cure: 'Write `null` to clear the attribute, or remove the line to leave it alone. What must be there, such as `userName`, needs a text.',
    },
    {
      code: 'RC1107',
      title: 'attribute belongs to the service',
      cause: 'The attribute is read-only: `id`, `meta`, `schemas`, and `groups` of a user.',
      cure: 'Remove it. To tie an entry to an id, write `$id`; to put a user into a group, name the user under `members` of the group.',
    },
    {
      code: 'RC1108',
      title: 'cannot be null',
      cause: 'Names, references and extensions as a whole cannot be cleared.',
      cure: 'Write `null` for single attributes of an extension, or remove the line.',
    },
    {
      code: 'RC1109',
      title: 'value has the wrong form',
      cause: 'The text is no number, date and time, or base64, whichever the attribute needs.',
      cure: 'Write the value in the form that the message shows.',
    },
    {
      code: 'RC1110',
      title: 'absent entry declares more',
      cause:
        'An entry with `$state: absent` carries nothing but its keys (`userName` or `displayName`, `externalId`, `$id`).',
      cure: 'Remove the other lines. To block a user and keep the account, write `active: false` instead.',
    },
    {
      code: 'RC1111',
      title: 'not a default',
      cause: "`userName`, `externalId`, a group's `displayName` and `members` must differ between entries.",
      cure: 'Write them in each.',
    },
    {
      code: 'RC1112',
      title: 'unknown key with `$` in an extension',
      cause:
        'Keys with `$` belong to rollcall, which has none inside the values of an extension or of `service.dialect`.',
      cure: 'Remove the key, or write it without `$` if the service really has such an attribute.',
    },
    {
      code: 'RC1113',
      title: 'manager is not named',
      cause: '`manager` holds something else than a name.',
      cure: 'Write a userName, or `{ $id: … }` where only the id of the service is known.',
    },
    {
      code: 'RC1114',
      title: 'member is not named',
      cause: 'A member is named in no way, or in two.',
      cure: 'Write a userName, `{ user: … }`, `{ group: … }` or `{ $id: … }`, and exactly one of them.',
    },
    {
      code: 'RC1115',
      title: '$members without members',
      cause: '`$members` says how `members` and `$memberRule` are meant.',
      cure: 'Add one of them, or remove `$members` to leave the members alone.',
    },
    {
      code: 'RC1116',
      title: 'unknown attribute in $ignore',
      cause: '`$ignore` names something that users or groups do not have.',
      cure: 'Write names as in `title`, `name.givenName` or `enterprise.department`.',
    },
    {
      code: 'RC1117',
      title: 'not an expiry',
      cause:
        'The value of `$expires` is no date and no moment with a zone. A time without a zone means different moments in different places.',
      cure: 'Write a date, which counts to the end of that day in UTC, such as `2027-06-30`, or a moment with its zone, such as `2027-06-30T18:00:00+02:00`.',
    },
  ],
};

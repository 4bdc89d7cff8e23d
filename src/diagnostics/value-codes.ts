import type { Row } from './row.ts';

/** Keys and values. */
export const VALUE_CODES = {
  RC1101: {
    severity: 'error',
    title: 'unknown {key|attribute}',
    cause:
      'The key is misspelt, stands in the wrong place, or is not supported. Keys with `$` belong to rollcall; every other key of a user or group is a SCIM attribute of RFC 7643.',
    cure: 'Correct or move the key. Attributes of a further extension go below its URN.',
  },
  RC1102: {
    severity: 'error',
    title: 'wrong type of value',
    cause:
      'A list, mapping, text or `true`/`false` was expected and something else is written. In YAML 1.2, `yes` and `no` are plain text.',
    cure: 'Write what is expected; the message may show an example.',
  },
  RC1103: {
    severity: 'error',
    title: 'missing {key|required attribute}',
    cause:
      'A key is missing that is needed here. A user needs `userName` and a group needs `displayName`: the name by which the entry is found on the service.',
    cure: 'Add the key.',
  },
  RC1104: {
    severity: 'error',
    title: 'value not allowed',
    cause: 'The key takes one of a few values, and this is none of them.',
    cure: 'Write one of the values that the message lists.',
  },
  RC1105: {
    severity: 'error',
    title: 'attribute written twice',
    cause:
      'Two spellings of one attribute, such as `displayName` and `displayname`, or `enterprise` and its URN, stand in one entry.',
    cure: 'Keep one.',
  },
  RC1106: {
    severity: 'error',
    title: 'empty text',
    cause: '`""` is written, or an interpolation yields nothing, and services disagree about what an empty text means.',
    cure: 'Write `null` to clear the attribute, or remove the line to leave it alone. What must be there, such as `userName`, needs a text.',
  },
  RC1107: {
    severity: 'error',
    title: 'attribute belongs to the service',
    cause: 'The attribute is read-only: `id`, `meta`, `schemas`, and `groups` of a user.',
    cure: 'Remove it. To tie an entry to an id, write `$id`; to put a user into a group, name the user under `members` of the group.',
  },
  RC1108: {
    severity: 'error',
    title: 'cannot be null',
    cause: 'Names, references and extensions as a whole cannot be cleared.',
    cure: 'Write `null` for single attributes of an extension, or remove the line.',
  },
  RC1109: {
    severity: 'error',
    title: 'value has the wrong form',
    cause: 'The text is no number, date and time, or base64, whichever the attribute needs.',
    cure: 'Write the value in the form that the message shows.',
  },
  RC1110: {
    severity: 'error',
    title: 'absent entry declares more',
    cause:
      'An entry with `$state: absent` carries nothing but its keys (`userName` or `displayName`, `externalId`, `$id`).',
    cure: 'Remove the other lines. To block a user and keep the account, write `active: false` instead.',
  },
  RC1111: {
    severity: 'error',
    title: 'not a default',
    cause: "`userName`, `externalId`, a group's `displayName` and `members` must differ between entries.",
    cure: 'Write them in each.',
  },
  RC1112: {
    severity: 'error',
    title: 'unknown key',
    cause:
      'Keys with `$` belong to rollcall, which has none inside the values of an extension or of `service.dialect`.',
    cure: 'Remove the key, or write it without `$` if the service really has such an attribute.',
  },
  RC1113: {
    severity: 'error',
    title: 'manager is not named',
    cause: '`manager` holds something else than a name.',
    cure: 'Write a userName, or `{ $id: … }` where only the id of the service is known.',
  },
  RC1114: {
    severity: 'error',
    title: 'member is not named',
    cause: 'A member is named in no way, or in two.',
    cure: 'Write a userName, `{ user: … }`, `{ group: … }` or `{ $id: … }`, and exactly one of them.',
  },
  RC1115: {
    severity: 'error',
    title: '$members without members',
    cause: '`$members` says how `members` and `$memberRule` are meant.',
    cure: 'Add one of them, or remove `$members` to leave the members alone.',
  },
  RC1116: {
    severity: 'error',
    title: 'unknown attribute in {$ignore|omit}',
    cause: '`$ignore` or `omit` names something that users or groups do not have.',
    cure: 'Write names as in `title`, `name.givenName` or `enterprise.department`.',
  },
  RC1117: {
    severity: 'error',
    title: 'not an expiry',
    cause:
      'The value of `$expires` is no date and no moment with a zone. A time without a zone means different moments in different places.',
    cure: 'Write a date, which counts to the end of that day in UTC, such as `2027-06-30`, or a moment with its zone, such as `2027-06-30T18:00:00+02:00`.',
  },
  RC1128: {
    severity: 'error',
    title: 'a character that nobody sees',
    cause:
      'A text holds a control character or one half of a surrogate pair. In names, e-mail addresses and types TAB, LF and CR are such characters too.',
    cure: 'Remove it.',
  },
  RC1129: {
    severity: 'error',
    title: 'not the name of an attribute',
    cause:
      'A name within an extension that nobody describes is none by RFC 7643 section 2.1: it begins with a letter, and letters, digits, `-` and `_` follow.',
    cure: 'Correct the name.',
  },
} as const satisfies Readonly<Record<string, Row>>;

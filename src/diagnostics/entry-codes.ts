import type { Row } from './row.ts';

/** Entries and references. */
export const ENTRY_CODES = {
  RC1301: {
    severity: 'error',
    title: 'two entries with one {userName|displayName}',
    cause: 'Both would manage the same resource; case does not matter.',
    cure: 'Merge them, or correct one name.',
  },
  RC1302: {
    severity: 'error',
    title: 'two entries with one {$id|externalId}',
    cause: 'Both would manage the same resource.',
    cure: 'Merge them, or correct one.',
  },
  RC1303: {
    severity: 'error',
    title: 'reference to an absent entry',
    cause: 'A member or manager is declared with `$state: absent`.',
    cure: 'Remove the reference, or the `$state`.',
  },
  RC1304: {
    severity: 'warning',
    title: 'undeclared reference',
    cause:
      'Nothing declares the name, but something declared looks much like it, or a group has it where a user is meant.',
    cure: 'Correct the name. If it exists on the service only, all is well.',
  },
  RC1305: {
    severity: 'error',
    title: 'member named twice',
    cause: 'The same member stands twice in one group.',
    cure: 'Remove one.',
  },
  RC1306: {
    severity: 'error',
    title: 'element written twice',
    cause: 'The same element, by value and type, stands twice in a list such as `emails`.',
    cure: 'Remove one.',
  },
  RC1307: {
    severity: 'error',
    title: 'more than one primary',
    cause: 'At most one element of a list may be `primary: true`.',
    cure: 'Remove the others, or set them to `false`.',
  },
  RC1308: {
    severity: 'error',
    title: '$previously names the entry itself',
    cause: '`$previously` is the name before a rename, and this is the name now.',
    cure: 'Remove it.',
  },
  RC1309: {
    severity: 'warning',
    title: '$previously names another entry',
    cause:
      "The former name is another entry's name now, so that nobody can tell which of the two means the resource of that name.",
    cure: 'Remove it, or write the `$id` of that resource in the entry that means it.',
  },
  RC1310: {
    severity: 'error',
    title: 'two entries were one',
    cause: 'Two entries claim the same former name, and a resource can be renamed to one name only.',
    cure: 'Remove `$previously` from one of them.',
  },
  RC1311: {
    severity: 'error',
    title: 'group contains itself',
    cause: 'A group cannot be its own member.',
    cure: 'Remove the line.',
  },
  RC1312: {
    severity: 'warning',
    title: 'expires soon',
    cause: 'A user or a member expires within 14 days.',
    cure: 'Set a later `$expires`, or let it pass: then the user becomes inactive, or the member leaves.',
  },
  RC1318: {
    severity: 'warning',
    title: 'names look alike',
    cause: 'Two entries have names that differ only in characters that nobody sees.',
    cure: 'Correct one of the names, or merge the entries.',
  },
  RC1320: {
    severity: 'warning',
    title: 'groups contain each other',
    cause: 'A group is a member of one of its own members, directly or through others.',
    cure: 'Remove one of the lines that close the circle.',
  },
  RC1321: {
    severity: 'warning',
    title: 'user is their own manager',
    cause: "`manager` names the entry's own user.",
    cure: 'Name somebody else, or remove the line.',
  },
} as const satisfies Readonly<Record<string, Row>>;

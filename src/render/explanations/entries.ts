import type { Section } from './explanation.ts';

export const ENTRIES: Section = {
  title: 'Entries and references',
  explanations: [
    {
      code: 'RC1301',
      title: 'two entries with one userName or displayName',
      cause: 'Both would manage the same resource; case does not matter.',
      cure: 'Merge them, or correct one name.',
    },
    {
      code: 'RC1302',
      title: 'two entries with one $id or externalId',
      cause: 'Both would manage the same resource.',
      cure: 'Merge them, or correct one.',
    },
    {
      code: 'RC1303',
      title: 'reference to an absent entry',
      cause: 'A member or manager is declared with `$state: absent`.',
      cure: 'Remove the reference, or the `$state`.',
    },
    {
      code: 'RC1304',
      title: 'undeclared reference (warning)',
      cause: 'Nothing declares the name, but something declared looks much like it.',
      cure: 'Correct the name. If it exists on the service only, all is well.',
    },
    {
      code: 'RC1305',
      title: 'member named twice',
      cause: 'The same member stands twice in one group.',
      cure: 'Remove one.',
    },
    {
      code: 'RC1306',
      title: 'element written twice',
      cause: 'The same element, by value and type, stands twice in a list such as `emails`.',
      cure: 'Remove one.',
    },
    {
      code: 'RC1307',
      title: 'more than one primary',
      cause: 'At most one element of a list may be `primary: true`.',
      cure: 'Remove the others, or set them to `false`.',
    },
    {
      code: 'RC1308',
      title: '$previously names the entry itself',
      cause: '`$previously` is the name before a rename, and this is the name now.',
      cure: 'Remove it.',
    },
    {
      code: 'RC1309',
      title: '$previously names another entry (warning)',
      cause:
        "The former name is another entry's name now, so there is nothing to rename and `$previously` has no effect.",
      cure: 'Remove it, or remove the other entry.',
    },
    {
      code: 'RC1310',
      title: 'two entries were one',
      cause: 'Two entries claim the same former name, and a resource can be renamed to one name only.',
      cure: 'Remove `$previously` from one of them.',
    },
    {
      code: 'RC1311',
      title: 'group contains itself',
      cause: 'A group cannot be its own member.',
      cure: 'Remove the line.',
    },
    {
      code: 'RC1312',
      title: 'expires soon (warning)',
      cause: 'A user or a member expires within 14 days.',
      cure: 'Set a later `$expires`, or let it pass: then the user becomes inactive, or the member leaves.',
    },
  ],
};

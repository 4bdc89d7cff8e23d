import { number, type Quirk, timingRules } from './quirk.ts';

/** Quirks of what comes late, or by itself. */
export const TIMING_QUIRKS: Readonly<Record<string, Quirk>> = {
  'late-reads': {
    summary: 'what was created is in no listing and answered 404 for this many seconds, as a member too',
    argument: '2',
    apply: timingRules((argument) => ({ showsAfter: number(argument) })),
  },
  'silent-undo': {
    summary: 'what PUT and PATCH changed is as before this many seconds after their answer',
    argument: '0',
    apply: timingRules((argument) => ({ undoneAfter: number(argument) })),
  },
  'busy-admin': {
    summary: 'before a client changes a group for the first time, somebody else adds a user to it',
    apply: timingRules(() => ({ stranger: 'addsMember' })),
  },
};

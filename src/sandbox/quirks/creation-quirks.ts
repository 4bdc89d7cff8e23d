import { creationRules, memberRules, number, type Quirk, rulesOf, status } from './quirk.ts';

/** Quirks of POST. */
export const CREATION_QUIRKS: Readonly<Record<string, Quirk>> = {
  'other-id-at-creation': {
    summary: 'the answer to POST tells another id than the resource gets; it can be a member, and is nobody',
    apply: (rules, argument) =>
      creationRules(() => ({ toldId: 'another' }))(memberRules({ unknown: 'taken' })(rules), argument),
  },
  seats: {
    summary: 'there are this many users at most; POST of a further one is answered 201 and creates nothing',
    argument: '0',
    apply: rulesOf('User', ({ creation }, argument) => ({ creation: { ...creation, seats: number(argument) } })),
  },
  'post-answered': {
    summary: 'the first POST of each name is carried out and answered with this status, with Retry-After',
    argument: '429',
    apply: creationRules((argument) => ({ failure: status(argument) })),
  },
  'created-200': { summary: 'POST is answered 200', apply: creationRules(() => ({ status: 200 })) },
  'taken-name-told': {
    summary: 'POST of a name that is taken is answered 201 with the resource that has it, and changes nothing',
    decides: ['what POST of a taken name does'],
    apply: creationRules(() => ({ taken: { active: 'isTold', inactive: 'isTold', status: 201 } })),
  },
  'taken-name-updated': {
    summary: 'POST of a name that is taken changes the resource that has it, and is answered 200',
    decides: ['what POST of a taken name does'],
    apply: creationRules(() => ({ taken: { active: 'updates', inactive: 'updates', status: 200 } })),
  },
};

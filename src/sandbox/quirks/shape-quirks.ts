import { MANAGER_SHAPES, numbersAsIds, plainTexts, type Shape } from '../resources/answer-shapes.ts';
import type { IdRules, ServiceRules } from '../service-rules.ts';
import { list, memberRules, oneOf, type Quirk } from './quirk.ts';

/** Quirks of the form in which resources and their ids come. */
export const SHAPE_QUIRKS: Readonly<Record<string, Quirk>> = {
  'manager-as': {
    summary: 'a manager is answered as ref ({"$ref": …} alone), text or managerId',
    argument: 'ref',
    apply: (rules, argument) => shaped(rules, oneOf(MANAGER_SHAPES, argument)),
  },
  'plain-texts': {
    summary: 'elements of these attributes are answered as texts',
    argument: 'emails,roles',
    apply: (rules, argument) => shaped(rules, plainTexts(...list(argument))),
  },
  'numeric-ids': {
    summary: 'new ids are counted, and ids are numbers in answers',
    apply: (rules) => shaped(withIds(rules, { made: 'counted', numbersTaken: true }), numbersAsIds),
  },
  'same-ids': {
    summary: 'new ids are counted for users and groups apart; a member is a user unless its type is Group',
    apply: (rules) => withIds(rules, { made: 'counted', apart: true }),
  },
  'untyped-members-are-users': {
    summary: 'a group becomes a member only with the type Group; without, it is answered as a user of its id',
    apply: (rules) => memberRules({ unknown: 'taken' })(withIds(rules, { apart: true })),
  },
};

function shaped(rules: ServiceRules, shape: Shape): ServiceRules {
  return { ...rules, answers: { ...rules.answers, shapes: [...rules.answers.shapes, shape] } };
}

function withIds(rules: ServiceRules, change: Partial<IdRules>): ServiceRules {
  return { ...rules, ids: { ...rules.ids, ...change } };
}

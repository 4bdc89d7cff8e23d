import { addsDisplay, formatsName, phonesAsUri, prefixes } from '../resources/rewrites.ts';
import { list, type Quirk, rewrite, rulesOf } from './quirk.ts';

/** Quirks of values that the service makes, or makes others of. */
export const VALUE_QUIRKS: Readonly<Record<string, Quirk>> = {
  'formatted-names': {
    summary: 'name.formatted is made of givenName and familyName',
    apply: rulesOf(
      'User',
      rewrite(() => formatsName),
    ),
  },
  'tel-phones': {
    summary: 'phone numbers are kept as tel: URIs',
    apply: rulesOf(
      'User',
      rewrite(() => phonesAsUri),
    ),
  },
  'display-added': {
    summary: 'elements of these attributes of users get a display',
    argument: 'emails,roles',
    apply: rulesOf(
      'User',
      rewrite((argument) => addsDisplay(...list(argument))),
    ),
  },
  'user-name-prefix': {
    summary: 'a userName gets this in front',
    argument: 'PRIMARY/',
    apply: rulesOf(
      'User',
      rewrite((argument) => prefixes('userName', argument)),
    ),
  },
  'group-name-prefix': {
    summary: 'the displayName of a group gets this in front',
    argument: 'PRIMARY/',
    apply: rulesOf(
      'Group',
      rewrite((argument) => prefixes('displayName', argument)),
    ),
  },
};

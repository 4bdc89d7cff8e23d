import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { counted } from '../../model/counted.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { listed } from '../../model/listed.ts';
import type { Problem } from './report.ts';

/* RC1116 of omit, and RC1433 to RC1436: what of the files one environment takes. */

export const unknownOmitted = (name: string, owner: string, known: readonly string[]): Problem =>
  diagnostic('RC1116', `"${name}" is no attribute of ${owner}.${didYouMean(name, known)}`, 'omit');

export const undecidedSelect = (owner: 'user' | 'group', names: readonly string[], lacking: string): Problem =>
  diagnostic(
    'RC1433',
    `${counted(names.length, owner)} cannot be judged, without a value of ${lacking}: ${listed(names, ' and ')}. ` +
      `Declare one, or write "not (${lacking} pr) or …" to keep those without it, or "${lacking} pr and …" to leave them out.`,
  );

export const neededOmitted = (name: string): Problem =>
  diagnostic(
    'RC1434',
    `"${name}" says which resource is meant, whether it is active, or who is a member; without it an entry would mean ` +
      'something else. Remove the line; to leave whole entries out, write "select".',
  );

export const referencesLeftOut = (members: number, managers: number, names: readonly string[]): Problem => {
  const parts = [
    ...(members === 0 ? [] : [counted(members, 'member')]),
    ...(managers === 0 ? [] : [counted(managers, 'manager')]),
  ];
  return diagnostic(
    'RC1435',
    `"select" does not take ${listed(names, ' and ')}, so what names them is left out: ${parts.join(' and ')}. ` +
      'Such members are not in these groups, and such managers are left alone.',
  );
};

export const foreignExtension = (alias: string, entries: number, service: string, section: string): Problem =>
  diagnostic(
    'RC1436',
    `${entries === 1 ? '1 entry declares' : `${entries} entries declare`} "${alias}", which ${service} does not have: it is not sent. ` +
      `To say so, write "omit: { ${section}: [${alias}] }" in the environment.`,
  );

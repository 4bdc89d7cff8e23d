import { diagnostic } from '../diagnostics/make-diagnostic.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { listed } from '../model/listed.ts';
import type { Breach } from './judge-restricted.ts';

/* RC1442 to RC1444: what validate and plan both find, of the files and of the service. None names who is only on the service. */

/** Where a resource was found that a file may not declare. */
export type FoundIn = 'files' | 'service';

/** An entry that declares, or means on the service, what its file may not declare. */
export function mayNotDeclare(key: string, { filter, truth }: Breach, foundIn: FoundIn): Diagnostic {
  const what = foundIn === 'files' ? `${key} ${doesNot(truth)}` : `What ${key} means on the service ${doesNot(truth)}`;
  return diagnostic(
    'RC1442',
    `${what} ${filter}, and this file may declare nothing else. Declare it in a file that may.`,
  );
}

/** A member or manager whom the file may not declare. */
export function mayNotReferTo(name: string, { filter, truth }: Breach, foundIn: FoundIn): Diagnostic {
  const where = foundIn === 'files' ? '' : ' on the service';
  return diagnostic(
    'RC1443',
    `"${name}"${where} ${doesNot(truth)} ${filter}, and this file may refer to nothing else. Remove the reference.`,
  );
}

/** An id that means nothing of which it could be told whether the file may declare it. */
export function mayNotReferToUnknown(id: string): Diagnostic {
  return diagnostic(
    'RC1443',
    `Nothing on the service has the id "${id}", so that nobody can tell whether this file may refer to it. Remove it.`,
  );
}

/** A rule that takes users whom the file may not declare. */
export function mayNotTake(names: readonly string[], filter: string): Diagnostic {
  return diagnostic(
    'RC1443',
    `The rule takes ${listed(names, ' and ')}, and this file may make members only of what matches ${filter}. Narrow the rule.`,
  );
}

/** An e-mail value of somebody whom the file may not declare. */
export function claimedAddress(address: string, foundIn: FoundIn): Diagnostic {
  const who = foundIn === 'files' ? 'Somebody declared elsewhere' : 'Somebody on the service';
  return diagnostic(
    'RC1444',
    `${who} whom this file may not declare goes by "${address}". Write an address that is nobody's.`,
  );
}

function doesNot(truth: Breach['truth']): string {
  return truth === false ? 'does not match' : 'does not say whether it matches';
}

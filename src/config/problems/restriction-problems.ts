import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC1025 and RC1440 to RC1445: restrictions, as far as no resource of the service matters. */

export const badRestrictedFiles = (fault: string): Problem =>
  diagnostic('RC1025', `What "files" of a restriction says cannot be read as a glob: it ${fault}.`);

/** @param path as written, or the real one of a link */
export const untakenFile = (path: string, isReal: boolean): Problem =>
  diagnostic(
    'RC1440',
    `No restriction takes ${isReal ? `${path}, where the file really lies` : path}, so that it may declare nothing. ` +
      'Case counts. `{ files: "**", attributes: "*" }` at the end of the list opens all files that nothing else takes.',
  );

/** @param listed the attributes that the restriction lists; undefined for the usual ones */
export const attributeNotAllowed = (name: string, listed: readonly string[] | undefined): Problem =>
  diagnostic(
    'RC1441',
    listed === undefined
      ? `This file may not set "${name}": its restriction would have to list it under "attributes".`
      : `This file may not set "${name}". Its restriction lists ${listed.join(', ') || 'no attributes'}.`,
  );

export const unknownRestricted = (name: string, known: Iterable<string>): Problem =>
  diagnostic('RC1445', `"${name}" is no attribute of a user or group.${didYouMean(name, [...known])}`);

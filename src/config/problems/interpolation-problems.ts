import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC12xx: interpolation and secrets. */

export const unknownVariable = (name: string, known: Iterable<string>): Problem =>
  diagnostic(
    'RC1201',
    `No variable "${name}" is declared.${didYouMean(name, known)} Variables stand under "variables" in rollcall.yaml.`,
  );

export const unsetEnvironmentVariable = (name: string): Problem =>
  diagnostic('RC1202', `The environment variable ${name} is not set. Set it and try again.`);

export const unreadableInterpolation = (path: string, reason: string): Problem =>
  diagnostic('RC1203', `"${path}" cannot be read: ${reason}. The path is relative to the file that names it.`);

export const badInterpolation = (token: string): Problem =>
  diagnostic(
    'RC1204',
    `"${token}" is not \${env:NAME}, \${var:NAME} or \${file:PATH}. Where the text itself is meant, write "$\${".`,
  );

export const literalSecret = (): Problem =>
  diagnostic(
    'RC1205',
    'A secret must not stand in a file that goes to git. Put it into an environment variable or a file of its own and ' +
      `write \${env:NAME} or \${file:PATH} as the whole value. If it was ever committed, change it on the service.`,
  );

export const unknownFlagVariable = (name: string, known: Iterable<string>): Problem =>
  diagnostic(
    'RC1206',
    `--var sets "${name}", which rollcall.yaml does not declare.${didYouMean(name, known)} ` +
      'Declare it under "variables" with its default value.',
  );

export const variableInVariable = (): Problem =>
  diagnostic('RC1207', `A variable may use \${env:NAME} and \${file:PATH}, but no other variable.`);

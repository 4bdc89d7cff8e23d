import { didYouMean } from '../../model/did-you-mean.ts';
import { error, type Problem } from './problem.ts';

/* RC12xx: interpolation and secrets. */

export const unknownVariable = (name: string, known: Iterable<string>): Problem =>
  error(
    'RC1201',
    'unknown variable',
    `No variable "${name}" is declared.${didYouMean(name, known)} Variables stand under "variables" in rollcall.yaml.`,
  );

export const unsetEnvironmentVariable = (name: string): Problem =>
  error(
    'RC1202',
    'environment variable is not set',
    `The environment variable ${name} is not set. Set it and try again.`,
  );

export const unreadableInterpolation = (path: string, reason: string): Problem =>
  error(
    'RC1203',
    'named file cannot be read',
    `"${path}" cannot be read: ${reason}. The path is relative to the file that names it.`,
  );

export const badInterpolation = (token: string): Problem =>
  error(
    'RC1204',
    'unknown interpolation',
    `"${token}" is not \${env:NAME}, \${var:NAME} or \${file:PATH}. Where the text itself is meant, write "$\${".`,
  );

export const literalSecret = (): Problem =>
  error(
    'RC1205',
    'secret written in a file',
    'A secret must not stand in a file that goes to git. Put it into an environment variable or a file of its own and ' +
      `write \${env:NAME} or \${file:PATH} as the whole value. If it was ever committed, change it on the service.`,
  );

export const unknownFlagVariable = (name: string, known: Iterable<string>): Problem =>
  error(
    'RC1206',
    'unknown variable in --var',
    `--var sets "${name}", which rollcall.yaml does not declare.${didYouMean(name, known)} ` +
      'Declare it under "variables" with its default value.',
  );

export const variableInVariable = (): Problem =>
  error(
    'RC1207',
    'variable inside a variable',
    `A variable may use \${env:NAME} and \${file:PATH}, but no other variable.`,
  );

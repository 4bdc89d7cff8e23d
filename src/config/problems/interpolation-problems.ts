import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC12xx: interpolation and secrets. */

export const unknownVariable = (name: string, known: Iterable<string>): Problem =>
  diagnostic(
    'RC1201',
    `The variable "${name}" has no value.${didYouMean(name, known)} Declare it under "variables" in rollcall.yaml, ` +
      `set ROLLCALL_VAR_${name} in the environment, or give --var ${name}=VALUE.`,
  );

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

export const variableInVariable = (): Problem =>
  diagnostic('RC1207', 'A variable may not use another variable. Write out what the other one says.');

export const secretElsewhere = (token: string, name: string): Problem => {
  const variable = /^\w+$/.test(name) ? name : 'NAME';
  return diagnostic(
    'RC1208',
    `"${token}" is a secret, and secrets stand only under "service.auth", in "service.baseUrl" and in passwords. For a ` +
      `text that anybody may see, write "\${var:${variable}}" and set ROLLCALL_VAR_${variable} in the environment.`,
  );
};

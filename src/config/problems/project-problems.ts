import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { Problem } from './report.ts';

/* RC1401 to RC1412, RC1430 to RC1432: which service to manage, and how to reach it. */

export const unknownEnvironment = (name: string, known: readonly string[]): Problem =>
  diagnostic('RC1401', `There is no environment "${name}".${didYouMean(name, known)} Declared: ${known.join(', ')}.`);

export const environmentRequired = (known: readonly string[]): Problem =>
  diagnostic(
    'RC1402',
    `The project has the environments ${known.join(', ')}. Choose one with --env NAME, or set "defaultEnvironment".`,
  );

export const noEnvironments = (name: string): Problem =>
  diagnostic(
    'RC1403',
    `--env asks for "${name}", but rollcall.yaml has no "environments". Declare it there, or leave --env out.`,
  );

export const badDefaultEnvironment = (name: string, known: readonly string[]): Problem =>
  diagnostic('RC1411', `There is no environment "${name}".${didYouMean(name, known)}`);

export const unknownProfile = (name: string, known: readonly string[]): Problem =>
  diagnostic('RC1404', `There is no profile "${name}".${didYouMean(name, known)} Known: ${known.join(', ')}.`);

export const badUrl = (why: string): Problem =>
  diagnostic('RC1405', `${why} Expected something like https://scim.example.com/scim/v2.`);

export const credentialsInUrl = (): Problem =>
  diagnostic(
    'RC1412',
    'A URL in a file that goes to git must carry no user name and no password. Write them under "auth", the password ' +
      `as \${env:NAME} or \${file:PATH}. If they were ever committed, change them on the service.`,
  );

export const insecureUrl = (): Problem =>
  diagnostic(
    'RC1406',
    'Credentials go only to https, or to this machine itself (localhost, 127.0.0.1, [::1]). Write https.',
  );

export const noBaseUrl = (profile: string, regions: readonly string[]): Problem =>
  diagnostic(
    'RC1407',
    regions.length === 0
      ? `The profile "${profile}" does not say where the service is. Add "baseUrl" under "service", or use --sandbox.`
      : `The profile "${profile}" knows the service by its region. Add "region" under "service" (one of ${regions.join(', ')}), or use --sandbox.`,
  );

export const unknownRegion = (region: string, known: readonly string[]): Problem =>
  diagnostic(
    'RC1430',
    `There is no region "${region}".${didYouMean(region, known)} Known: ${known.join(', ')}. For a region that is not ` +
      'among them write its host, such as mypurecloud.com.',
  );

export const noRegions = (): Problem =>
  diagnostic('RC1431', 'This profile knows no regions. Write "baseUrl" instead of "region".');

export const mixedAuthentication = (first: string, second: string): Problem =>
  diagnostic(
    'RC1408',
    `"${second}" does not go with "${first}". Use one of: token; clientId and clientSecret; username and password.`,
  );

export const incompleteAuthentication = (missing: string, because: string): Problem =>
  diagnostic('RC1409', `"${because}" needs "${missing}" beside it.`);

export const tokenUrlTwice = (): Problem =>
  diagnostic('RC1410', 'The token URL stands under "service" and under "service.auth". Remove one of them.');

export const badEnvironmentName = (name: string): Problem =>
  diagnostic(
    'RC1432',
    name === 'all'
      ? '"all" stands for every environment and is none itself. Choose another name.'
      : `"${name}" is no name of an environment. Use up to 40 lower-case letters, digits and "-", and begin with a letter or digit.`,
  );

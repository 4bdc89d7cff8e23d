import { didYouMean } from '../../model/did-you-mean.ts';
import { error, type Problem } from './problem.ts';

/* RC1401 to RC1412, RC1430 and RC1431: which service to manage, and how to reach it. */

export const unknownEnvironment = (name: string, known: readonly string[]): Problem =>
  error(
    'RC1401',
    'unknown environment',
    `There is no environment "${name}".${didYouMean(name, known)} Declared: ${known.join(', ')}.`,
  );

export const environmentRequired = (known: readonly string[]): Problem =>
  error(
    'RC1402',
    'no environment chosen',
    `The project has the environments ${known.join(', ')}. Choose one with --env NAME, or set "defaultEnvironment".`,
  );

export const noEnvironments = (name: string): Problem =>
  error(
    'RC1403',
    'unknown environment',
    `--env asks for "${name}", but rollcall.yaml has no "environments". Declare it there, or leave --env out.`,
  );

export const badDefaultEnvironment = (name: string, known: readonly string[]): Problem =>
  error('RC1411', 'unknown default environment', `There is no environment "${name}".${didYouMean(name, known)}`);

export const unknownProfile = (name: string, known: readonly string[]): Problem =>
  error(
    'RC1404',
    'unknown profile',
    `There is no profile "${name}".${didYouMean(name, known)} Known: ${known.join(', ')}.`,
  );

export const badUrl = (why: string): Problem =>
  error('RC1405', 'not a usable URL', `${why} Expected something like https://scim.example.com/scim/v2.`);

export const credentialsInUrl = (): Problem =>
  error(
    'RC1412',
    'credentials in a URL',
    'A URL in a file that goes to git must carry no user name and no password. Write them under "auth", the password ' +
      `as \${env:NAME} or \${file:PATH}. If they were ever committed, change them on the service.`,
  );

export const insecureUrl = (): Problem =>
  error(
    'RC1406',
    'URL is not secure',
    'Credentials go only to https, or to this machine itself (localhost, 127.0.0.1, [::1]). Write https.',
  );

export const noBaseUrl = (profile: string, regions: readonly string[]): Problem =>
  error(
    'RC1407',
    'no base URL',
    regions.length === 0
      ? `The profile "${profile}" does not say where the service is. Add "baseUrl" under "service", or use --sandbox.`
      : `The profile "${profile}" knows the service by its region. Add "region" under "service" (one of ${regions.join(', ')}), or use --sandbox.`,
  );

export const unknownRegion = (region: string, known: readonly string[]): Problem =>
  error(
    'RC1430',
    'unknown region',
    `There is no region "${region}".${didYouMean(region, known)} Known: ${known.join(', ')}. For a region that is not ` +
      'among them write its host, such as mypurecloud.com.',
  );

export const noRegions = (): Problem =>
  error('RC1431', 'profile without regions', 'This profile knows no regions. Write "baseUrl" instead of "region".');

export const mixedAuthentication = (first: string, second: string): Problem =>
  error(
    'RC1408',
    'two kinds of authentication',
    `"${second}" does not go with "${first}". Use one of: token; clientId and clientSecret; username and password.`,
  );

export const incompleteAuthentication = (missing: string, because: string): Problem =>
  error('RC1409', 'incomplete authentication', `"${because}" needs "${missing}" beside it.`);

export const tokenUrlTwice = (): Problem =>
  error(
    'RC1410',
    'two token URLs',
    'The token URL stands under "service" and under "service.auth". Remove one of them.',
  );

import { ScimError } from '../../scim/answers/scim-error.ts';
import { type FailedStep, failed } from './step.ts';

/** Whether two versions are the same, in whatever way they are written (RFC 9110 section 8.8.3.2, weakly). */
export function isSameVersion(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [first, second] = [one, other].map((version) => version.replace(/^W\//u, '').replaceAll('"', ''));
  return first === second;
}

/** The service refuses a version that it still shows as the current one. */
export function ownVersionRefused(error: unknown): FailedStep {
  const status = error instanceof ScimError ? error.status : 412;
  const reason = error instanceof Error ? `${error.message} ` : '';
  return failed(
    `the service refuses the version that it shows itself (${status} to If-Match), although nothing changed in between`,
    `${reason}Set service.dialect.etag to ignored, so that no version is sent.`,
  );
}

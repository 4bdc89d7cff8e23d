import { ServiceError } from '../../scim/answers/service-error.ts';

/**
 * An error as it may be shown where no values are. A service's own words may quote any value, and what a bug leaves behind
 * may too: of both only the kind is told. All else speaks of files, flags and settings alone.
 */
export function hiddenError(error: unknown): unknown {
  if (error instanceof ServiceError) {
    const { method } = error;
    const request = { method, url: new URL(error.url).origin };
    return new ServiceError(request, `${method}: the service refused it, or could not be reached`, HINT);
  }
  if (!(error instanceof Error) || 'hint' in error || 'code' in error || 'oclif' in error || error.name !== 'Error') {
    return error;
  }
  return new Error('not shown');
}

const HINT = 'Its answer may hold values: run it with --values all to see it.';

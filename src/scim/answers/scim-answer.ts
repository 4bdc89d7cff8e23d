import { isJsonObject, stringAt } from '../../model/json.ts';
import type { ScimResource } from '../../model/resource.ts';
import { asResource } from '../listing/list-response.ts';
import type { Answer } from './read-answer.ts';

export interface ScimAnswer {
  readonly status: number;
  /** Absent where the service answered without a body. */
  readonly resource?: ScimResource;
  readonly etag?: string;
}

/** Takes the resource out of an answer; `meta.version` stands in for a missing ETag (RFC 7644 section 3.14). */
export function scimAnswer({ status, json, etag }: Answer): ScimAnswer {
  const resource = asResource(json);
  const meta = resource?.['meta'];
  const version = etag ?? (isJsonObject(meta) ? stringAt(meta, 'version') : undefined);
  return {
    status,
    ...(resource === undefined ? {} : { resource }),
    ...(version === undefined ? {} : { etag: version }),
  };
}

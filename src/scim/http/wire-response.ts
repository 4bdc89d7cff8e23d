import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createUnzip } from 'node:zlib';
import type { Dispatcher } from 'undici';

/** What is asked for by `accept-encoding`; brotli over TLS alone, since proxies of plain http are known to break it. */
export function acceptedEncodings(url: string): string {
  return url.startsWith('https:') ? 'br, gzip, deflate' : 'gzip, deflate';
}

/** Statuses that come without a body, which a Response must not have either (Fetch standard, "null body status"). */
const WITHOUT_BODY = new Set([204, 205, 304]);
/** The greatest status that a Response can be made with. */
const GREATEST_STATUS = 599;

/** An answer as it came over the wire, as the Response that ky takes; its body is unpacked while it is read. */
export function wireResponse({ statusCode, headers, body }: Dispatcher.ResponseData): Response {
  const shown = new Headers();
  for (const [name, value = ''] of Object.entries(headers)) {
    for (const each of typeof value === 'string' ? [value] : value) shown.append(name, each);
  }
  if (WITHOUT_BODY.has(statusCode)) {
    body.resume();
    return new Response(null, { status: statusCode, headers: shown });
  }
  const stream = ReadableStream.from<Uint8Array>(unpacked(body, shown.get('content-encoding') ?? ''));
  const response = new Response(stream, { status: Math.min(statusCode, GREATEST_STATUS), headers: shown });
  // What stands in front of services answers 999, too.
  return statusCode > GREATEST_STATUS ? Object.defineProperty(response, 'status', { value: statusCode }) : response;
}

/** Data that ends before its last block is given out as far as it goes, and fails where it is read as JSON. */
const UNZIP = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

const UNPACKERS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', () => createUnzip(UNZIP)],
  ['x-gzip', () => createUnzip(UNZIP)],
  ['deflate', () => createUnzip(UNZIP)],
  ['br', () => createBrotliDecompress(BROTLI)],
]);

/** A body without its `content-encoding` (RFC 9110 section 8.4), of which the last is undone first; one in an unknown coding stays as it is. */
function unpacked(body: Readable, encoding: string): Readable {
  const codings = encoding
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const unpackers = codings.reverse().map((coding) => UNPACKERS.get(coding));
  const known = unpackers.filter((unpacker) => unpacker !== undefined);
  if (known.length === 0 || known.length < unpackers.length) return body;
  return known.reduce<Readable>((packed, unpack) => pipeline(packed, unpack(), () => undefined), body);
}

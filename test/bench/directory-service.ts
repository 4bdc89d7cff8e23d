import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { groupResource, userResource } from './directory.ts';

/*
 * A SCIM service that costs next to nothing, in a process of its own: `node directory-service.ts USERS GROUPS DELAY_MS`.
 * It tells its parent its port. Listings are cut from texts made beforehand; a creation is answered as it was sent.
 */

const [users = 0, groups = 0, delayMs = 0] = process.argv.slice(2).map(Number);
const DEFAULT_COUNT = 100;
const texts: Record<string, string[]> = {
  Users: Array.from({ length: users }, (_, i) => JSON.stringify(userResource(i))),
  Groups: Array.from({ length: groups }, (_, i) => JSON.stringify(groupResource(i, { users, groups }))),
};

function list(all: readonly string[], query: URLSearchParams): string {
  const first = Number(query.get('startIndex') ?? 1);
  const page = all.slice(first - 1, first - 1 + Number(query.get('count') ?? DEFAULT_COUNT));
  return `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":${all.length},"startIndex":${first},"itemsPerPage":${page.length},"Resources":[${page.join(',')}]}`;
}

async function create(all: string[], request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const resource = { ...JSON.parse(Buffer.concat(chunks).toString()), id: `created-${all.length}` };
  const text = JSON.stringify(resource);
  all.push(text);
  return text;
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/scim+json' }).end(body);
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const all = texts[pathname.slice(1)];
  if (delayMs > 0) await setTimeout(delayMs);
  if (all === undefined) return answer(response, 404, '{"status":"404"}');
  if (request.method === 'POST') return answer(response, 201, await create(all, request));
  const filter = searchParams.get('filter');
  return answer(response, 200, list(filter === null ? all : found(all, filter), searchParams));
});

/** What an `eq` names. */
function found(all: readonly string[], filter: string): readonly string[] {
  const name = /eq ("[^"]*")/.exec(filter)?.[1] ?? '""';
  return all.filter((text) => text.includes(`Name":${name}`));
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('disconnect', () => process.exit());

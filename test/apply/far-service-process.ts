import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** An unlimited service that is 50 ms away, in a process of its own, so that it costs the client nothing: prints its URL. */
const LATENCY_MS = 50;
let created = 0;
const server = createServer(async (request, response) => {
  const user = await json(request);
  created += 1;
  const id = `u${created}`;
  setTimeout(() => {
    response.writeHead(201, { 'content-type': 'application/scim+json' });
    response.end(JSON.stringify({ ...(user as object), id }));
  }, LATENCY_MS);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

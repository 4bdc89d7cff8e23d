import { type ReadProgress, readDirectory } from '../../directory/read-directory.ts';
import type { Directory } from '../../model/directory.ts';
import { type ReadingChoice, tellHints } from '../plan/plan-now.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Reads all that a service holds and shows how far it is. Throws ServiceError where it cannot be read whole. */
export async function readEverything(
  { client, profile, host }: Service,
  { maxRequests, verbose }: ReadingChoice,
  terminal: Terminal,
): Promise<Directory> {
  terminal.status(`Reading ${host} …`);
  const onProgress = ({ users, groups }: ReadProgress) => {
    const parts = [
      ...(users === undefined ? [] : [`${users.read} of ${users.total} users`]),
      ...(groups === undefined ? [] : [`${groups.read} of ${groups.total} groups`]),
    ];
    terminal.status(`Reading ${host}: ${parts.join(', ')}`);
  };
  const directory = await readDirectory(client, { profile, maxRequests, onProgress });
  terminal.message(`Read ${directory.users.length} users and ${directory.groups.length} groups.`);
  tellHints(directory.reading.hints, terminal);
  if (verbose) {
    const { strategies, requests } = directory.reading;
    for (const line of [...strategies, `Requests: ${requests}.`]) terminal.message(terminal.messageStyle.dim(line));
  }
  return directory;
}

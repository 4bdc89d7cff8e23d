import { managedAttributes } from '../../directory/asking/requested-attributes.ts';
import { type ReadProgress, readDirectory } from '../../directory/read-directory.ts';
import type { Configuration } from '../../model/configuration.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import type { ShownValues } from '../../render/hidden/hidden-value.ts';
import { visible } from '../../render/text/visible-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Service } from './service.ts';

/** How the service may be read. */
export interface ReadingChoice {
  readonly maxRequests: number;
  /** Whether to say in which way that was done. */
  readonly verbose: boolean;
}

/**
 * Reads what a service holds and shows how far it is.
 * @param planning what will be planned on it, and the moment of the plan; without it everything is read
 * @throws ServiceError where it cannot be read whole
 */
export async function readService(
  { client, profile, host }: Service,
  { maxRequests, verbose }: ReadingChoice,
  terminal: Terminal,
  planning?: { readonly configuration: Configuration; readonly now: Date },
): Promise<Directory> {
  terminal.status(`Reading ${host} …`);
  const directory = await readDirectory(client, {
    profile,
    ...(planning === undefined ? {} : { ...planning, managed: managedAttributes(planning.configuration) }),
    maxRequests,
    onProgress: (progress) => terminal.status(`Reading ${host}: ${describe(progress)}`),
  });
  terminal.message(`Read ${counted(directory.users.length, 'user')} and ${counted(directory.groups.length, 'group')}.`);
  // What the service does otherwise than its profile says, with the setting that says so.
  for (const hint of shownHints(directory.reading.hints, terminal.values)) {
    terminal.message(`${terminal.messageStyle.yellow('!')} ${visible(hint)}`);
  }
  if (verbose) {
    const { strategies, requests } = directory.reading;
    const lines = [...(terminal.values === 'all' ? strategies : []), `Requests: ${requests}.`];
    terminal.message(terminal.messageStyle.dim(lines.join('\n')));
  }
  return directory;
}

/** Hints name somebody as the example that they were seen by. */
function shownHints(hints: readonly string[], values: ShownValues): readonly string[] {
  if (values === 'all' || hints.length === 0) return hints;
  return ['The service does otherwise than its profile says: --values all tells which setting says so.'];
}

function describe({ users, groups }: ReadProgress): string {
  const parts = [
    ...(users === undefined ? [] : [`${count(users)} users`]),
    ...(groups === undefined ? [] : [`${count(groups)} groups`]),
  ];
  return parts.join(', ');
}

function count({ read, total }: NonNullable<ReadProgress['users']>): string {
  return total === undefined ? `${read}` : `${read} of ${total}`;
}

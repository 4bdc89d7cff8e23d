import { PLURAL, type ResourceType, type ScimResource } from '../model/resource.ts';
import type { ListingSoFar } from '../scim/listing/listing-options.ts';
import { withoutMembers } from './asking/asking.ts';
import type { Keys, LookUps } from './asking/keys.ts';
import { findById, lookUp, lookUpCost } from './look-up.ts';
import type { Reader, ReadResources } from './reader.ts';
import { remainingPages } from './request-budget.ts';

/** What to read of one type. */
export interface Request {
  readonly type: ResourceType;
  /** What the configuration may mean; absent where everything must be listed. */
  readonly lookUps?: LookUps;
  /** Ids that the resources found refer to, so that they can be shown by name. */
  readonly referredTo: (found: readonly ScimResource[]) => Promise<ReadonlySet<string>>;
  /** Whether groups come with their members; `hidden` where the service never shows them, and for users. */
  readonly members: 'with' | 'without' | 'hidden';
}

const TITLE = { User: 'Users', Group: 'Groups' } as const satisfies Record<ResourceType, string>;

/** What one type comes to, page by page. */
interface State {
  readonly resources: Map<string, ScimResource>;
  pages: number;
  found: readonly ScimResource[] | undefined;
  /** Look-ups are tried once, even where the listing begins anew. */
  isDecided: boolean;
}

/**
 * Reads all resources of a type, in as many listings as the service needs. Of several listings the later one wins.
 * Where what is declared can be looked up with fewer requests than the rest of the listing takes, that is done instead;
 * the first page, which a listing begins with anyway, tells.
 */
export async function readAllOfType(request: Request, reader: Reader): Promise<ReadResources> {
  const { type } = request;
  const state: State = { resources: new Map(), pages: 0, found: undefined, isDecided: false };
  const passes = reader.profile.read.passes[type];
  for (const filter of passes) {
    reader.budget.reserve(1, `Listing all ${PLURAL[type]}`);
    const listed = await readPass(filter, request, state, reader);
    // Nearly always one listing is all.
    if (passes.length === 1 && state.found === undefined) {
      return { resources: listed, whole: true, strategy: describe(request, state, passes) };
    }
    const found = filter === null ? (state.found ?? []) : [];
    for (const resource of [...listed, ...found]) state.resources.set(resource.id, resource);
  }
  return {
    resources: [...state.resources.values()],
    isLookedUp: state.found !== undefined,
    whole: state.found === undefined && passes.length > 0,
    strategy: describe(request, state, passes),
  };
}

async function readPass(
  filter: string | null,
  request: Request,
  state: State,
  reader: Reader,
): Promise<readonly ScimResource[]> {
  const { type, members } = request;
  const { client, signal, onProgress } = reader;
  const before = state.resources.size;
  const asking = reader.asking[type];
  return client.list(type, {
    ...(members === 'without' ? withoutMembers(asking) : asking),
    ...(filter === null ? {} : { filter }),
    signal,
    onPage: (read, total) => {
      state.pages += 1;
      onProgress(type, { read: before + read, total: total === undefined ? undefined : before + total });
    },
    goOn: (soFar) => goOn(filter, soFar, request, state, reader),
  });
}

/** Whether to go on with a listing: not once everything was looked up instead. */
async function goOn(
  filter: string | null,
  soFar: ListingSoFar,
  request: Request,
  state: State,
  reader: Reader,
): Promise<boolean> {
  const { type } = request;
  const rest = remainingPages(soFar);
  if (filter === null && !state.isDecided) {
    // Where the total is unknown, a listing that took as many pages as look-ups would is long enough.
    const limit = rest ?? soFar.pages;
    const keys = request.lookUps !== undefined && request.lookUps.atLeast < limit ? request.lookUps.keys() : undefined;
    const cost = keys && lookUpCost(type, keys, reader);
    if (keys !== undefined && cost !== undefined && cost < limit) {
      state.isDecided = true;
      state.found = await lookUpAll(keys, cost, rest, request, reader);
      if (state.found !== undefined) return false;
    }
  }
  reader.budget.reserve(Math.max(1, rest ?? 1), `Listing all ${PLURAL[type]}`);
  return true;
}

/** Looks up what is declared, and then whom that refers to, as long as it stays cheaper than the rest of the listing. */
async function lookUpAll(
  keys: Keys,
  cost: number,
  rest: number | undefined,
  { type, referredTo }: Request,
  reader: Reader,
): Promise<readonly ScimResource[] | undefined> {
  reader.budget.reserve(cost, `Looking up the declared ${PLURAL[type]}`);
  const found = await lookUp(type, keys, reader);
  if (found === undefined) return undefined;
  const known = new Set(found.map(({ id }) => id));
  const others = [...(await referredTo(found))].filter((id) => !known.has(id));
  if (rest !== undefined && cost + others.length >= rest) return undefined;
  reader.budget.reserve(others.length, `Looking up ${PLURAL[type]} that are referred to`);
  const referred = await Promise.all(others.map((id) => findById(type, id, reader)));
  return [...found, ...referred.flat()];
}

function describe({ type, members }: Request, state: State, passes: readonly (string | null)[]): string {
  const title = TITLE[type];
  if (passes.length === 0) return `${title}: the service has none over SCIM.`;
  if (state.found !== undefined) {
    const others = passes.filter((filter) => filter !== null);
    const also = others.length === 0 ? '' : `, and listed where ${others.join(', ')}`;
    return `${title}: looked up one by one${also}, which is cheaper than listing all.`;
  }
  const filters = passes.map((filter) => filter ?? 'no filter').join(', then ');
  const how = passes.length === 1 && passes[0] === null ? 'listed whole' : `listed by filter (${filters})`;
  const also = members === 'hidden' ? '' : members === 'with' ? ' with their members' : ' without members';
  return `${title}: ${how}${also}, in ${state.pages} ${state.pages === 1 ? 'page' : 'pages'}.`;
}

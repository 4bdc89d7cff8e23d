import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json.ts';
import { type HttpServer, json, type ReceivedRequest, startHttpServer } from './http-server.ts';

/** What one service does differently. */
export interface Behaviour {
  readonly users: readonly JsonObject[];
  readonly groups: readonly JsonObject[];
  readonly paging?: 'index' | 'cursor' | 'none';
  /** Groups never show members; they can be asked for by `groups.value` of users or `members.value` of groups. */
  readonly hidesMembers?: boolean;
  /** Without a filter only active users are listed. */
  readonly listsActiveUsersOnly?: boolean;
  readonly filtersRespectCase?: boolean;
  readonly ignoresFilters?: boolean;
  /** Looked at before anything else; true once it has answered. */
  readonly intercept?: (request: ReceivedRequest) => { readonly status: number; readonly body: unknown } | undefined;
}

export interface DirectoryServer extends HttpServer {
  /** Requests so far, without the version of the path and decoded, and forgets them. */
  taken(): readonly string[];
}

const DISCOVERY = /\/(schemas|serviceproviderconfig|resourcetypes)$/i;

/** A service of people that only reads: enough of RFC 7644 section 3.4.2 to be listed, filtered and paged. */
export async function startDirectoryServer(behaviour: Behaviour): Promise<DirectoryServer> {
  const server = await startHttpServer((request, response) => {
    const { status, body } = behaviour.intercept?.(request) ?? answer(request, behaviour);
    json(response, status, body);
  });
  return { ...server, taken: () => server.received.splice(0).map(({ path }) => decodeURIComponent(path)) };
}

function answer(request: ReceivedRequest, behaviour: Behaviour): { status: number; body: unknown } {
  const path = request.path.split('?')[0] ?? '';
  if (DISCOVERY.test(path)) return { status: 200, body: { totalResults: 0, Resources: [] } };
  const [, kind = '', id] = /\/(users|groups)(?:\/([^/]+))?$/i.exec(path) ?? [];
  const isUsers = kind.toLowerCase() === 'users';
  const all = isUsers ? behaviour.users : behaviour.groups;
  const show = (resource: JsonObject) => shown(resource, request, !isUsers && behaviour.hidesMembers === true);
  if (id !== undefined) {
    const found = all.find((resource) => resource['id'] === decodeURIComponent(id));
    return found === undefined ? { status: 404, body: {} } : { status: 200, body: show(found) };
  }
  const wanted = all.filter((resource) => isWanted(resource, request.query.get('filter'), isUsers, behaviour));
  return { status: 200, body: page(wanted.map(show), request, behaviour) };
}

function isWanted(resource: JsonObject, filter: string | null, isUsers: boolean, behaviour: Behaviour): boolean {
  if (filter === null || behaviour.ignoresFilters === true) {
    return !(isUsers && behaviour.listsActiveUsersOnly === true && resource['active'] === false);
  }
  const [, path = '', literal = ''] = /^(\S+) eq (.+)$/.exec(filter) ?? [];
  const value: JsonValue = JSON.parse(literal);
  const [attribute = '', sub] = path.split('.');
  const held = attribute === 'groups' ? groupsOf(resource, behaviour) : resource[attribute];
  const same = (one: JsonValue | undefined) =>
    one === value ||
    (behaviour.filtersRespectCase !== true && String(one).toLowerCase() === String(value).toLowerCase());
  if (sub === undefined) return same(held);
  return isJsonArray(held) && held.some((element) => isJsonObject(element) && same(element[sub]));
}

function groupsOf(user: JsonObject, { groups }: Behaviour): readonly JsonObject[] {
  const holds = ({ members }: JsonObject) =>
    isJsonArray(members) && members.some((member) => isJsonObject(member) && member['value'] === user['id']);
  return groups.filter(holds).map(({ id }) => ({ value: id ?? null }));
}

function shown(resource: JsonObject, { query }: ReceivedRequest, withoutMembers: boolean): JsonObject {
  const asked = query.getAll('attributes').flatMap((names) => names.split(','));
  const excluded = [...query.getAll('excludedAttributes'), ...(withoutMembers ? ['members'] : [])];
  const entries = Object.entries(resource).filter(
    ([name]) => name === 'id' || ((asked.length === 0 || asked.includes(name)) && !excluded.includes(name)),
  );
  return Object.fromEntries(entries);
}

function page(all: readonly JsonObject[], { query }: ReceivedRequest, { paging = 'index' }: Behaviour): JsonObject {
  if (paging === 'none') return { Resources: all };
  const from = paging === 'cursor' ? Number(query.get('cursor') ?? 'NaN') : Number(query.get('startIndex')) - 1;
  const to = from + Number(query.get('count'));
  if (paging === 'cursor')
    return { resources: all.slice(from, to), ...(to < all.length ? { nextCursor: `${to}` } : {}) };
  return { totalResults: all.length, startIndex: from + 1, Resources: all.slice(from, to) };
}

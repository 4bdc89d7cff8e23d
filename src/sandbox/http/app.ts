import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { JsonObject } from '../../model/json.ts';
import { search } from '../routes/list-route.ts';
import { addResourceRoutes } from '../routes/resource-routes.ts';
import type { ServiceRules } from '../service-rules.ts';
import type { State } from '../store/state.ts';
import { routedPath } from './address.ts';
import { checkHeaders, checkPermission, limitRates, numberAnswers } from './admission.ts';
import { answer, listResponse } from './answers.ts';
import { resourceTypes, schemas, serviceProviderConfig, typesIn } from './discovery-answers.ts';
import { ScimError } from './refuse.ts';
import { createTokens } from './tokens.ts';

export interface AppOptions {
  readonly token: string | undefined;
  /** What the caller may do; undefined for everything. */
  readonly permissions: readonly string[] | undefined;
  /** Gets one line for each request. */
  readonly log: (line: string) => void;
}

/** The HTTP side of the service: routes, authentication, errors. */
export function createApp(state: State, options: AppOptions): Hono {
  const { rules, types } = state.store.service;
  const base = rules.address.basePath;
  const app = new Hono({ getPath: (request) => routedPath(rules, new URL(request.url).pathname) });
  const fail = createFailure(rules, options.log);
  app.onError((error, context) => fail.answer(error, context));
  app.notFound((context) => fail.answer(new ScimError(404, `There is nothing at ${pathOf(context)}.`), context));
  app.use(async (context, next) => {
    await next();
    options.log(`${context.req.method} ${pathOf(context)} ${context.res.status}`);
  });
  if (rules.answers.correlation !== null) app.use(numberAnswers(rules.answers.correlation, fail.numberOf));
  addAccess(app, state, options);
  app.use(async (_, next) => {
    await state.timetable.catchUp();
    await next();
  });
  addDiscoveryRoutes(app, state, base);
  app.post(`${base}/.search`, (context) => search(context, state, typesIn(state.store.service)));
  for (const type of Object.values(types)) {
    const { absent, endpoint } = type.rules;
    if (absent === null) addResourceRoutes(app, state, type);
    else refuseAll(app, [`${base}${endpoint}`, `${base}${endpoint}/*`], absent);
  }
  refuseAll(app, [`${base}/Bulk`], 501);
  refuseAll(app, [`${base}/Me`], rules.answers.me);
  addMethodRefusals(app);
  return app;
}

function addAccess(app: Hono, { store, now }: State, { token, permissions }: AppOptions): void {
  const { rules } = store.service;
  const tokens = createTokens(token, now);
  if (rules.access.tokenPath !== null) app.post(rules.access.tokenPath, tokens.issue);
  app.use(tokens.authenticate);
  app.use(checkHeaders(rules));
  if (rules.access.rates.length > 0) app.use(limitRates(rules, now));
  if (permissions !== undefined) app.use(checkPermission(rules, new Set(permissions)));
}

function addDiscoveryRoutes(app: Hono, state: State, base: string): void {
  const { service } = state.store;
  const { discovery } = service.rules;
  const root = (context: Context): string => `${new URL(context.req.url).origin}${base}`;
  const find = (context: Context, resources: readonly JsonObject[]): Response => {
    const id = (context.req.param('id') ?? '').toLowerCase();
    const found = resources.find((resource) => String(resource['id']).toLowerCase() === id);
    if (found === undefined) throw new ScimError(404, `There is nothing at ${pathOf(context)}.`);
    return answer(context, 200, found);
  };
  const config = discovery.serviceProviderConfig;
  // RFC 7644 section 4: a filter on these is forbidden, so that no client takes all for some.
  app.use(`${base}/:endpoint{${config?.slice(1)}|ResourceTypes|Schemas}`, async (context, next) => {
    if (context.req.query('filter') !== undefined) throw new ScimError(403, 'This endpoint cannot be filtered.');
    await next();
  });
  if (config !== null) {
    app.get(`${base}${config}`, (context) => answer(context, 200, serviceProviderConfig(service, root(context))));
  }
  if (!discovery.schemas) return;
  for (const [path, list] of [
    ['ResourceTypes', resourceTypes],
    ['Schemas', schemas],
  ] as const) {
    app.get(`${base}/${path}`, (context) => {
      const resources = list(service, root(context));
      const listing = { resources, totalResults: resources.length, startIndex: 1 };
      return answer(context, 200, listResponse({ totals: 'always', key: 'Resources' }, listing));
    });
    app.get(`${base}/${path}/:id`, (context) => find(context, list(service, root(context))));
  }
}

/** Answers whatever is asked at some paths with one refusal. */
function refuseAll(app: Hono, paths: readonly string[], status: number): void {
  for (const path of paths) {
    app.all(path, (context) => {
      throw new ScimError(status, `This service has no ${pathOf(context)}.`);
    });
  }
}

/** A path that exists answers 405 to every other method, with those that it has. */
function addMethodRefusals(app: Hono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    methods.set(path, (methods.get(path) ?? new Set<string>()).add(method));
  }
  for (const [path, known] of methods) {
    app.all(path, (context) => {
      const message = `${context.req.method} is not possible here.`;
      throw new ScimError(405, message, undefined, { allow: [...known].join(', ') });
    });
  }
}

/** The path as the client wrote it. */
function pathOf(context: Context): string {
  return new URL(context.req.url).pathname;
}

/** Answers failures, each with the number of its request. */
function createFailure({ answers }: ServiceRules, log: (line: string) => void) {
  const numbers = new WeakMap<Request, string>();
  const numberOf = ({ req }: Context): string => {
    const known = numbers.get(req.raw) ?? randomUUID();
    numbers.set(req.raw, known);
    return known;
  };
  const answerFailure = (error: Error, context: Context): Response => {
    if (error instanceof ScimError) {
      return answer(context, error.status, answers.describeError(error, numberOf(context)), error.headers);
    }
    log(`${context.req.method} ${pathOf(context)}: ${error.stack ?? error.message}`);
    const failure = new ScimError(500, 'The sandbox failed; its log says why.');
    return answer(context, 500, answers.describeError(failure, numberOf(context)));
  };
  return { answer: answerFailure, numberOf };
}

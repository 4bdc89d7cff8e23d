import { type Context, Hono } from 'hono';
import type { JsonObject } from '../model/json.ts';
import { answer, answerError, listResponse } from './answers.ts';
import { authenticate } from './authenticate.ts';
import { resourceTypes, schemas, serviceProviderConfig } from './discovery.ts';
import { addResourceRoutes, search } from './resource-routes.ts';
import { ScimError } from './scim-error.ts';
import type { State } from './state.ts';

export interface AppOptions {
  readonly token: string | undefined;
  /** Gets one line for each request. */
  readonly log: (line: string) => void;
}

/** The HTTP side of the service: routes, authentication, errors. */
export function createApp(state: State, { token, log }: AppOptions): Hono {
  const { rules, types } = state.store.service;
  const base = rules.basePath;
  const app = new Hono();
  app.onError((error, context) => answerFailure(error, context, log));
  app.notFound((context) =>
    answerError(context, { status: 404, scimType: undefined, message: `There is nothing at ${context.req.path}.` }),
  );
  app.use(async (context, next) => {
    await next();
    log(`${context.req.method} ${context.req.path} ${context.res.status}`);
  });
  if (token !== undefined) app.use(authenticate(token));
  addDiscoveryRoutes(app, state, base);
  app.post(`${base}/.search`, (context) => search(context, state, Object.values(types)));
  for (const type of Object.values(types)) addResourceRoutes(app, state, type);
  for (const path of ['/Bulk', '/Me']) {
    app.all(`${base}${path}`, () => {
      throw new ScimError(501, `This service has no ${path}.`);
    });
  }
  addMethodRefusals(app);
  return app;
}

function addDiscoveryRoutes(app: Hono, state: State, base: string): void {
  const { service } = state.store;
  const root = (context: Context): string => `${new URL(context.req.url).origin}${base}`;
  const find = (context: Context, resources: readonly JsonObject[]): Response => {
    const id = (context.req.param('id') ?? '').toLowerCase();
    const found = resources.find((resource) => String(resource['id']).toLowerCase() === id);
    if (found === undefined) throw new ScimError(404, `There is nothing at ${context.req.path}.`);
    return answer(context, 200, found);
  };
  // RFC 7644 section 4: a filter on these is forbidden, so that no client takes all for some.
  app.use(`${base}/:endpoint{ServiceProviderConfig|ResourceTypes|Schemas}`, async (context, next) => {
    if (context.req.query('filter') !== undefined) throw new ScimError(403, 'This endpoint cannot be filtered.');
    await next();
  });
  app.get(`${base}/ServiceProviderConfig`, (context) =>
    answer(context, 200, serviceProviderConfig(service, root(context))),
  );
  for (const [path, list] of [
    ['ResourceTypes', resourceTypes],
    ['Schemas', schemas],
  ] as const) {
    app.get(`${base}/${path}`, (context) => {
      const resources = list(service, root(context));
      return answer(context, 200, listResponse(resources, resources.length, 1));
    });
    app.get(`${base}/${path}/:id`, (context) => find(context, list(service, root(context))));
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
      return answerError(context, { status: 405, scimType: undefined, message }, { allow: [...known].join(', ') });
    });
  }
}

function answerFailure(error: Error, context: Context, log: (line: string) => void): Response {
  if (error instanceof ScimError) return answerError(context, error);
  log(`${context.req.method} ${context.req.path}: ${error.stack ?? error.message}`);
  return answerError(context, { status: 500, scimType: undefined, message: 'The sandbox failed; its log says why.' });
}

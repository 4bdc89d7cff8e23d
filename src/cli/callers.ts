import { stringAt } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { type Caller, concernsCaller, protectCallers } from '../plan/protection.ts';
import type { ValidProject } from './open-project.ts';
import type { Service } from './service.ts';

/**
 * Protects whoever runs rollcall: no plan takes away the access by which it is applied. The service is asked only
 * where the plan removes or renames users, as `GET /Me` (RFC 7644 section 3.11) or as basic authentication says.
 */
export async function protectCaller(plan: Plan, project: ValidProject, { client }: Service): Promise<Plan> {
  if (!concernsCaller(plan)) return plan;
  const { auth } = project.configuration.service;
  const me = await client.me();
  const userName = me && stringAt(me, 'userName');
  const callers: readonly Caller[] = [
    ...(me === undefined ? [] : [{ id: me.id, ...(userName === undefined ? {} : { userName }) }]),
    ...(auth.kind === 'basic' ? [{ userName: auth.username }] : []),
  ];
  return protectCallers(plan, callers);
}

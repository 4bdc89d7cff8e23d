import { stringAt } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import { type Caller, concernsCaller, protectCallers } from '../../plan/guard/protection.ts';
import { visible } from '../../render/text/visible-text.ts';
import { ServiceError } from '../../scim/answers/service-error.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Protects whoever runs rollcall: no plan takes away the access by which it is applied. The service is asked only
 * where the plan removes or renames users, as `GET /Me` (RFC 7644 section 3.11) or as basic authentication says. Where
 * neither tells, nobody is protected; where the answer is a failure, that is said. The service has been read by then: 401
 * only means that the token belongs to no user.
 */
export async function protectCaller(
  plan: Plan,
  { client, userName: ourName }: Pick<Service, 'client' | 'userName'>,
  terminal: Terminal,
): Promise<Plan> {
  if (!concernsCaller(plan)) return plan;
  const me = await client.me().catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
    const why = terminal.values === 'all' ? `: ${error.message}` : '';
    const warning = `who runs this is not known, and not protected${why}`;
    terminal.message(`${terminal.messageStyle.yellow('!')} ${visible(warning)}`);
    return undefined;
  });
  const userName = me && stringAt(me, 'userName');
  const callers: readonly Caller[] = [
    ...(me === undefined ? [] : [{ id: me.id, ...(userName === undefined ? {} : { userName }) }]),
    ...(ourName === undefined ? [] : [{ userName: ourName }]),
  ];
  return protectCallers(plan, callers);
}

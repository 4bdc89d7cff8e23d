import type { Allowances } from '../../../model/guards.ts';
import type { ProbeResult } from '../../../model/health/probe-result.ts';
import type { ValidProject } from '../../open-project.ts';
import { withService } from '../../service/open-service.ts';
import type { Service, ServiceChoice } from '../../service/service.ts';
import { interruption } from '../../terminal/interruption.ts';
import { RefusedError } from '../../terminal/refused-error.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { probe } from './probe.ts';
import { askNames } from './probe-names.ts';

export interface ProbeChoice extends ServiceChoice {
  readonly autoApprove: boolean;
  readonly allow: Allowances;
  /** The group to use where none can be created. */
  readonly group: string | undefined;
}

/** What came of it: the findings, that the person declined, or that Ctrl-C ended it. */
export type Probed =
  | { readonly kind: 'declined' }
  | { readonly kind: 'ended'; readonly interrupted: boolean; readonly result: ProbeResult };

/** Asks, probes and cleans up. Throws UsageError where nobody can be asked, RefusedError where the user would remain. */
export async function runProbe(project: ValidProject, choice: ProbeChoice, terminal: Terminal): Promise<Probed> {
  return withService(project, choice, terminal, async (service) => {
    const warning = refuseRemains(service, choice);
    const names = await askNames(service.host, { ...choice, warning }, terminal);
    if (names === undefined) return { kind: 'declined' };
    const { signal, dispose } = interruption(() =>
      terminal.message('Interrupted: what the probe created is removed. Press Ctrl-C again to stop at once.'),
    );
    try {
      const result = await probe(project, service, {
        names,
        borrowed: choice.group !== undefined,
        signal,
        onFinding: ({ tried, status }) => terminal.status(`Probing ${service.host}: ${tried} ${status}`),
      });
      return { kind: 'ended', interrupted: signal.aborted, result };
    } finally {
      dispose();
    }
  });
}

/** What a person should know before. Throws RefusedError where DELETE does not remove and nobody allowed that. */
function refuseRemains({ profile }: Service, { allow }: ProbeChoice): string {
  const { delete: removal } = profile.types.User;
  const common = 'The user may cost a seat, and the service may send mail to it.';
  if (removal === 'removes') return `${common} Should removing it fail, it remains.`;
  if ((allow.irreversible ?? 0) < 1) {
    throw new RefusedError(
      `${profile.title} does not remove a user whom one deletes, so that the test user would remain.`,
      'Where that does no harm, add --allow irreversible=1.',
    );
  }
  return `${common} It remains: the service's DELETE ${removal === 'irreversible' ? 'cannot be taken back' : 'does not remove it'}.`;
}

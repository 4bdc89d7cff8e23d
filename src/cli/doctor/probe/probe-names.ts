import { randomBytes } from 'node:crypto';
import { foldCase, NAME_ATTRIBUTE, type ResourceType, type ScimResource } from '../../../model/resource.ts';
import { printFilter } from '../../../syntax/filter/print-filter.ts';
import { resourceName } from '../../../syntax/resource-name.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { ProbeEnd, type ProbeRun } from './probe-run.ts';
import type { ProbeNames } from './probe-subject.ts';

const PREFIX = 'rollcall-probe-';

interface NameChoice {
  readonly autoApprove: boolean;
  /** `--probe-group` */
  readonly group: string | undefined;
  /** What a deletion does there, as a sentence for the person who is asked. */
  readonly warning: string;
}

/**
 * Names for what a probe creates: offered at a terminal, where another userName can be typed, taken as they are with
 * `--auto-approve`.
 * @returns undefined where the person declined
 * @throws UsageError where nobody can be asked
 */
export async function askNames(host: string, choice: NameChoice, terminal: Terminal): Promise<ProbeNames | undefined> {
  const unique = `${PREFIX}${randomBytes(4).toString('hex')}`;
  const offered = `${unique}@example.com`;
  const names = (userName: string): ProbeNames => ({ userName, groupName: choice.group ?? unique });
  if (choice.autoApprove) return names(offered);
  if (!terminal.interactive) {
    throw new UsageError(
      'standard input is no terminal, so nobody can agree to a test user.',
      'Run doctor --probe with --auto-approve.',
    );
  }
  const group =
    choice.group === undefined
      ? ` and the group ${unique}`
      : `, and changes the members of ${choice.group} for a moment`;
  terminal.message(
    `The probe creates the user ${offered}${group} at ${host}, changes them and removes what it created.\n${choice.warning}`,
  );
  const answer = await terminal.ask('Type "yes", or another userName to use; anything empty ends it: ');
  const typed = answer?.trim() ?? '';
  if (typed === '' || typed.toLowerCase() === 'no') return undefined;
  return names(typed === 'yes' ? offered : typed);
}

/** Throws ProbeEnd where somebody has a name that the probe is to use. */
export async function refuseTakenName(run: ProbeRun): Promise<void> {
  const { userName } = run.names;
  if ((await namesakes('User', userName, run)).length > 0) {
    throw new ProbeEnd(`there is a user ${userName} already: choose another name.`);
  }
}

/** Finds the group that the probe may use, and which stays. Throws ProbeEnd where there is none or not one alone. */
export async function borrowGroup(run: ProbeRun): Promise<void> {
  const { found, names } = run;
  const [group, ...others] = await namesakes('Group', names.groupName, run);
  if (group === undefined || others.length > 0) {
    throw new ProbeEnd(`${group === undefined ? 'no group' : 'more than one group'} is called ${names.groupName}.`);
  }
  found.groupId = group.id;
  found.groupIsBorrowed = true;
}

/** Those who bear a name, in any case: by a look-up where the service has one, else from the whole list. */
async function namesakes(type: ResourceType, name: string, { found }: ProbeRun): Promise<readonly ScimResource[]> {
  const attribute = NAME_ATTRIBUTE[type];
  const { filters } = found.profile.read;
  const filter = printFilter({ kind: 'compare', path: { attribute }, op: 'eq', value: name });
  const listed = await found.client.list(type, filters[type].includes(attribute) ? { filter } : {});
  return listed.filter((resource) => foldCase(resourceName(type, resource) ?? '') === foldCase(name));
}

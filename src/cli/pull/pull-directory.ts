import { type LeftOut, type Pulled, type PulledEntry, pullEntries } from '../../config/pull/pull-entries.ts';
import { counted } from '../../model/counted.ts';
import type { Directory } from '../../model/directory.ts';
import { foldCase, resourceKey, SINGULAR } from '../../model/resource.ts';
import { isOwnedElement } from '../../plan/attributes/owned-elements.ts';
import { planContext } from '../../plan/context.ts';
import { FOREIGN_NAME } from '../../render/hidden/hidden-value.ts';
import { visible } from '../../render/text/visible-text.ts';
import { globOf } from '../../syntax/key-pattern.ts';
import type { Service } from '../service/service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';

/**
 * What a service holds as entries of files; tells of what no file can declare. Throws UsageError for an idle target.
 * @param isMeant by their folded keys, those that are taken at all
 */
export function pullDirectory(
  directory: Directory,
  { profile, target }: Service,
  targets: readonly string[],
  terminal: Terminal,
  isMeant: (key: string) => boolean = () => true,
): Pulled {
  const context = planContext(profile, directory.schemas, target, undefined);
  const whole = pullEntries(directory, {
    profile,
    tables: context.tables,
    isOwned: (attribute, element) => isOwnedElement(attributeName(attribute), element, context),
  });
  const fits = ({ type, name }: Pick<PulledEntry, 'type' | 'name'>) => isMeant(foldCase(resourceKey(type, name)));
  const pulled = {
    users: whole.users.filter(fits),
    groups: whole.groups.filter(fits),
    leftOut: whole.leftOut.filter(fits),
  };
  tellLeftOut(pulled.leftOut, terminal);
  return targets.length === 0 ? pulled : select(pulled, targets);
}

/** What is left out of many for one reason is told once. */
function tellLeftOut(leftOut: readonly LeftOut[], terminal: Terminal): void {
  const causes = Map.groupBy(leftOut, ({ type, name, what, reason }) =>
    JSON.stringify(typeof what === 'object' ? [type, what.attribute, reason] : [type, what, name, reason]),
  );
  for (const [first, ...others] of causes.values()) {
    if (first === undefined) continue;
    const { type, what } = first;
    const { key, why } = shownOf(first, terminal);
    const more = others.length;
    const owner = more === 0 ? key : `${key} and ${counted(more, `other ${SINGULAR[type]}`)}`;
    const subject =
      typeof what === 'object'
        ? `${visible(what.attribute)} of ${owner}`
        : what === 'members'
          ? `the members of ${key}`
          : key;
    const verb = what === 'members' ? 'are' : 'is';
    terminal.message(`${terminal.messageStyle.yellow('!')} ${subject} ${verb} left out${why}.`);
  }
}

/** Whom it is about and why, as far as that may be shown. */
function shownOf(
  { type, name, reason }: LeftOut,
  { values }: Terminal,
): { readonly key: string; readonly why: string } {
  if (values === 'none') return { key: FOREIGN_NAME[type], why: '' };
  return { key: visible(resourceKey(type, name)), why: `: ${visible(reason).replace(/\.$/, '')}` };
}

/** `urn:…:User:routingSkills` is an attribute of an extension. */
function attributeName(printed: string) {
  const at = printed.lastIndexOf(':');
  return at === -1 ? { name: printed } : { schema: printed.slice(0, at), name: printed.slice(at + 1) };
}

function select({ users, groups, leftOut }: Pulled, targets: readonly string[]): Pulled {
  const globs = targets.map((target) => ({ target, glob: globOf(target) }));
  const keyOf = ({ type, name }: PulledEntry) => foldCase(resourceKey(type, name));
  const idle = globs.find(({ glob }) => ![...users, ...groups].some((entry) => glob.test(keyOf(entry))));
  if (idle !== undefined) {
    throw new UsageError(
      `--target ${idle.target} matches nothing on the service.`,
      "Write for example --target 'user:*@example.com' or --target group:Analysts.",
    );
  }
  const fits = (entry: PulledEntry) => globs.some(({ glob }) => glob.test(keyOf(entry)));
  return { users: users.filter(fits), groups: groups.filter(fits), leftOut };
}

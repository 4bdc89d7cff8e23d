import assert from 'node:assert/strict';
import { GENERIC } from '../../../src/profiles/generic.ts';
import { QuirkError } from '../../../src/sandbox/quirks/quirk.ts';
import { QUIRK_SUMMARIES } from '../../../src/sandbox/quirks.ts';
import { rulesOf } from '../../../src/sandbox/services.ts';
import { applyOnce, type Outcome } from '../../support/apply-once.ts';
import { drivenClock } from '../../support/clock-driven.ts';
import { openSandbox } from '../../support/open-sandbox.ts';
import { type DrawnWorld, diceOf, drawWorld } from './draw-world.ts';
import { faultsIn } from './judge-world.ts';

/** What services do that nobody need know of: an apply through it ends in exit 0. */
const HARMLESS = new Set([
  'busy-admin',
  'case-sensitive-filters',
  'count-refused',
  'created-200',
  'deactivation-drops',
  'deactivation-leaves-groups',
  'delete-clears-references',
  'display-added',
  'each-user-twice',
  'eq-only',
  'error-reasons',
  'etag-claimed',
  'formatted-names',
  'late-reads',
  'lower-case',
  'lower-case-resources',
  'manager-as',
  'me-refused',
  'members-apart',
  'no-count-zero',
  'no-element-paths',
  'no-etag',
  'no-member-replacement',
  'no-put',
  'non-atomic-patch',
  'numeric-ids',
  'page-cap',
  'post-answered',
  'replace-needs-value',
  'tel-phones',
  'totals-of-page',
  'unique-group-names',
  'unknown-id-400',
  'unknown-members',
]);

/** What others, or the service, do to members of exact lists: a second plan puts that right. */
const REOPENS = new Set(['busy-admin', 'deactivation-drops', 'deactivation-leaves-groups']);

/** Quirks with a number that these small worlds would never come to. */
const SMALL: Readonly<Record<string, string>> = {
  'list-stops': 'list-stops=4',
  'page-cap': 'page-cap=3',
  'count-refused': 'count-refused=3',
  'members-listed': 'members-listed=3',
  'members-per-request': 'members-per-request=2',
  'member-additions-per-request': 'member-additions-per-request=2',
  seats: 'seats=7',
  'value-length': 'value-length=8',
  'rate-limit': 'rate-limit=20',
  'not-stored': 'not-stored=addresses.postalCode,title',
};

const ALL: readonly string[] = [...QUIRK_SUMMARIES.keys()].map((written) => written.replace(/=.*/, ''));

export interface Told {
  readonly quirks: readonly string[];
  readonly outcome: Outcome;
}

/** The quirks of a seed: one or two, so that in a row each comes alone, and then pairs. */
export function quirksOf(seed: number): readonly string[] {
  const dice = diceOf(seed * 7919);
  if (seed % 3 !== 0) return [ALL[Math.floor((seed * 2) / 3) % ALL.length] ?? ''];
  for (;;) {
    const pair = [dice.pick(ALL), dice.pick(ALL)];
    try {
      rulesOf('generic', pair);
      return pair;
    } catch (error) {
      if (!(error instanceof QuirkError)) throw error;
    }
  }
}

/**
 * Applies a world on a service that lies, and judges by what it keeps: "Applied" and "nothing to do" are true; and where the
 * service does only what services do, that is how it ends, and a second plan is empty.
 */
export async function applyThroughLies(seed: number, quirks = quirksOf(seed)): Promise<Told> {
  const world = drawWorld(seed);
  const clock = drivenClock();
  const rules = rulesOf(
    'generic',
    quirks.map((name) => SMALL[name] ?? name),
  );
  const sandbox = await openSandbox(rules, world.seed, clock.now);
  const attempt = { url: sandbox.url, profile: GENERIC, clock };
  try {
    const before = await sandbox.contents();
    const outcome = await applyOnce(world, attempt);
    const told = () =>
      `seed ${seed}, ${quirks.join(' and ')}: ${outcome.kind} ${JSON.stringify('because' in outcome ? outcome.because : '')}`;
    const isGood = outcome.kind === 'applied' || outcome.kind === 'nothing to do';
    if (isGood) {
      const faults = faultsIn(world, before, await sandbox.contents()).filter((fault) => !isAllowed(fault, quirks));
      assert.deepEqual(faults, [], told());
    }
    if (quirks.every((name) => HARMLESS.has(name)) && !(quirks.includes('busy-admin') && forbidsMembers(world))) {
      assert.ok(isGood, told());
      if (!quirks.some((name) => REOPENS.has(name))) await assertNothingLeft(world, attempt, told());
    }
    return { quirks, outcome };
  } finally {
    await sandbox.close();
  }
}

/** Whoever adds somebody whom a file wants out of the group undoes what the file says. */
function forbidsMembers({ groups }: DrawnWorld): boolean {
  return groups.some(({ members = [] }) => members.some((text) => text.startsWith('-')));
}

async function assertNothingLeft(world: DrawnWorld, attempt: Parameters<typeof applyOnce>[1], about: string) {
  const again = await applyOnce(world, attempt);
  assert.equal(again.kind, 'nothing to do', `a second time ${JSON.stringify(again)} after ${about}`);
}

/** What is not the apply's to know. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  // What goes with a deletion is deleted by whoever asked for that.
  'delete-cascades': /^Group \d (is gone|lost )/,
  // A service of users has no groups, whatever this sandbox was filled with.
  'no-groups': /^Group \d /,
  // Who is to be absent and is in no listing is not looked for, so that leavers in files cost no request for ever.
  'active-only-list': /^user\d is still there$/,
  'list-stops': /^user\d is still there$/,
  // What people may do goes with a deactivation, declared or not, which is told.
  'deactivation-drops': /^user\d: (roles|entitlements) is undefined/,
  // Whoever was inactive is in no listing, and is "created": that makes them active again.
  'inactive-invited': /^(old-)?user\d lost active: false is true$/,
};

function isAllowed(fault: string, quirks: readonly string[]): boolean {
  return quirks.some((name) => ALLOWED[name]?.test(fault) === true);
}

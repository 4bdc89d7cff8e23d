import { didYouMean } from '../../model/did-you-mean.ts';
import type { Profile } from '../../model/profile.ts';
import { PROFILES } from '../../profiles/profiles.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usage-error.ts';
import type { ScaffoldChoice } from './scaffold.ts';
import { titleOf } from './title-of.ts';

interface InitFlags {
  readonly dir: string;
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly ci: ScaffoldChoice['ci'] | undefined;
}

const CI = ['github', 'gitlab', 'none'] as const;

/** What the flags say; the rest is asked at a terminal and has a default elsewhere. Throws UsageError for unknown names, and where the input ends. */
export async function askChoice(flags: InitFlags, terminal: Terminal): Promise<ScaffoldChoice> {
  const names = [...PROFILES.keys()];
  if (terminal.interactive && flags.profile === undefined) terminal.message(listProfiles());
  const name = await choose('Which service', 'profile', flags.profile, names, 'generic', terminal);
  const profile = PROFILES.get(name);
  if (profile === undefined)
    throw new UsageError(`there is no profile "${name}".`, `Choose one of ${names.join(', ')}.`);
  const region = await askRegion(profile, flags.region, terminal);
  const ci = await choose('CI workflow (github, gitlab or none)', 'ci', flags.ci, CI, 'none', terminal);
  return { dir: flags.dir, profile, region, ci };
}

function listProfiles(): string {
  const width = Math.max(...[...PROFILES.keys()].map(({ length }) => length));
  return [...PROFILES.values()]
    .map(({ name, title }) => `  ${name.padEnd(width)}  ${titleOf({ name, title })}`)
    .join('\n');
}

async function askRegion(profile: Profile, flag: string | undefined, terminal: Terminal): Promise<string | undefined> {
  const regions = Object.keys(profile.endpoint.regions);
  const [first] = regions;
  if (first === undefined) {
    if (flag === undefined) return undefined;
    throw new UsageError(`${profile.title} has no regions.`, 'Leave --region out.');
  }
  // A service may have opened a region since; its host will do then.
  if (flag?.includes('.')) return flag;
  return choose(`Region (${regions.join(', ')})`, 'region', flag, regions, first, terminal);
}

const MOST_ATTEMPTS = 3;

async function choose<T extends string>(
  question: string,
  flag: string,
  given: string | undefined,
  known: readonly T[],
  fallback: T,
  terminal: Terminal,
): Promise<T> {
  const pick = (answer: string) => known.find((name) => name === answer.trim().toLowerCase());
  if (given !== undefined) {
    const picked = pick(given);
    if (picked !== undefined) return picked;
    throw new UsageError(
      `--${flag} ${given} is not known.${didYouMean(given, known)}`,
      `Choose one of ${known.join(', ')}.`,
    );
  }
  for (let attempt = 0; terminal.interactive && attempt < MOST_ATTEMPTS; attempt++) {
    const answer = await terminal.ask(`${question} [${fallback}]: `);
    if (answer === undefined)
      throw new UsageError('the input ended, and nothing was written.', `Answer, or give --${flag}.`);
    const picked = answer.trim() === '' ? fallback : pick(answer);
    if (picked !== undefined) return picked;
    terminal.message(`"${answer.trim()}" is not known.${didYouMean(answer.trim(), known)}`);
  }
  if (terminal.interactive) throw new UsageError(`no known ${flag} was given.`, `Choose one of ${known.join(', ')}.`);
  return fallback;
}

import { CREATION_QUIRKS } from './quirks/creation-quirks.ts';
import { LISTING_QUIRKS } from './quirks/listing-quirks.ts';
import { MEMBER_QUIRKS } from './quirks/member-quirks.ts';
import { PATCH_QUIRKS } from './quirks/patch-quirks.ts';
import { PROTOCOL_QUIRKS } from './quirks/protocol-quirks.ts';
import { type Quirk, QuirkError } from './quirks/quirk.ts';
import { REMOVAL_QUIRKS } from './quirks/removal-quirks.ts';
import { RESOURCE_QUIRKS } from './quirks/resource-quirks.ts';
import { SHAPE_QUIRKS } from './quirks/shape-quirks.ts';
import { TIMING_QUIRKS } from './quirks/timing-quirks.ts';
import { VALUE_QUIRKS } from './quirks/value-quirks.ts';
import type { ServiceRules } from './service-rules.ts';

/** In the order in which help lists them. */
const QUIRKS: Readonly<Record<string, Quirk>> = {
  ...MEMBER_QUIRKS,
  ...PATCH_QUIRKS,
  ...CREATION_QUIRKS,
  ...RESOURCE_QUIRKS,
  ...VALUE_QUIRKS,
  ...SHAPE_QUIRKS,
  ...REMOVAL_QUIRKS,
  ...LISTING_QUIRKS,
  ...TIMING_QUIRKS,
  ...PROTOCOL_QUIRKS,
};

/** The names of all quirks with what each does, for help. */
export const QUIRK_SUMMARIES: ReadonlyMap<string, string> = new Map(
  Object.entries(QUIRKS).map(([name, { summary, argument }]) => [
    argument === undefined ? name : `${name}=${argument}`,
    summary,
  ]),
);

/**
 * The rules with some quirks besides, each written `name` or `name=argument`.
 * @throws QuirkError for a name that there is not, for an argument that the quirk does not take, and for two quirks that
 * decide the same
 */
export function withQuirks(rules: ServiceRules, quirks: readonly string[]): ServiceRules {
  const read = quirks.map(readQuirk);
  checkTogether(read);
  return read.reduce((changed, { quirk, argument }) => quirk.apply(changed, argument), rules);
}

interface NamedQuirk {
  readonly name: string;
  readonly quirk: Quirk;
  readonly argument: string;
}

function readQuirk(text: string): NamedQuirk {
  const [name = '', ...rest] = text.split('=');
  const quirk = Object.hasOwn(QUIRKS, name) ? QUIRKS[name] : undefined;
  if (quirk === undefined) throw new QuirkError(`There is no quirk "${name}".`);
  const given = rest.length === 0 ? undefined : rest.join('=');
  if (given !== undefined && quirk.argument === undefined) throw new QuirkError(`The quirk "${name}" takes no value.`);
  return { name, quirk, argument: given ?? quirk.argument ?? '' };
}

function checkTogether(quirks: readonly NamedQuirk[]): void {
  const deciders = new Map<string, string>();
  for (const { name, quirk } of quirks) {
    for (const matter of quirk.decides ?? []) {
      const other = deciders.get(matter);
      if (other !== undefined && other !== name) {
        throw new QuirkError(`The quirks "${other}" and "${name}" do not go together: each decides ${matter}.`);
      }
      deciders.set(matter, name);
    }
  }
}

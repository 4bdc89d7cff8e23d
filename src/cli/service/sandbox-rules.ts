import type { ServiceRules } from '../../sandbox/service-rules.ts';
import { rulesOf, SERVICE_NAMES } from '../../sandbox/services.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * The rules of the sandbox for a profile. Of a service that no sandbox knows yet, they are those of RFC 7644 alone, and
 * the terminal is told so: what is planned there is true, but nothing shows that the service would take it.
 * @throws QuirkError for a quirk that there is not
 */
export function sandboxRules(profile: string, quirks: readonly string[], terminal: Terminal): ServiceRules {
  if (SERVICE_NAMES.includes(profile)) return rulesOf(profile, quirks);
  terminal.message(
    `No sandbox behaves like ${profile} yet: this one does what RFC 7644 says, whatever that service would refuse.`,
  );
  return { ...rulesOf('generic', quirks), name: profile };
}

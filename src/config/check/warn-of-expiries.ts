import type { Pointer } from '../../model/span.ts';
import * as problems from '../problems/problems.ts';
import type { Reading } from '../resources/open-file.ts';
import type { FileResources } from '../resources/read-resources.ts';
import { DecodedTexts } from '../yaml/decoded-texts.ts';
import { locator } from '../yaml/locate.ts';

const DAY_MS = 86_400_000;
const SOON_MS = 14 * DAY_MS;

/** Warns of users and members that expire within 14 days. */
export function warnOfExpiries({ users, groups }: FileResources, now: Date, { files, diagnostics }: Reading): void {
  const locate = locator(new DecodedTexts(files));
  const warn = (who: string, expires: string | undefined, { file, path }: Pointer) => {
    const left = expires === undefined ? Number.NaN : Date.parse(expires) - now.getTime();
    if (expires === undefined || !(left > 0 && left <= SOON_MS)) return;
    const problem = problems.expiresSoon(who, expires, Math.floor(left / DAY_MS));
    diagnostics.push({ ...problem, span: locate({ file, path: [...path, '$expires'] }) });
  };
  for (const { name, expires, pointer } of users) warn(name, expires, pointer);
  for (const { name, members } of groups) {
    for (const { target, expires, pointer } of members?.entries ?? []) {
      warn(`${target.by === 'id' ? target.id : target.name} as a member of ${name}`, expires, pointer);
    }
  }
}

import type { Diagnostic } from '../../model/diagnostic.ts';
import { foldCase } from '../../model/resource.ts';
import { ENTERPRISE_USER_SCHEMA } from '../../model/schemas/enterprise-user.ts';
import { resourceName } from '../../syntax/resource-name.ts';
import { type AttributeName, attributeOf, printAttributeName } from '../attributes/attribute-lookup.ts';
import { samePerson } from '../diagnostics/identity-diagnostics.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { CreateDraft, DeleteDraft, Draft } from './draft.ts';

/** What is rarely shared by two people of one directory, and survives a rename. */
const TELLING: readonly AttributeName[] = [
  { schema: ENTERPRISE_USER_SCHEMA, name: 'employeeNumber' },
  { name: 'externalId' },
  { name: 'displayName' },
];

/** Hints where a deletion and a creation look like one person who was renamed. */
export function renameHints(drafts: readonly Draft[], locate: Locator): readonly Diagnostic[] {
  const deletions = drafts.filter(
    (draft): draft is DeleteDraft => draft.action === 'delete' && draft.declared.type === 'User',
  );
  if (deletions.length === 0) return [];
  const leaving = new Map<string, DeleteDraft>();
  for (const deletion of deletions) {
    for (const name of TELLING) {
      const key = keyOf(name, attributeOf(deletion.current, name));
      if (key !== undefined) leaving.set(key, deletion);
    }
  }
  return drafts.flatMap((draft) => (draft.action === 'create' ? hintFor(draft, leaving, locate) : []));
}

function hintFor(
  draft: CreateDraft,
  leaving: ReadonlyMap<string, DeleteDraft>,
  locate: Locator,
): readonly Diagnostic[] {
  if (draft.declared.type !== 'User') return [];
  for (const name of TELLING) {
    const key = keyOf(name, attributeOf(draft.attributes, name));
    const deletion = key === undefined ? undefined : leaving.get(key);
    if (deletion === undefined) continue;
    const left = resourceName('User', deletion.current) ?? deletion.declared.name;
    return [samePerson(locate, draft.declared, left, name.name)];
  }
  return [];
}

function keyOf(name: AttributeName, value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? `${printAttributeName(name)} ${foldCase(value)}` : undefined;
}

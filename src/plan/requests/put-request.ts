import { isExtension } from '../../model/attribute-table.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { JsonValue } from '../../model/json.ts';
import type { AttributesRequest } from '../../model/plan.ts';
import { referenceElements, referenceId, referenceType } from '../../syntax/reference-elements.ts';
import { definitionOf } from '../attributes/attribute-lookup.ts';
import { declaredAttributes } from '../attributes/normal-form.ts';
import { setAttribute } from '../attributes/set-attribute.ts';
import { wholeValue } from '../attributes/whole-value.ts';
import type { Context } from '../context.ts';
import type { UpdateDraft } from '../draft/draft.ts';
import { memberElement, withReferences } from './reference-value.ts';

/** What a PUT is made from. */
export type PutDraft = Pick<UpdateDraft, 'current' | 'diffs' | 'members'> & {
  readonly declared: Pick<DeclaredResource, 'type'>;
};

/**
 * The whole resource as it will be: the last answer without what the service owns, under what changes
 * (RFC 7644 section 3.5.1). Only for services without PATCH, since what the body leaves out may be cleared.
 */
export function putRequest(draft: PutDraft, path: string, context: Context): AttributesRequest {
  const table = context.tables[draft.declared.type];
  const body: Record<string, JsonValue> = {};
  for (const [name, value] of declaredAttributes(draft.current)) {
    const { mutability, returned } = definitionOf(table, name, value);
    const isOwned = mutability === 'readOnly' || returned === 'never' || name.name.toLowerCase() === 'schemas';
    if (!isOwned) setAttribute(body, name, value);
  }
  for (const { state } of draft.diffs) setAttribute(body, state.name, wholeValue(state));
  if (draft.members !== undefined) body['members'] = memberValues(draft, context);
  const schemas = [table.schema, ...Object.keys(body).filter(isExtension)];
  const sent = withReferences(body, draft.declared.type, context);
  return { purpose: 'attributes', method: 'PUT', path, body: { schemas, ...sent, id: draft.current.id } };
}

function memberValues({ current, members }: PutDraft, context: Context): readonly JsonValue[] {
  const leaving = new Set<JsonValue>(members?.remove.map(({ value }) => value));
  const kept = referenceElements(current, 'members').flatMap((member) => {
    const value = referenceId(member);
    if (value === undefined || leaving.has(value)) return [];
    return [memberElement({ value, type: referenceType(member) ?? 'unknown' }, context)];
  });
  return [...kept, ...(members?.add ?? []).map((member) => memberElement(member, context))];
}

import type { JsonValue } from '../../model/json.ts';
import { heldProperty } from '../../syntax/property.ts';
import type { Draft } from '../draft/draft.ts';
import type { Edge } from './dependency-graph.ts';

/**
 * Whoever claims an externalId waits for whoever frees it, as some services take no value twice. Where two exchange theirs,
 * none can go first, and most services let several resources have one externalId for the time between.
 */
export function externalIdEdges(drafts: readonly Draft[]): readonly Edge[] {
  const freedBy = new Map<string, string>();
  for (const draft of drafts) {
    const freed = freedExternalId(draft);
    if (freed !== undefined) freedBy.set(placeOf(draft, freed), draft.declared.key);
  }
  if (freedBy.size === 0) return [];
  return drafts.flatMap((draft) => {
    const claimed = claimedExternalId(draft);
    const to = claimed === undefined ? undefined : freedBy.get(placeOf(draft, claimed));
    return to === undefined || to === draft.declared.key ? [] : [{ from: draft.declared.key, to }];
  });
}

function placeOf({ declared }: Draft, externalId: string): string {
  return `${declared.type} ${externalId}`;
}

function freedExternalId(draft: Draft): string | undefined {
  if (draft.action === 'create') return undefined;
  if (draft.action === 'delete') return textOf(heldProperty(draft.current, 'externalId'));
  return textOf(changed(draft)?.current);
}

function claimedExternalId(draft: Draft): string | undefined {
  if (draft.action === 'delete') return undefined;
  return textOf(draft.action === 'create' ? draft.attributes['externalId'] : changed(draft)?.desired);
}

function changed({ diffs }: Exclude<Draft, { action: 'create' | 'delete' }>) {
  return diffs.find(({ state: { name } }) => name.schema === undefined && name.name === 'externalId')?.state;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

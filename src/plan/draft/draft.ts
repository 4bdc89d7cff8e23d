import type { DeclaredResource } from '../../model/configuration.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Action, Edit, ManagedAttributes, MembersChange } from '../../model/plan.ts';
import type { ScimResource } from '../../model/resource.ts';
import type { AttributeDiff } from '../attributes/diff.ts';

interface DraftBase {
  readonly declared: DeclaredResource;
  readonly before: ManagedAttributes | null;
  readonly after: ManagedAttributes | null;
  readonly edits: readonly Edit[];
  /** What the fingerprint is taken of. */
  readonly managed: JsonObject;
  readonly notes: readonly string[];
}

export interface CreateDraft extends DraftBase {
  readonly action: 'create';
  /** Resolved, without nulls. */
  readonly attributes: JsonObject;
  /** The same, against nothing. */
  readonly diffs: readonly AttributeDiff[];
  readonly members: MembersChange | undefined;
}

export interface UpdateDraft extends DraftBase {
  readonly action: Exclude<Action, 'create' | 'delete'>;
  readonly current: ScimResource;
  readonly diffs: readonly AttributeDiff[];
  readonly members: MembersChange | undefined;
}

export interface DeleteDraft extends DraftBase {
  readonly action: 'delete';
  readonly current: ScimResource;
}

/** A change before its place in the order is known, on which its requests depend. */
export type Draft = CreateDraft | UpdateDraft | DeleteDraft;

import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Action, ManagedAttributes, MembersChange } from '../../model/plan.ts';
import type { TypeDialect } from '../../model/profile.ts';
import type { Context } from '../context.ts';
import type { Locator } from '../diagnostics/locator.ts';
import type { MemberPlan } from '../references/member-changes.ts';
import type { MemberRules } from '../references/member-rules.ts';
import type { References } from '../references/resolve-references.ts';
import type { Draft } from './draft.ts';

/** What one match comes to: a change, or nothing where the service already holds what is declared. */
export interface Drafted {
  readonly draft?: Draft;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that drafting a change needs besides the match. */
export interface Drafting {
  readonly references: References;
  readonly ruled: MemberRules;
  readonly context: Context;
  readonly locate: Locator;
  /** Why the members of a group cannot be planned, by its id. */
  readonly unreadableMembers: ReadonlyMap<string, string>;
}

/** A declared resource whose references are resolved. */
export interface Ready {
  readonly declared: DeclaredResource;
  readonly attributes: JsonObject;
  readonly members: MemberPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the service does besides what was asked, for the reviewer. */
export function notesOf({ notes }: TypeDialect, action: Action): readonly string[] {
  const note = action === 'update' || action === 'reactivate' ? undefined : notes[action];
  return note === undefined ? [] : [note];
}

/** The managed attributes as a plan shows them, with what becomes of the members. */
export function withMembers(attributes: ManagedAttributes, members: MembersChange | undefined): ManagedAttributes {
  return members === undefined ? attributes : { ...attributes, members };
}

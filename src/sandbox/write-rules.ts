import type { Rewrite } from './resources/rewrites.ts';

/** What POST does besides creating a resource, or in its place. */
export interface CreationRules {
  readonly status: 200 | 201;
  /** What the creation of a name does that a resource has already: of one that is active, and of one that is not. */
  readonly taken: { readonly active: TakenName; readonly inactive: TakenName; readonly status: 200 | 201 };
  /** Whether the answer tells the id of the resource, or one that no resource has. */
  readonly toldId: 'own' | 'another';
  /** How many resources there may be; further ones are answered like those, and not created. Null for any number. */
  readonly seats: number | null;
  /** The status by which the first creation of each name is answered although it was carried out; null for none. */
  readonly failure: number | null;
}

/** `conflicts` is answered 409, `isTold` with the resource that has the name, which `updates` changes besides. */
export type TakenName = 'conflicts' | 'isTold' | 'updates';

/** What DELETE does. */
export type RemovalRules =
  | { readonly kind: 'removes' }
  | { readonly kind: 'deactivates' }
  | { readonly kind: 'refused' }
  /** DELETE is answered 204, and nothing happens. */
  | { readonly kind: 'pretends' }
  /** The resource is as good as gone; when its name is created again, it comes back as `restore` leaves it, or that is refused. */
  | { readonly kind: 'buries'; readonly again: { readonly restore: Rewrite } | 'refused' };

/** How PATCH is understood. */
export interface PatchRules {
  /** False where there is no PATCH. */
  readonly supported: boolean;
  readonly ops: 'lowerCase' | 'capitalised';
  /** Whether a path with a filter selects, or is overlooked with its operation, and the answer is a success all the same. */
  readonly filteredPaths: 'followed' | 'ignored';
  /** What `replace` of a multi-valued attribute does with the elements that it does not name. */
  readonly replace: 'replaces' | 'merges';
  /** False where the operations before one that is refused are carried out. */
  readonly atomic: boolean;
  /** `strings`: true and false have to be written as "True" and "False". */
  readonly booleans: 'json' | 'strings';
  /** Which spellings of a member's removal are taken: by value path, by the members as `value`, or both. */
  readonly memberRemoval: 'valuePath' | 'valueList' | 'both';
  /** Whether `remove members` with a `value` removes those that it names, or overlooks it and removes all. */
  readonly removalValue: 'followed' | 'overlooked';
  /** The status by which `members[…]` is refused once the operations before it are carried out; null where it is taken. */
  readonly memberPathRefusal: number | null;
  /** What `add members` does with the members that it does not name. */
  readonly memberAddition: 'adds' | 'replaces';
  /** Attributes in which a change of one sub-attribute removes the others but `type`. */
  readonly wiped: readonly string[];
  /** Whether `replace` of a complex attribute, an extension's attribute or a sub-attribute without a value sets it, or fails with 500. */
  readonly replaceOfNothing: 'sets' | 'fails';
  /** Whether what a PATCH asks for is done, or only answered with 204. */
  readonly effect: 'done' | 'nothing';
}

/** What comes late, or by itself. */
export interface TimingRules {
  /** Seconds after which a new resource shows; null where it shows at once. */
  readonly showsAfter: number | null;
  /** Seconds after which a change that was answered is undone; null where it stays. */
  readonly undoneAfter: number | null;
  /** Whether somebody else adds a member to a group just before a client changes it for the first time. */
  readonly stranger: 'none' | 'addsMember';
}

import type { JsonObject, JsonValue } from '../../model/json.ts';

/** What must change in the file so that one attribute says what the service holds. */
export interface AttributeEdit {
  /** From the entry on, in schema spelling: `title`, or the URN of an extension and one of its attributes. */
  readonly key: readonly [name: string] | readonly [schema: string, name: string];
  readonly changes: readonly ValueChange[];
  /** The value whole, for where the file says it elsewhere: in an anchor or a default. */
  readonly whole: JsonValue;
  /** The same for the extension. */
  readonly extension?: JsonObject;
}

export type ValueChange =
  | { readonly kind: 'set'; readonly path: readonly (string | number)[]; readonly value: JsonValue }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'add'; readonly value: JsonValue };

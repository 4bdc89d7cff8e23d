/** The name of an attribute as filters and paths write it (RFC 7644 section 3.10). */
export interface AttributePath {
  /** The URN in front of the attribute, in the spelling of the text. */
  readonly schema?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
}

export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';

export type CompareValue = string | number | boolean | null;

/** `path op value` */
export interface Comparison {
  readonly kind: 'compare';
  readonly path: AttributePath;
  readonly op: CompareOperator;
  readonly value: CompareValue;
}

/**
 * A filter (RFC 7644 section 3.4.2.2).
 * `and` and `or` hold two operands or more, none of them of the same kind, so that a filter has one form only.
 */
export type Filter =
  | { readonly kind: 'and'; readonly operands: readonly Filter[] }
  | { readonly kind: 'or'; readonly operands: readonly Filter[] }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'present'; readonly path: AttributePath }
  /** `path[filter]`: the filter holds for one and the same element; it names sub-attributes. */
  | { readonly kind: 'valuePath'; readonly path: AttributePath; readonly filter: Filter }
  | Comparison;

/** A filter that compares for equality, the commonest of all. */
export function equal(path: AttributePath, value: CompareValue): Comparison {
  return { kind: 'compare', path, op: 'eq', value };
}

/** True for the words that compare, in lower case. */
export function isCompareOperator(word: string): word is CompareOperator {
  return ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'].includes(word);
}

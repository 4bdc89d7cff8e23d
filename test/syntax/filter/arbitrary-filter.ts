import fc from 'fast-check';
import type { AttributePath, CompareOperator, Filter } from '../../../src/syntax/filter/filter.ts';

const NAME = fc.stringMatching(/^[A-Za-z$][A-Za-z0-9_$-]{0,8}$/);
const SCHEMA = fc.constantFrom(
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  'urn:ietf:params:scim:schemas:core:2.0:User',
  'urn:example:1.5:Thing',
);

/** Any attribute name, with and without URN and sub-attribute. */
export const ATTRIBUTE_PATHS: fc.Arbitrary<AttributePath> = fc.record(
  { schema: SCHEMA, attribute: NAME, subAttribute: NAME },
  { requiredKeys: ['attribute'], noNullPrototype: true },
);

const OPERATORS: readonly CompareOperator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
/** Strings of every kind of character, numbers that JSON can carry (it has no -0), and the literals. */
const VALUES = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u2028', '\ud800', 'a', ' ', ']', ')') }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
);

const LEAVES: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .tuple(ATTRIBUTE_PATHS, fc.constantFrom(...OPERATORS), VALUES)
    .map(([path, op, value]): Filter => ({ kind: 'compare', path, op, value })),
  ATTRIBUTE_PATHS.map((path): Filter => ({ kind: 'present', path })),
);

/** One level more of not, and, or. */
function nested(inner: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.oneof(
    inner,
    inner.map((operand): Filter => ({ kind: 'not', operand })),
    chain('and', inner),
    chain('or', inner),
  );
}

/** `and` or `or` over two operands or more that are of another kind. */
function chain(kind: 'and' | 'or', operand: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  const operands = fc.array(
    operand.filter((filter) => filter.kind !== kind),
    { minLength: 2, maxLength: 4 },
  );
  return operands.map((list) => ({ kind, operands: list }));
}

const PLAIN = nested(nested(LEAVES));

/** Any filter, value paths included. */
export const FILTERS: fc.Arbitrary<Filter> = nested(
  fc.oneof(
    { weight: 3, arbitrary: PLAIN },
    {
      weight: 1,
      arbitrary: fc
        .tuple(ATTRIBUTE_PATHS, PLAIN)
        .map(([path, filter]): Filter => ({ kind: 'valuePath', path, filter })),
    },
  ),
);

/** A filter that may stand in brackets. */
export const VALUE_FILTERS: fc.Arbitrary<Filter> = PLAIN;

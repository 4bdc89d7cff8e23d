import type { Grouping } from '../../config/pull/group-entries.ts';
import { EXTENSION_ALIASES, RFC_ATTRIBUTES, subAttribute } from '../../model/attribute-table.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { UsageError } from '../terminal/usage-error.ts';

const HINT = 'Name an attribute such as enterprise.department or title, or say file or none.';

/** What `--by` asks for. Throws UsageError where it names no attribute with a single value. */
export function pullGrouping(by: string): Grouping {
  if (by === 'file' || by === 'none') return { by };
  const [head = '', ...rest] = by.split('.');
  const table = RFC_ATTRIBUTES.User;
  const urn = EXTENSION_ALIASES.get(head.toLowerCase());
  const extension = urn === undefined ? undefined : table.extensions.get(urn.toLowerCase())?.attributes;
  const attributes = extension ?? table.core;
  const [name = '', sub] = extension === undefined ? [head, ...rest] : rest;
  const attribute = attributes.get(name.toLowerCase());
  const known = [...attributes.values()].map((one) => (extension === undefined ? one.name : `${head}.${one.name}`));
  if (attribute === undefined) throw new UsageError(`--by ${by} names no attribute.${didYouMean(by, known)}`, HINT);
  const leaf = sub === undefined ? attribute : subAttribute(attribute, sub);
  if (leaf === undefined || attribute.multiValued || leaf.type === 'complex') {
    throw new UsageError(`--by ${by} names no attribute with a single value.`, HINT);
  }
  const path = [attribute.name, ...(sub === undefined ? [] : [leaf.name])];
  return { by: 'attribute', path: extension === undefined ? path : [head.toLowerCase(), ...path] };
}

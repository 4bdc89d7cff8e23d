import type { Filter } from './filter.ts';

/**
 * The part of a filter that makes it hold: of the operands of an `or`, those that hold.
 * @param holds tells whether a part of the filter holds
 */
export function reasonOf(filter: Filter, holds: (part: Filter) => boolean): Filter {
  if (filter.kind === 'and') return chain('and', filter.operands, holds);
  if (filter.kind === 'or') return chain('or', filter.operands.filter(holds), holds);
  return filter;
}

function chain(kind: 'and' | 'or', operands: readonly Filter[], holds: (part: Filter) => boolean): Filter {
  const reasons = operands
    .map((operand) => reasonOf(operand, holds))
    .flatMap((reason) => (reason.kind === kind ? reason.operands : [reason]));
  const [only] = reasons;
  return only !== undefined && reasons.length === 1 ? only : { kind, operands: reasons };
}

import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { type AttributeName, printAttributeName } from '../attributes/attribute-lookup.ts';
import { at, type Reporter } from './reporting.ts';

/* RC1510 to RC1512: declared attributes that the schema does not bear. */

/** The attribute as people write it, and the place of the outermost part of it that stands in the file. */
function attributeAt(report: Reporter, declared: DeclaredResource, name: AttributeName, sub?: string) {
  const path = [...(name.schema === undefined ? [] : [name.schema]), name.name, ...(sub === undefined ? [] : [sub])];
  const text = `${printAttributeName(name)}${sub === undefined ? '' : `.${sub}`}`;
  return { text, span: at(report, declared, ...path) };
}

export function readOnlyAttribute(
  report: Reporter,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(report, declared, name, sub);
  return {
    code: 'RC1510',
    severity: 'error',
    summary: 'the service owns this attribute',
    detail: `${text} of ${declared.name} is read-only on the service. Remove it from the entry.`,
    span,
  };
}

export function immutableAttribute(
  report: Reporter,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(report, declared, name, sub);
  return {
    code: 'RC1511',
    severity: 'error',
    summary: 'this attribute cannot change',
    detail: `${text} of ${declared.name} can be set once and never be changed, and the service holds another value. Take over the service's value, or put the attribute under $ignore.`,
    span,
  };
}

export function elementTwice(report: Reporter, declared: DeclaredResource, name: AttributeName): Diagnostic {
  const { text, span } = attributeAt(report, declared, name);
  return {
    code: 'RC1512',
    severity: 'error',
    summary: 'the same element twice',
    detail: `${text} of ${declared.name} lists the same element twice. Remove one of the two.`,
    span,
  };
}

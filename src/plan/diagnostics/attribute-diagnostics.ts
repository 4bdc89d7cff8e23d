import { diagnostic } from '../../diagnostics/make-diagnostic.ts';
import type { DeclaredResource } from '../../model/configuration.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { type AttributeName, printAttributeName } from '../attributes/attribute-lookup.ts';
import { at, type Locator } from './locator.ts';

/* RC1510 to RC1512 and RC1542: declared attributes that the schema does not bear. */

/** The attribute as people write it, and the place of the outermost part of it that stands in the file. */
function attributeAt(locate: Locator, declared: DeclaredResource, name: AttributeName, sub?: string) {
  const path = [...(name.schema === undefined ? [] : [name.schema]), name.name, ...(sub === undefined ? [] : [sub])];
  const text = `${printAttributeName(name)}${sub === undefined ? '' : `.${sub}`}`;
  return { text, span: at(locate, declared, ...path) };
}

export function readOnlyAttribute(
  locate: Locator,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(locate, declared, name, sub);
  return {
    ...diagnostic('RC1510', `${text} of ${declared.name} is read-only on the service. Remove it from the entry.`),
    span,
  };
}

export function immutableAttribute(
  locate: Locator,
  declared: DeclaredResource,
  name: AttributeName,
  sub?: string,
): Diagnostic {
  const { text, span } = attributeAt(locate, declared, name, sub);
  return {
    ...diagnostic(
      'RC1511',
      `${text} of ${declared.name} can be set once and never be changed, and the service holds another value. Take over the service's value, or put the attribute under $ignore.`,
    ),
    span,
  };
}

export function elementTwice(locate: Locator, declared: DeclaredResource, name: AttributeName): Diagnostic {
  const { text, span } = attributeAt(locate, declared, name);
  return {
    ...diagnostic('RC1512', `${text} of ${declared.name} lists the same element twice. Remove one of the two.`),
    span,
  };
}

/** @param path the schema, the attribute, and the sub-attribute if it is that which is not known */
export function unknownAttribute(
  locate: Locator,
  declared: DeclaredResource,
  path: readonly [schema: string, name: string, sub?: string],
  known: readonly string[],
): Diagnostic {
  const [schema, name, sub] = path;
  const wrong = sub ?? name;
  const owner = sub === undefined ? schema : `${schema}:${name}`;
  const hint = didYouMean(wrong, known) || (known.length === 0 ? '' : ` It has: ${known.join(', ')}.`);
  return {
    ...diagnostic('RC1542', `The service describes ${owner}, and no ${wrong} in it.${hint} Correct the name.`),
    span: at(locate, declared, schema, name),
  };
}

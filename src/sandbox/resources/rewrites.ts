import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { changeAt, dottedName, elementsAt, withValueAt } from '../patch/dotted-name.ts';
import { isPrimary } from './read-value.ts';

/**
 * What a service makes of the attributes that a client wrote, before it keeps them.
 * @param before the attributes as they were; undefined for a new resource
 */
export type Rewrite = (attributes: JsonObject, before: JsonObject | undefined) => JsonObject;

/** One rewrite after the other. */
export function inTurn(rewrites: readonly Rewrite[]): Rewrite {
  return (attributes, before) => rewrites.reduce((changed, rewrite) => rewrite(changed, before), attributes);
}

/** A new resource has `active: true` unless it says otherwise. */
export const activeByDefault: Rewrite = (attributes, before) =>
  before === undefined && attributes['active'] === undefined ? { ...attributes, active: true } : attributes;

/** Forgets attributes, or sub-attributes, that the client wrote. */
export function drops(...names: readonly string[]): Rewrite {
  const paths = names.map(dottedName);
  return (attributes) => paths.reduce((changed, path) => changeAt(changed, path, () => undefined), attributes);
}

/** Forgets attributes at the moment in which `active` becomes false. */
export function dropsWhenDeactivated(...names: readonly string[]): Rewrite {
  const drop = drops(...names);
  return (attributes, before) =>
    attributes['active'] === false && before?.['active'] !== false ? drop(attributes, before) : attributes;
}

/** Keeps text in lower case. */
export function lowerCases(...names: readonly string[]): Rewrite {
  return onText(names, (text) => text.toLowerCase());
}

/** Keeps the date of a time. */
export function keepsDate(...names: readonly string[]): Rewrite {
  return onText(names, (text) => text.slice(0, 'YYYY-MM-DD'.length));
}

/** Keeps phone numbers as `tel:` URIs (RFC 3966). */
export const phonesAsUri: Rewrite = onText(['phoneNumbers.value'], (text) => {
  const [number = '', ...parameters] = text.replace(/^tel:/i, '').split(';');
  return [`tel:${number.replaceAll(/[\s().-]/g, '')}`, ...parameters.map((parameter) => parameter.trim())].join(';');
});

/** Forgets the extensions of phone numbers. */
export const phonesWithoutExtension: Rewrite = onText(['phoneNumbers.value'], (text) =>
  text.replace(/;\s*ext=.*$/, ''),
);

/** Puts a text in front of another that does not begin with it. */
export function prefixes(name: string, prefix: string): Rewrite {
  return onText([name], (text) => (text.startsWith(prefix) ? text : `${prefix}${text}`));
}

/** Makes `name.formatted` of the first name and the last. */
export const formatsName: Rewrite = (attributes) => {
  const { name } = attributes;
  if (!isJsonObject(name)) return attributes;
  const parts = [name['givenName'], name['familyName']].filter((part) => typeof part === 'string');
  return parts.length === 0 ? attributes : { ...attributes, name: { ...name, formatted: parts.join(' ') } };
};

/** Gives each element a `display` of its value. */
export function addsDisplay(...names: readonly string[]): Rewrite {
  return onValue(names, (value) =>
    isJsonArray(value)
      ? value.map((element) =>
          isJsonObject(element) && typeof element['value'] === 'string'
            ? { ...element, display: `(${element['value']})` }
            : element,
        )
      : value,
  );
}

/** Keeps a number as a whole one. */
export function rounds(...names: readonly string[]): Rewrite {
  return onValue(names, (value) => (typeof value === 'number' ? Math.round(value) : value));
}

/** An element that the service makes from another attribute, and that stands where nobody can change it. */
export function mirrors(
  name: string,
  isMirror: (element: JsonObject) => boolean,
  make: (attributes: JsonObject, others: readonly JsonValue[]) => JsonObject | undefined,
): Rewrite {
  const path = dottedName(name);
  return (attributes) => {
    const others = elementsAt(attributes, path).filter((element) => !(isJsonObject(element) && isMirror(element)));
    const mirror = make(attributes, others);
    const elements = mirror === undefined ? others : [...others, mirror];
    return withValueAt(attributes, path, elements.length === 0 ? undefined : elements);
  };
}

/** The userName is also the `other` e-mail address, which is primary while no other is. */
export const userNameAsEmail: Rewrite = mirrors(
  'emails',
  ({ type }) => type === 'other',
  ({ userName }, others) =>
    typeof userName === 'string' ? { value: userName, type: 'other', primary: !others.some(isPrimary) } : undefined,
);

/** The externalId is also an identifier of an authority that stands for the client. */
export function externalIdAs(name: string, authority: string): Rewrite {
  return mirrors(
    name,
    (element) => String(element['authority']).startsWith(authority),
    ({ externalId }) => (typeof externalId === 'string' ? { authority, value: externalId } : undefined),
  );
}

function onText(names: readonly string[], change: (text: string) => string): Rewrite {
  return onValue(names, (value) => (typeof value === 'string' ? change(value) : value));
}

function onValue(names: readonly string[], change: (value: JsonValue) => JsonValue): Rewrite {
  const paths = names.map(dottedName);
  return (attributes) => paths.reduce((changed, path) => changeAt(changed, path, change), attributes);
}

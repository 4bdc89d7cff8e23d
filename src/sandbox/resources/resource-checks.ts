import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { refuse } from '../http/refuse.ts';
import { dottedName, elementsAt, textsAt, valueAt } from '../patch/dotted-name.ts';

/** A resource as a client would have it. */
export interface Proposal {
  readonly attributes: JsonObject;
  /** Undefined for a new resource. */
  readonly before: JsonObject | undefined;
  readonly membersAdded: number;
  /** The names that the service knows, by the attribute that takes them. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Throws ScimError where the service refuses the resource. */
export type ResourceCheck = (proposal: Proposal) => void;

/** Refuses a new resource without these attributes. */
export function requires(...names: readonly string[]): ResourceCheck {
  const paths = names.map((name) => ({ name, path: dottedName(name) }));
  return ({ attributes, before }) => {
    if (before !== undefined) return;
    const missing = paths.filter(({ path }) => isEmpty(valueAt(attributes, path))).map(({ name }) => name);
    if (missing.length > 0) refuse('invalidValue', `A new resource needs ${missing.join(', ')}.`);
  };
}

/** Refuses attributes that the service does not take, and sub-attributes likewise. */
export function refuses(...names: readonly string[]): ResourceCheck {
  const paths = names.map((name) => ({ name, path: dottedName(name) }));
  return ({ attributes }) => {
    for (const { name, path } of paths) {
      const { subAttribute: sub, ...whole } = path;
      const value = valueAt(attributes, whole);
      const parts = isJsonArray(value) ? value : [value];
      const isThere =
        sub === undefined ? !isEmpty(value) : parts.some((part) => isJsonObject(part) && !isEmpty(part[sub]));
      if (isThere) refuse('invalidValue', `This service does not take ${name}.`);
    }
  };
}

/** Refuses more elements than the service keeps. */
export function mostElements(most: number, ...names: readonly string[]): ResourceCheck {
  const paths = names.map((name) => ({ name, path: dottedName(name) }));
  return ({ attributes }) => {
    for (const { name, path } of paths) {
      if (elementsAt(attributes, path).length > most) refuse('invalidValue', `${name} has more than ${most} values.`);
    }
  };
}

/** Refuses text that is longer, wherever it stands. */
export function longestText(most: number): ResourceCheck {
  const check = (name: string, value: JsonValue): void => {
    if (typeof value === 'string' && value.length > most)
      refuse('invalidValue', `${name} is longer than ${most} characters.`);
    if (isJsonArray(value)) for (const element of value) check(name, element);
    else if (isJsonObject(value)) for (const [inner, part] of Object.entries(value)) check(inner, part);
  };
  return ({ attributes }) => check('The resource', attributes);
}

/** Refuses other types of elements. */
export function onlyTypes(name: string, types: readonly string[]): ResourceCheck {
  const path = dottedName(name);
  return ({ attributes }) => {
    const other = elementsAt(attributes, path).find(
      (element) => isJsonObject(element) && !types.includes(String(element['type'])),
    );
    if (other !== undefined) refuse('invalidValue', `The type of ${name} is one of ${types.join(', ')}.`);
  };
}

/** Refuses two elements of one type, or with one value in another sub-attribute. */
export function oneOfEach(name: string, sub: string): ResourceCheck {
  const path = dottedName(name);
  return ({ attributes }) => {
    const keys = elementsAt(attributes, path).map((element) => (isJsonObject(element) ? element[sub] : undefined));
    if (new Set(keys).size < keys.length) refuse('invalidValue', `Two of ${name} have the same ${sub}.`);
  };
}

/** Refuses elements of a type whose value is another than the attribute's that they mirror. */
export function mirrorsOnly(name: string, type: string, source: string): ResourceCheck {
  const path = dottedName(name);
  const origin = dottedName(source);
  return ({ attributes, before }) => {
    const allowed = [valueAt(attributes, origin), before && valueAt(before, origin)].map(folded);
    for (const element of elementsAt(attributes, path)) {
      if (isJsonObject(element) && element['type'] === type && !allowed.includes(folded(element['value']))) {
        refuse('mutability', `${name} of type ${type} mirror ${source} and cannot be changed.`);
      }
    }
  };
}

/** Refuses phone numbers that are neither E.164 nor a `tel:` URI. */
export const internationalPhones: ResourceCheck = ({ attributes }) => {
  for (const element of elementsAt(attributes, { attribute: 'phoneNumbers' })) {
    const value = isJsonObject(element) ? String(element['value'] ?? '') : '';
    if (!/^(?:tel:)?\+[\d\s().-]+(?:;.*)?$/i.test(value)) refuse('invalidValue', `${value} is not an E.164 number.`);
  }
};

/** Refuses names that the service does not know, in letter case too. */
export function known(name: string): ResourceCheck {
  const path = dottedName(name);
  return ({ attributes, names }) => {
    for (const text of textsAt(attributes, path)) {
      if (names.get(name)?.has(text) !== true) {
        refuse('invalidValue', `"${text}" is not a name that the service knows for ${name}.`);
      }
    }
  };
}

/** Refuses a reference without `$ref`. */
export function needsRef(name: string): ResourceCheck {
  const path = dottedName(name);
  return ({ attributes }) => {
    const value = valueAt(attributes, path);
    if (isJsonObject(value) && isEmpty(value['$ref'])) refuse('invalidValue', `${name} needs a "$ref".`);
  };
}

/** Refuses a new group with more members, or with any. */
export function membersAtCreation(most: number): ResourceCheck {
  return ({ before, membersAdded }) => {
    if (before === undefined && membersAdded > most) {
      refuse('tooMany', `A group can be created with at most ${most} members.`);
    }
  };
}

function folded(value: JsonValue | undefined): JsonValue | undefined {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (isJsonArray(value) && value.length === 0);
}

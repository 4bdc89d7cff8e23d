import type { AttributeDefinition } from '../../model/attribute.ts';
import { subAttribute } from '../../model/attribute-table.ts';
import type { JsonValue } from '../../model/json.ts';
import type { ResourceType } from '../../model/resource.ts';
import { type AttributeName, printAttributeName } from '../../plan/attributes/attribute-lookup.ts';
import { isOwnedElement } from '../../plan/attributes/owned-elements.ts';
import type { Context } from '../../plan/context.ts';
import { referenceId } from '../../syntax/reference-elements.ts';

/** What decides, for one resource, what its two readings are not compared in. */
export interface Bounds {
  readonly type: ResourceType;
  readonly context: Context;
  /** `$ignore`, and what else is left alone, by dotted name. */
  readonly ignored: readonly string[];
  /** What was asked for; undefined where everything was. */
  readonly asked: readonly string[] | undefined;
  /** Ids of what this run deleted or deactivated. */
  readonly removed: ReadonlySet<string>;
}

/** A value in a resource: an attribute, a sub-attribute of it, or an element. */
export interface Place {
  readonly name: AttributeName;
  readonly definition: AttributeDefinition;
  readonly sub?: string;
  readonly value: JsonValue;
}

interface Rule {
  readonly because: string;
  readonly takes: (place: Place, bounds: Bounds) => boolean;
}

const PROTOCOL = new Set(['id', 'schemas', 'meta']);
/** Sub-attributes that say once more what the reference itself says. */
const ECHOES = new Set(['$ref', 'display', 'type']);

/** All that the proof does not look at, each with its reason. There is no other place for that. */
const OUTSIDE: readonly Rule[] = [
  {
    because: 'belongs to the protocol, and changes with every write',
    takes: ({ name }) => name.schema === undefined && PROTOCOL.has(name.name.toLowerCase()),
  },
  {
    because: 'follows from the groups, which are compared themselves',
    takes: ({ name }, { type }) => type === 'User' && name.schema === undefined && name.name.toLowerCase() === 'groups',
  },
  {
    because: 'is the service’s own to set (readOnly)',
    takes: ({ definition, sub }) => definitionAt(definition, sub).mutability === 'readOnly',
  },
  {
    because: 'never comes back (returned: never)',
    takes: ({ definition, sub }) => {
      const { returned, mutability } = definitionAt(definition, sub);
      return returned === 'never' || mutability === 'writeOnly';
    },
  },
  {
    because: 'was not asked for',
    takes: ({ name }, { asked }) => asked !== undefined && !isAsked(name, asked),
  },
  {
    because: 'stands under $ignore',
    takes: ({ name, sub }, { ignored }) => ignored.some((path) => isWithin(pathOf(name, sub), path.toLowerCase())),
  },
  {
    because: 'is an element that belongs to the service',
    takes: ({ name, value }, { context }) => isOwnedElement(name, value, context),
  },
  {
    because: 'follows from what the reference points at',
    takes: ({ definition, sub }) => sub !== undefined && isReference(definition) && ECHOES.has(sub),
  },
  {
    because: 'points at what this run deleted or deactivated',
    takes: ({ definition, value, sub }, { removed }) => {
      if (removed.size === 0 || !isReference(definition)) return false;
      const id = sub === undefined || sub === 'value' ? referenceId(value) : undefined;
      return id !== undefined && removed.has(id);
    },
  },
  {
    because: 'says nothing (primary: false)',
    takes: ({ sub, value }) =>
      sub?.toLowerCase() === 'primary' && value !== true && value !== 'true' && value !== 'True',
  },
];

/** Why a value is left out of the comparison; undefined where it is compared. */
export function outside(place: Place, bounds: Bounds): string | undefined {
  return OUTSIDE.find(({ takes }) => takes(place, bounds))?.because;
}

/** `name.givenName`, `urn:…:User:department`, in lower case. */
export function pathOf(name: AttributeName, sub: string | undefined): string {
  return `${printAttributeName(name)}${sub === undefined ? '' : `.${sub}`}`.toLowerCase();
}

/** The attribute that a path begins with: `name` of `name.givenName`. */
export function rootOf(path: string): AttributeName {
  const [, schema, inner = ''] = /^(urn:.*):([^:.]+)/iu.exec(path) ?? [];
  return schema === undefined ? { name: path.split('.', 1)[0] ?? path } : { schema, name: inner };
}

/** True for a path, and for what lies below it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

function definitionAt(definition: AttributeDefinition, sub: string | undefined): Partial<AttributeDefinition> {
  return sub === undefined ? definition : (subAttribute(definition, sub) ?? {});
}

/** Whether the value of an attribute, or of its elements, is an id. */
function isReference({ subAttributes }: AttributeDefinition): boolean {
  return (
    subAttributes?.some(({ name, referenceTypes }) => name === '$ref' && (referenceTypes?.length ?? 0) > 0) === true
  );
}

function isAsked(name: AttributeName, asked: readonly string[]): boolean {
  const path = pathOf(name, undefined);
  const schema = name.schema?.toLowerCase();
  return asked.some((each) => {
    const wanted = each.toLowerCase();
    return isWithin(wanted, path) || wanted === schema;
  });
}

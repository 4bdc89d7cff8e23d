import type { AttributeDefinition } from '../../model/attribute.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { FilterSyntaxError } from '../../syntax/filter/filter-syntax-error.ts';
import { parsePath } from '../../syntax/path.ts';
import { refuse } from '../http/refuse.ts';
import { dottedName } from '../patch/dotted-name.ts';
import type { Service } from '../service-rules.ts';

/** Sub-attributes in lower case, or all of them. */
type Extent = 'whole' | ReadonlySet<string>;

/** Attributes by `schema attribute` in lower case, the schema empty for core attributes and `*` for all of an extension. */
type Selection = ReadonlyMap<string, Extent>;

/** Which attributes an answer carries (RFC 7644 section 3.9). */
export interface Projection {
  readonly include: Selection | undefined;
  readonly exclude: Selection | undefined;
}

/** All but some core attributes. */
export function excluding(names: readonly string[]): Projection {
  return { include: undefined, exclude: new Map(names.map((name) => [` ${name.toLowerCase()}`, 'whole'])) };
}

/**
 * Reads the parameters `attributes` and `excludedAttributes`, each a list of names as section 3.10 writes them.
 * @throws ScimError 400 invalidValue for what is not a name
 */
export function readProjection(
  service: Service,
  attributes: readonly string[] | undefined,
  excludedAttributes: readonly string[] | undefined,
): Projection {
  return { include: readSelection(service, attributes), exclude: readSelection(service, excludedAttributes) };
}

/** Whether a client asked for an answer without an attribute, by naming it or by naming only others. */
export function isExcluded(projection: Projection, name: string): boolean {
  const { schema = '', attribute } = dottedName(name);
  if (extentOf(projection.exclude, schema, attribute) === 'whole') return true;
  return projection.include !== undefined && extentOf(projection.include, schema, attribute) === undefined;
}

/** The projection with some core attributes left out besides. */
export function without(projection: Projection, names: readonly string[]): Projection {
  return { ...projection, exclude: new Map([...(projection.exclude ?? []), ...(excluding(names).exclude ?? [])]) };
}

/** Whether an answer carries anything of an attribute. */
export function isWanted(projection: Projection, name: string, definition?: AttributeDefinition, schema = ''): boolean {
  const returned = definition?.returned ?? 'default';
  if (returned === 'always' || returned === 'never') return returned === 'always';
  if (extentOf(projection.exclude, schema, name) === 'whole') return false;
  if (projection.include !== undefined) return extentOf(projection.include, schema, name) !== undefined;
  return returned === 'default';
}

/** The part of a value that an answer carries; undefined when that is nothing. */
export function project(
  projection: Projection,
  name: string,
  value: JsonValue | undefined,
  definition?: AttributeDefinition,
  schema = '',
): JsonValue | undefined {
  if (value === undefined || !isWanted(projection, name, definition, schema)) return undefined;
  if (definition?.returned === 'always') return value;
  const included = extentOf(projection.include, schema, name);
  const excluded = extentOf(projection.exclude, schema, name);
  const kept =
    included === undefined || included === 'whole' ? value : pick(value, (sub) => included.has(sub.toLowerCase()));
  if (kept === undefined || excluded === undefined || excluded === 'whole') return kept;
  return pick(kept, (sub) => !excluded.has(sub.toLowerCase()));
}

function extentOf(selection: Selection | undefined, schema: string, name: string): Extent | undefined {
  const folded = schema.toLowerCase();
  return selection?.get(`${folded} *`) ?? selection?.get(`${folded} ${name.toLowerCase()}`);
}

function pick(value: JsonValue, keep: (name: string) => boolean): JsonValue | undefined {
  if (isJsonArray(value)) {
    const elements = value.flatMap((element) => pick(element, keep) ?? []);
    return elements.length === 0 ? undefined : elements;
  }
  if (!isJsonObject(value)) return undefined;
  const kept: JsonObject = Object.fromEntries(Object.entries(value).filter(([name]) => keep(name)));
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function readSelection(service: Service, names: readonly string[] | undefined): Selection | undefined {
  if (names === undefined) return undefined;
  const types = Object.values(service.types);
  const extensions = types.flatMap(({ table }) => [...table.extensions.values()].map(({ schema }) => schema));
  const cores = new Set(types.map(({ table }) => table.schema.toLowerCase()));
  const selection = new Map<string, Extent>();
  for (const name of names) {
    const path = readName(name, extensions);
    const schema = path.schema?.toLowerCase() ?? '';
    const key = `${cores.has(schema) ? '' : schema} ${path.attribute?.toLowerCase() ?? '*'}`;
    const before = selection.get(key);
    if (path.subAttribute === undefined) selection.set(key, 'whole');
    else if (before !== 'whole') selection.set(key, new Set([...(before ?? []), path.subAttribute.toLowerCase()]));
  }
  return selection;
}

interface Name {
  readonly schema?: string;
  readonly attribute?: string;
  readonly subAttribute?: string;
}

function readName(name: string, extensions: readonly string[]): Name {
  try {
    const path = parsePath(name.trim(), extensions);
    if (path.attribute === undefined || path.filter === undefined) return path;
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
  }
  return refuse('invalidValue', `"${name}" is not the name of an attribute.`);
}

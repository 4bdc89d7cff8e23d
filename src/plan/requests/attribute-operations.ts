import type { AttributeTable } from '../../model/attribute-table.ts';
import type { JsonValue } from '../../model/json.ts';
import type { PatchDialect } from '../../model/profile.ts';
import type { Filter } from '../../syntax/filter/filter.ts';
import type { Path } from '../../syntax/path.ts';
import { printAttributeName } from '../attributes/attribute-lookup.ts';
import type { AttributeDiff, Edit } from '../attributes/diff.ts';
import type { AttributeState } from '../attributes/normal-form.ts';
import { mergedElement, replacementValue, wholeValue } from '../attributes/whole-value.ts';
import { elementSelector, isTaken } from './element-selector.ts';

/** An operation before it is spelt in the dialect of a service. */
export interface PlainOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: Path;
  readonly value?: JsonValue;
}

/** The operations for one attribute, and an equivalent spelling where a service may refuse the first. */
export interface AttributeOperations {
  /** As people write the attribute. */
  readonly name: string;
  readonly operations: readonly PlainOperation[];
  readonly otherwise?: readonly PlainOperation[];
}

/** Turns the differences of one attribute into PATCH operations (RFC 7644 section 3.5.2) of the portable kinds. */
export function attributeOperations(
  { state, edits }: AttributeDiff,
  table: AttributeTable,
  dialect: PatchDialect,
): AttributeOperations {
  const name = printAttributeName(state.name);
  const path = attributePath(state, table, dialect);
  const bySub = subAttributeOperations(state, edits, path, dialect);
  if (bySub !== undefined) return { name, operations: bySub };
  const whole = replacementValue(state);
  if (whole === undefined) return { name, operations: [{ op: 'remove', path }] };
  const replacement: readonly PlainOperation[] = [{ op: 'replace', path, value: whole }];
  if (!state.definition.multiValued) return { name, operations: replacement };
  const operations = elementOperations(state, edits, path, dialect);
  if (operations === undefined) return { name, operations: replacement };
  const mayBeRefused =
    dialect.elementRemoval === 'valuePathThenReplace' && operations.some(({ op }) => op === 'remove');
  return mayBeRefused ? { name, operations, otherwise: replacement } : { name, operations };
}

type AttributePathOnly = Extract<Path, { readonly attribute: string }>;

function attributePath({ name }: AttributeState, table: AttributeTable, dialect: PatchDialect): AttributePathOnly {
  const schema = name.schema ?? (dialect.urnQualifiedCorePaths ? table.schema : undefined);
  return schema === undefined ? { attribute: name.name } : { schema, attribute: name.name };
}

/**
 * Sub-attributes are addressed one by one, so that undeclared ones stay whatever a service makes of `replace name`.
 * Not in extensions: SCIMMY refuses `urn:…:User:manager.value`, and every service takes `manager` whole.
 * Without paths the attribute is written whole, and what goes is removed by path before, because services merge what they get.
 */
function subAttributeOperations(
  state: AttributeState,
  edits: readonly Edit[],
  path: AttributePathOnly,
  dialect: PatchDialect,
): readonly PlainOperation[] | undefined {
  if (state.name.schema !== undefined || !edits.every((edit) => 'sub' in edit)) return undefined;
  if (state.definition.multiValued) return undefined;
  if (dialect.form === 'path') return edits.map((edit) => subAttributeOperation(path, edit));
  const removals = edits.filter(({ kind }) => kind === 'clear').map((edit) => subAttributeOperation(path, edit));
  const whole = removals.length === edits.length ? undefined : wholeValue(state);
  return whole === undefined ? removals : [...removals, { op: 'replace', path, value: whole }];
}

function subAttributeOperation(path: AttributePathOnly, edit: Edit): PlainOperation {
  const sub = 'sub' in edit ? edit.sub : undefined;
  const at = sub === undefined ? path : { ...path, subAttribute: sub };
  return edit.kind === 'set' ? { op: 'replace', path: at, value: edit.value } : { op: 'remove', path: at };
}

/** Changes, then removals, then additions, and a new primary element after the old one has stepped back or gone; undefined where an element cannot be addressed. */
function elementOperations(
  state: AttributeState,
  edits: readonly Edit[],
  path: AttributePathOnly,
  dialect: PatchDialect,
): readonly PlainOperation[] | undefined {
  const changes: PlainOperation[] = [];
  const promotions: PlainOperation[] = [];
  const removals: PlainOperation[] = [];
  const added: JsonValue[] = [];
  for (const edit of edits) {
    if (edit.kind === 'addElement') {
      added.push(mergedElement(state.definition, edit.element, undefined));
      continue;
    }
    const operation = elementOperation(state, edits, edit, path, dialect);
    if (operation === undefined) return undefined;
    if (operation.op === 'remove' && edit.kind === 'removeElement') removals.push(operation);
    else if (operation.value === true) promotions.push(operation);
    else changes.push(operation);
  }
  if (added.some((element) => isTaken(state, element, added))) return undefined;
  const additions: readonly PlainOperation[] = added.length === 0 ? [] : [{ op: 'add', path, value: added }];
  return [...changes, ...removals, ...promotions, ...additions];
}

function elementOperation(
  state: AttributeState,
  edits: readonly Edit[],
  edit: Edit,
  path: AttributePathOnly,
  dialect: PatchDialect,
): PlainOperation | undefined {
  if (edit.kind === 'removeElement') {
    const filter = dialect.elementRemoval === 'replaceAttribute' ? undefined : elementSelector(state, edit.element, []);
    return filter && { op: 'remove', path: { ...path, filter } };
  }
  if (edit.kind !== 'changeElement' || edit.pair.current === undefined) return undefined;
  if (dialect.elementChange === 'replaceAttribute') return undefined;
  const filter = elementSelector(state, edit.pair.current, changedSubs(edits, edit));
  return filter && subElementOperation({ ...path, filter, subAttribute: edit.sub }, edit);
}

function changedSubs(edits: readonly Edit[], { pair }: Extract<Edit, { kind: 'changeElement' }>): readonly string[] {
  return edits.flatMap((other) => (other.kind === 'changeElement' && other.pair === pair ? [other.sub] : []));
}

function subElementOperation(
  path: AttributePathOnly & { readonly filter: Filter },
  { sub, value }: Extract<Edit, { kind: 'changeElement' }>,
): PlainOperation {
  // Services demote the old primary or leave it (facts differ); saying false is right on all of them.
  if (sub === 'primary') return { op: 'replace', path, value: value === true };
  return value === undefined ? { op: 'remove', path } : { op: 'replace', path, value };
}

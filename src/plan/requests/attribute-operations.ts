import type { AttributeTable } from '../../model/attribute-table.ts';
import type { JsonValue } from '../../model/json.ts';
import type { PatchDialect } from '../../model/profile.ts';
import type { Path } from '../../syntax/path.ts';
import { isUnassigned, printAttributeName } from '../attributes/attribute-lookup.ts';
import type { AttributeDiff, AttributeEdit } from '../attributes/diff.ts';
import type { AttributeState } from '../attributes/normal-form.ts';
import { replacementValue, wholeValue } from '../attributes/whole-value.ts';
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
  const { name: attributeName, definition } = state;
  const schema = attributeName.schema ?? (dialect.urnQualifiedCorePaths ? table.schema : undefined);
  const path = { ...(schema === undefined ? {} : { schema }), attribute: attributeName.name };
  const attribute: Attribute = { state, path, edits: inOneOrder(state, edits), dialect };
  const name = printAttributeName(attributeName);
  return definition.multiValued
    ? { name, ...listOperations(attribute) }
    : { name, operations: valueOperations(attribute) };
}

/** One attribute that differs, and how it is addressed. */
interface Attribute {
  readonly state: AttributeState;
  readonly path: AttributePathOnly;
  readonly edits: readonly AttributeEdit[];
  readonly dialect: PatchDialect;
}

type AttributePathOnly = Extract<Path, { readonly attribute: string }>;

/** Elements as they are paired, sub-attributes by name, whatever the order in the files. */
function inOneOrder({ pairs }: AttributeState, edits: readonly AttributeEdit[]): readonly AttributeEdit[] {
  const element = ({ pair }: AttributeEdit) => (pair === undefined ? 0 : pairs.indexOf(pair));
  return edits.toSorted((a, b) => element(a) - element(b) || ((a.sub ?? '') < (b.sub ?? '') ? -1 : 1));
}

/**
 * An edit as an operation at its place. What has no value yet is added, because services refuse to replace it (facts: Apache
 * SCIMple); simple core attributes are replaced all the same, which every service takes, and so is what has no path.
 */
function operationOf({ kind, after }: AttributeEdit, path: Path, { state, dialect }: Attribute): PlainOperation {
  if (after === undefined) return { op: 'remove', path };
  const { name, definition } = state;
  const isAdded = kind === 'add' && (name.schema !== undefined || definition.type === 'complex');
  return { op: isAdded && dialect.form === 'path' ? 'add' : 'replace', path, value: after };
}

/**
 * Sub-attributes are addressed one by one, so that undeclared ones stay whatever a service makes of `replace name`.
 * Not in extensions: SCIMMY refuses `urn:…:User:manager.value`, and every service takes `manager` whole.
 * Without paths the attribute is written whole, and what goes is removed by path before, because services merge what they get.
 */
function valueOperations(attribute: Attribute): readonly PlainOperation[] {
  const { state, path, edits, dialect } = attribute;
  const bySub = edits.map((edit) =>
    operationOf(edit, edit.sub === undefined ? path : { ...path, subAttribute: edit.sub }, attribute),
  );
  const isWhole = edits.every(({ sub }) => sub === undefined);
  if (isWhole || (dialect.form === 'path' && state.name.schema === undefined)) return bySub;
  const removals = state.name.schema === undefined ? bySub.filter(({ op }) => op === 'remove') : [];
  if (removals.length === edits.length) return removals;
  const whole = state.name.schema === undefined ? wholeValue(state) : replacementValue(state);
  return whole === undefined
    ? [...removals, { op: 'remove', path }]
    : [
        ...removals,
        { op: isUnassigned(state.current) && dialect.form === 'path' ? 'add' : 'replace', path, value: whole },
      ];
}

/** Element by element where the dialect and the elements allow it, else the list as a whole. */
function listOperations(attribute: Attribute): Omit<AttributeOperations, 'name'> {
  const { state, path, edits, dialect } = attribute;
  const value = wholeValue(state);
  if (value === undefined) return { operations: [{ op: 'remove', path }] };
  const whole: readonly PlainOperation[] = [{ op: 'replace', path, value }];
  const operations = elementOperations(attribute);
  if (operations === undefined) return { operations: whole };
  const mayBeRefused = edits.some(({ sub, after }) =>
    sub === undefined
      ? after === undefined && dialect.elementRemoval === 'valuePathThenReplace'
      : dialect.elementChange === 'valuePathThenReplace',
  );
  return mayBeRefused ? { operations, otherwise: whole } : { operations };
}

/** Changes, then removals, then additions, and a new primary element after the old one has stepped back or gone; undefined where an element cannot be addressed. */
function elementOperations(attribute: Attribute): readonly PlainOperation[] | undefined {
  const { state, path, edits } = attribute;
  const changes: PlainOperation[] = [];
  const promotions: PlainOperation[] = [];
  const removals: PlainOperation[] = [];
  const added: JsonValue[] = [];
  for (const edit of edits) {
    if (edit.sub === undefined && edit.after !== undefined) {
      added.push(edit.after);
      continue;
    }
    const operation = elementOperation(edit, attribute);
    if (operation === undefined) return undefined;
    if (edit.sub === undefined) removals.push(operation);
    else if (operation.value === true) promotions.push(operation);
    else changes.push(operation);
  }
  if (added.some((element) => isTaken(state, element, added))) return undefined;
  const additions: readonly PlainOperation[] = added.length === 0 ? [] : [{ op: 'add', path, value: added }];
  return [...changes, ...removals, ...promotions, ...additions];
}

/** The removal of an element, or a change of one of its sub-attributes. */
function elementOperation(edit: AttributeEdit, attribute: Attribute): PlainOperation | undefined {
  const { state, path, edits, dialect } = attribute;
  const held = edit.pair?.current;
  const way = edit.sub === undefined ? dialect.elementRemoval : dialect.elementChange;
  if (held === undefined || way === 'replaceAttribute') return undefined;
  const changing = edits.flatMap(({ pair, sub }) => (pair === edit.pair && sub !== undefined ? [sub] : []));
  const filter = elementSelector(state, held, changing);
  const at = edit.sub === undefined ? {} : { subAttribute: edit.sub };
  return filter && operationOf(edit, { ...path, filter, ...at }, attribute);
}

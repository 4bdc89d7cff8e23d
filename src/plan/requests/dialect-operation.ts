import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { type Operation, operation } from '../../model/plan.ts';
import type { PatchDialect } from '../../model/profile.ts';
import { printPath } from '../../syntax/path.ts';
import type { PlainOperation } from './attribute-operations.ts';

/** Spells an operation as the service wants it. */
export function dialectOperation({ op, path, value }: PlainOperation, dialect: PatchDialect): Operation {
  const verb = dialect.capitalisedOps ? op.charAt(0).toUpperCase() + op.slice(1) : op;
  const spelt = value === undefined || !dialect.stringBooleans ? value : withStringBooleans(value);
  const name = path.attribute;
  const isPlain = name !== undefined && path.filter === undefined && path.subAttribute === undefined;
  if (dialect.form === 'path' || op === 'remove' || !isPlain || spelt === undefined) {
    return operation(verb, printPath(path), spelt);
  }
  return operation(
    verb,
    undefined,
    path.schema === undefined ? { [name]: spelt } : { [path.schema]: { [name]: spelt } },
  );
}

function withStringBooleans(value: JsonValue): JsonValue {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isJsonArray(value)) return value.map(withStringBooleans);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withStringBooleans(inner)]));
}

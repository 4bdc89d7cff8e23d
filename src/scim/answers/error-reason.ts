import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';

/** `detail` is SCIM's; the others are what APIs in front of SCIM services use, OData's and OAuth's among them. */
const REASON_NAMES = [
  'detail',
  'message',
  'error_description',
  'errorMessage',
  'errorSummary',
  'title',
  'error',
  'odata.error',
  'reason',
  'description',
  'value',
];
/** Where services list reasons: in a list, or by the field that each is about. */
const LIST_NAMES = ['errors', 'Errors', 'fieldErrors', 'generalErrors', 'errorCauses'];
/** What says nothing of the reason. */
const FORMAL_NAMES = new Set(['schemas', 'status', 'scimType']);
/** Deeper, nobody puts a reason. */
const DEEPEST = 6;

/** Why a service refused, as its error answer says it in whatever shape; undefined where it says nothing at all. */
export function reasonIn(answer: JsonObject): string | undefined {
  const reason = reasonOf(answer, DEEPEST);
  if (reason !== undefined) return reason;
  const hasMore = Object.keys(answer).some((name) => !FORMAL_NAMES.has(name));
  return hasMore ? JSON.stringify(answer) : undefined;
}

function reasonOf(value: JsonValue | undefined, depth: number): string | undefined {
  if (depth === 0) return undefined;
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (isJsonArray(value)) return together(value.map((each) => reasonOf(each, depth - 1)));
  if (!isJsonObject(value)) return undefined;
  const said = REASON_NAMES.map((name) => reasonOf(value[name], depth - 1)).find((reason) => reason !== undefined);
  return together([said, ...LIST_NAMES.map((name) => listedReasons(value[name], depth - 1))]);
}

/** A list of reasons; one that is no list and no reason itself has them by field. */
function listedReasons(value: JsonValue | undefined, depth: number): string | undefined {
  if (!isJsonObject(value) || Object.values(value).every((each) => typeof each !== 'object')) {
    return reasonOf(value, depth);
  }
  const fields = Object.entries(value).map(([field, each]) => {
    const reason = reasonOf(each, depth - 1);
    return reason === undefined ? undefined : `${field}: ${reason}`;
  });
  return together(fields);
}

function together(reasons: readonly (string | undefined)[]): string | undefined {
  const found = new Set(reasons.filter((reason) => reason !== undefined));
  return found.size === 0 ? undefined : [...found].join('; ');
}

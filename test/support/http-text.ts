import type { JsonValue } from '../../src/model/json.ts';
import type { Operation, PlannedRequest } from '../../src/model/plan.ts';

/** A planned request for people to read: its line, then one line for each operation or attribute. */
export function httpText(request: PlannedRequest): string {
  const waits = request.dependsOn === undefined ? '' : `  (after ${request.dependsOn.join(', ')})`;
  return `${[`${request.method} ${request.path}${waits}`, ...bodyLines(request)].join('\n  ')}\n`;
}

function bodyLines(request: PlannedRequest): readonly string[] {
  switch (request.method) {
    case 'DELETE':
      return [];
    case 'PATCH': {
      const otherwise = 'otherwise' in request ? (request.otherwise ?? []).map(operationText) : [];
      return [
        ...request.operations.map(operationText),
        ...(otherwise.length === 0 ? [] : ['otherwise', ...otherwise.map((line) => `  ${line}`)]),
      ];
    }
    default:
      return Object.entries(request.body).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  }
}

function operationText(operation: Operation): string {
  const { op, path, value } = operation as Readonly<Record<string, JsonValue | undefined>>;
  return [op, path, value === undefined ? undefined : JSON.stringify(value)]
    .filter((part) => part !== undefined)
    .join(' ');
}

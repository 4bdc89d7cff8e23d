import type { SchemaDefinition } from '../model/attribute.ts';
import type { ResourceType } from '../model/resource.ts';

/** How the sandbox behaves, as data: one value for each kind of service, in services/NAME.ts. */
export interface ServiceRules {
  readonly name: string;
  /** Where the service's root is: `/scim/v2`. */
  readonly basePath: string;
  readonly types: Readonly<Record<ResourceType, TypeRules>>;
  /** Resources in one page: when the client names no `count`, and at most. */
  readonly page: { readonly default: number; readonly maximum: number };
  /** Bytes that the body of a request may have. */
  readonly bodyLimit: number;
}

/** What a service says of one resource type. */
export interface TypeRules {
  /** Below the base path: `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly SchemaDefinition[];
  /** Whether a PATCH answers with the resource or with 204, unless the client asks for attributes. */
  readonly patchAnswer: 'resource' | 'nothing';
}

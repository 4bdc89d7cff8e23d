/** How one part of the way to a service is. A warning does not keep a plan from being made, a failure does. */
export interface Check {
  readonly name: string;
  readonly status: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly summary: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** What the effective value of a capability comes from; the first that says something counts. */
export type CapabilitySource = 'service.dialect' | 'profile' | 'ServiceProviderConfig' | 'Schemas' | 'RFC 7644';

export interface Capability {
  readonly name: string;
  readonly value: string;
  readonly source: CapabilitySource;
  /** What the service says of itself, where that is something else. */
  readonly contradicted?: string;
  /** The value of `service.dialect` that believes it. */
  readonly setting?: string;
}

/** What `doctor` found out. */
export interface Health {
  /** The base URL, or `sandbox:PROFILE`. */
  readonly target: string;
  readonly profile: string;
  /** Null where the project has none. */
  readonly environment: string | null;
  /** What people call the service. */
  readonly title: string;
  readonly evidence: 'tested' | 'documented';
  /** False if a check failed that a plan needs. */
  readonly healthy: boolean;
  readonly checks: readonly Check[];
  readonly capabilities: readonly Capability[];
  /** What the service does not let rollcall do, a sentence each. */
  readonly limits: readonly string[];
}

import type { Profile } from '../../model/profile.ts';
import type { SecretReference } from '../../model/special-value.ts';
import type { ClientOptions, ScimClient } from '../../scim/scim-client.ts';

/** The service that a command works on, the real one or the sandbox. */
export interface Service {
  readonly client: ScimClient;
  /** A client of the same service that speaks and reads as another profile says. */
  readonly clientFor: (profile: Profile) => ScimClient;
  readonly profile: Profile;
  /** How plans name it: its base URL, or `sandbox:PROFILE`. */
  readonly target: string;
  /** How people are asked about it. */
  readonly host: string;
  /** Who we are there, where basic authentication tells. */
  readonly userName?: string;
  /** What a secret is here; a sandbox knows none. */
  readonly resolveSecret: (reference: SecretReference) => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface ServiceChoice {
  readonly dir: string;
  readonly sandbox: boolean;
  readonly concurrency: number;
  readonly verbose: boolean;
  /** `rollcall 0.1.0` */
  readonly tool: string;
  /** Sees what goes over the wire. */
  readonly observer?: ServiceObserver;
}

/** Told of every request, and of the life of every token that the service gives out. */
export type ServiceObserver = Required<Pick<ClientOptions, 'onRequest' | 'onToken'>>;

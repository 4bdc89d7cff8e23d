import type { Profile } from '../../model/profile.ts';

/** How a new project proves who it is, until somebody says it otherwise. */
export interface Credentials {
  /** The environment variable that holds the secret. */
  readonly variable: string;
  /** Lines of rollcall.yaml below `auth`. */
  readonly lines: readonly string[];
}

/** Services with a token endpoint take client credentials, the others a token. */
export function credentialsFor({ endpoint }: Profile): Credentials {
  if (endpoint.tokenUrl === null) {
    return {
      variable: 'SCIM_TOKEN',
      lines: [`token: \${env:SCIM_TOKEN} # secrets are named here, never written`],
    };
  }
  return {
    variable: 'SCIM_CLIENT_SECRET',
    lines: [
      'clientId: 00000000-0000-0000-0000-000000000000 # the id of your OAuth client, which is no secret',
      `clientSecret: \${env:SCIM_CLIENT_SECRET} # secrets are named here, never written`,
    ],
  };
}

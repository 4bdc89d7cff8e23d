import type { Profile } from '../model/profile.ts';
import { ATLASSIAN } from './atlassian.ts';
import { AWS_IDENTITY_CENTER } from './aws-identity-center.ts';
import { DATABRICKS } from './databricks.ts';
import { ENTRA_ID } from './entra-id.ts';
import { GENERIC } from './generic.ts';
import { GENESYS_CLOUD } from './genesys-cloud.ts';
import { GITHUB_ENTERPRISE } from './github-enterprise.ts';
import { GITLAB } from './gitlab.ts';
import { GOOGLE_CLOUD_IDENTITY } from './google-cloud-identity.ts';
import { HCP_TERRAFORM } from './hcp-terraform.ts';
import { MIRO } from './miro.ts';
import { OKTA } from './okta.ts';
import { SALESFORCE } from './salesforce.ts';
import { SLACK } from './slack.ts';
import { SNOWFLAKE } from './snowflake.ts';
import { ZOOM } from './zoom.ts';

const ALL: readonly Profile[] = [
  GENERIC,
  GENESYS_CLOUD,
  AWS_IDENTITY_CENTER,
  ENTRA_ID,
  GITHUB_ENTERPRISE,
  SLACK,
  GITLAB,
  DATABRICKS,
  SNOWFLAKE,
  ATLASSIAN,
  SALESFORCE,
  GOOGLE_CLOUD_IDENTITY,
  OKTA,
  HCP_TERRAFORM,
  ZOOM,
  MIRO,
];

/** Every profile that ships with rollcall, by name; the portable one first, then those with a sandbox of their own. */
export const PROFILES: ReadonlyMap<string, Profile> = new Map(ALL.map((profile) => [profile.name, profile]));

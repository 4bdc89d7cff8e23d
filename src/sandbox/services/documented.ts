import { withQuirks } from '../quirks.ts';
import type { ServiceRules } from '../service-rules.ts';
import { GENERIC } from './generic.ts';

/** Services of which only some habits are documented: the RFC with these on top, each from the service's own pages. */
const QUIRKS_BY_SERVICE: Readonly<Record<string, readonly string[]>> = {
  // gitlab-org/gitlab: doc/development/internal_api/_index.md
  gitlab: [
    'page-size=20',
    'eq-only',
    'user-filters=id,userName,externalId',
    'user-patches=active,externalId',
    'capitalised-ops',
    'string-booleans',
    'no-put',
    'no-discovery',
    'no-group-create',
    'no-group-delete',
    'no-etag',
  ],
  // learn.microsoft.com: azure/databricks/reference/scim-2-1
  databricks: [],
  // docs.snowflake.com: bcr-2276
  snowflake: ['single-values=emails', 'eq-only', 'user-filters=userName', 'group-filters=displayName'],
  // developer.atlassian.com/cloud/admin/user-provisioning/rest
  atlassian: [
    'page-cap=100',
    'eq-only',
    'user-filters=userName,externalId',
    'delete-deactivates',
    'deactivated-not-found',
    'no-group-rename',
    'unique-group-names',
    'no-etag',
  ],
  // help.salesforce.com: identity_scim_rest_api, identity_scim_manage_groups
  salesforce: [
    'plural-service-provider-config',
    'no-user-delete',
    'no-group-create',
    'no-group-delete',
    'no-group-rename',
    'user-requires=userName,emails,name.familyName,entitlements',
  ],
  // docs.cloud.google.com/identity/docs/scim/reference/rest
  'google-cloud-identity': ['no-paging', 'no-etag', 'no-put'],
  // developer.okta.com/docs/api/openapi/okta-scim/inbound/overview
  okta: [],
  // developer.hashicorp.com/terraform/cloud-docs/api-docs/scim
  'hcp-terraform': [
    'page-size=100',
    'page-cap=200',
    'eq-only',
    'user-filters=userName,externalId',
    'group-filters=displayName,externalId',
    'user-patches=active,userName,externalId,emails',
  ],
  // developers.zoom.us/docs/api/scim2.md
  zoom: ['user-patches=active'],
  // developers.miro.com/reference/rate-limits
  miro: ['members-per-request=8000', 'no-group-create', 'no-group-delete'],
};

/** The sandboxes of services that are known from some sentences of their documentation. */
export const DOCUMENTED: readonly ServiceRules[] = Object.entries(QUIRKS_BY_SERVICE).map(([name, quirks]) => ({
  ...withQuirks(GENERIC, quirks),
  name,
}));

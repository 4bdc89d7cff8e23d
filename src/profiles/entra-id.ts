import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Microsoft Entra ID as a service provider (graph.microsoft.com/rp/scim). Values are from its SCIM API reference. */
export const ENTRA_ID: Profile = {
  ...GENERIC,
  name: 'entra-id',
  title: 'Microsoft Entra ID',
  sources: ['MicrosoftDocs/entra-docs: docs/identity/app-provisioning/entra-id-scim-api-reference.md'],
  endpoint: {
    ...GENERIC.endpoint,
    baseUrl: 'https://graph.microsoft.com/rp/scim',
    // A request that accepts application/json is answered 400.
    accept: 'application/scim+json',
  },
  read: {
    ...GENERIC.read,
    pageSize: 100,
    // ServiceProviderConfig: pagination.index is false, RFC 9865 cursors only; count=0 is answered 400.
    paging: 'cursor',
    filters: { User: ['userName', 'externalId', 'id'], Group: ['displayName', 'id'] },
    // "members is never returned"; users can be filtered by groups.value.
    members: 'usersByGroup',
  },
  types: {
    User: { ...GENERIC.types.User, required: ['userName', 'displayName', 'active'] },
    // Two groups may share a displayName.
    Group: { ...GENERIC.types.Group, uniqueName: false, required: ['displayName'] },
  },
  patch: {
    ...GENERIC.patch,
    urnQualifiedCorePaths: true,
  },
  // 20 additions in one operation; one removal, alone; never together with attributes.
  members: { removal: 'valuePath', addsPerRequest: 20, removalsPerRequest: 1, inCreate: false },
};

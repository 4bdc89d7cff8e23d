import type { Profile } from '../model/profile.ts';
import { GENERIC } from './generic.ts';

/** Slack Enterprise Grid. Values are from docs.slack.dev/admins/scim-api and its reference. */
export const SLACK: Profile = {
  ...GENERIC,
  name: 'slack',
  title: 'Slack',
  sources: ['docs.slack.dev/admins/scim-api', 'docs.slack.dev/reference/scim-api/rate-limits'],
  endpoint: { ...GENERIC.endpoint, baseUrl: 'https://api.slack.com/scim/v2' },
  // The examples use count=1000.
  read: { ...GENERIC.read, pageSize: 1000, filters: { User: ['userName', 'email'], Group: ['displayName'] } },
  types: {
    User: {
      ...GENERIC.types.User,
      delete: 'deactivates',
      required: ['userName', 'emails'],
      notes: { delete: 'Slack deactivates the user, whose e-mail address stays taken' },
    },
    Group: { ...GENERIC.types.Group, notes: { delete: 'Slack deletes the group for good' } },
  },
  unsupported: { 'addresses.type': 'Slack does not keep the type of an address.' },
  // Writes: 600 a minute for the organisation; of users 180 a minute.
  requestsPerMinute: 180,
};

import assert from 'node:assert/strict';
import { projectSettings } from '../../../src/config/format/project-settings.ts';

describe('the settings of a project for another folder', () => {
  it('say nothing of files and what they may declare, which are others there', () => {
    const text = `service:
  baseUrl: https://scim.example.com
resources:
  - people.yaml
restrictions:
  - files: people.yaml
    users: userName pr
guards:
  maxRemovals: 1
environments:
  test:
    restrictions: [{ files: "**" }]
    guards:
      maxRemovals: 2
`;
    const settings = `service:
  baseUrl: https://scim.example.com
guards:
  maxRemovals: 1
environments:
  test:
    guards:
      maxRemovals: 2
`;
    assert.equal(projectSettings(text, '..'), settings);
  });
});

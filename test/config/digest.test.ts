import assert from 'node:assert/strict';
import { type DigestInput, projectDigest } from '../../src/config/digest.ts';

const INPUT: DigestInput = {
  files: new Map([
    ['rollcall.yaml', 'service: {}\n'],
    ['users/ada.yaml', 'users: []\n'],
  ]),
  environment: null,
  variables: { a: '1', b: '2' },
  targets: ['user:ada*', 'group:Analysts'],
};

describe('the digest of a project', () => {
  it('is a SHA-256 in hex', () => {
    assert.match(projectDigest(INPUT), /^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of files, variables or targets', () => {
    const other: DigestInput = {
      files: new Map([...INPUT.files].reverse()),
      environment: null,
      variables: { b: '2', a: '1' },
      targets: ['group:Analysts', 'user:ada*'],
    };
    assert.equal(projectDigest(other), projectDigest(INPUT));
  });

  it('changes with every file, path and flag', () => {
    const others: DigestInput[] = [
      { ...INPUT, files: new Map([...INPUT.files, ['users/ada.yaml', 'users: [] \n']]) },
      { ...INPUT, files: new Map([...INPUT.files, ['users/bob.yaml', '']]) },
      {
        ...INPUT,
        files: new Map([
          ['rollcall.yaml', 'service: {}\nusers/ada.yaml'],
          ['users: []\n', ''],
        ]),
      },
      { ...INPUT, environment: 'staging' },
      { ...INPUT, environment: 'null' },
      { ...INPUT, variables: { a: '1' } },
      { ...INPUT, variables: { a: '2', b: '1' } },
      { ...INPUT, targets: [] },
    ];
    assert.equal(new Set([INPUT, ...others].map(projectDigest)).size, others.length + 1);
  });
});

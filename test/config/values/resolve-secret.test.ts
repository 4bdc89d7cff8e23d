import assert from 'node:assert/strict';
import { readTrust } from '../../../src/config/doors/trust.ts';
import { resolveSecret } from '../../../src/config/values/resolve-secret.ts';
import { SecretError } from '../../../src/config/values/secret-error.ts';
import { inFolder } from '../temporary-project.ts';

/** As outside of CI, where nothing is set. */
const TRUST = readTrust({});
const NAME = 'ROLLCALL_TEST_SECRET';

async function fromEnvironment(value: string): Promise<string> {
  process.env[NAME] = value;
  try {
    return await resolveSecret({ $secret: `env:${NAME}` }, '.', TRUST);
  } finally {
    delete process.env[NAME];
  }
}

const fromFile = (text: string): Promise<string> =>
  inFolder({ 'secrets/x.txt': text }, (dir) => resolveSecret({ $secret: 'file:secrets/x.txt' }, dir, TRUST));

/** Asserts a SecretError that names the place and not the value. */
async function assertRefused(promise: Promise<string>, message: RegExp, value: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof SecretError);
    assert.match(error.message, message);
    if (value !== '') assert.ok(!error.message.includes(value), error.message);
    return true;
  });
}

describe('resolving a secret', () => {
  it('reads the environment variable', async () => {
    assert.equal(await fromEnvironment(`enigma: "colossus" \${x}`), `enigma: "colossus" \${x}`);
  });

  it('reads the file, without the line break at its end', async () => {
    assert.equal(await fromFile('enigma-enigma\n'), 'enigma-enigma');
    assert.equal(await fromFile('enigma-enigma\r\n'), 'enigma-enigma');
  });

  it('refuses what is not there', async () => {
    await assertRefused(resolveSecret({ $secret: `env:${NAME}` }, '.', TRUST), /ROLLCALL_TEST_SECRET is not set/, '');
    await assertRefused(resolveSecret({ $secret: 'env:toString' }, '.', TRUST), /toString is not set/, '');
    await assertRefused(
      resolveSecret({ $secret: 'file:none.txt' }, '.', TRUST),
      /none\.txt.* there is no such file/,
      '',
    );
    await assertRefused(resolveSecret({ $secret: 'file:.' }, '.', TRUST), /it is a folder/, '');
  });

  it('refuses fewer than 8 characters', async () => {
    await assertRefused(fromEnvironment('enigma7'), /fewer than 8 characters/, 'enigma7');
    await assertRefused(fromEnvironment(''), /is empty: the secret is missing/, '');
    assert.equal(await fromEnvironment('enigma78'), 'enigma78');
  });

  it('refuses several lines and control characters, which would end up in a header', async () => {
    await assertRefused(fromFile('enigma-enigma\nbombe\n'), /line breaks or control characters/, 'bombe');
  });
});

/** Shorter texts occur by chance; no secret is that short. */
const SHORTEST = 8;

/**
 * Replaces every secret in a text, because some services repeat what they were sent: as it is, as it stands inside a JSON
 * text, and as it stands in a URL.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const spelling of spellings(secret)) redacted = redacted.replaceAll(spelling, '***');
  }
  return redacted;
}

function spellings(secret: string): ReadonlySet<string> {
  return new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
}

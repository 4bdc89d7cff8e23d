const COMMAND = /^(\s*)::/;
/** Runners look for these anywhere in a line. */
const ANYWHERE = /(##(?:vso)?)\[/g;
const LINES = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/**
 * The text in which nothing is a command to the runner of GitHub Actions (`::set-env …` at the beginning of a line, `##[…]`
 * anywhere) or to the agent of Azure Pipelines (`##vso[…]` anywhere): what files and services say must not give orders to
 * them. A backslash stands in front of the colons, and the bracket is written as JSON may write it, so that JSON stays what
 * it is.
 */
export function withoutCommands(text: string): string {
  if (!text.includes('::') && !text.includes('##')) return text;
  const ends = text.match(new RegExp(LINES, 'g')) ?? [];
  return text
    .split(LINES)
    .map((line, index) => line.replace(COMMAND, '$1\\::').replace(ANYWHERE, '$1\\u005b') + (ends[index] ?? ''))
    .join('');
}

/** Whether a runner that obeys such lines reads the output, as the variables say that it sets. */
export function isObeyed(env: Readonly<Record<string, string | undefined>>): boolean {
  return ['GITHUB_ACTIONS', 'TF_BUILD'].some((name) => (env[name] ?? '') !== '');
}

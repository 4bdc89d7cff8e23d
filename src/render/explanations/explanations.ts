import type { Style } from '../text/style.ts';
import { wrapLine } from '../text/wrap-line.ts';
import { ENTRIES } from './entries.ts';
import type { Explanation, Section } from './explanation.ts';
import { FILES } from './files.ts';
import { PLANNING } from './planning.ts';
import { POLICIES } from './policies.ts';
import { PROJECT } from './project.ts';
import { SECRETS } from './secrets.ts';
import { VALUES } from './values.ts';

/** Every code that rollcall reports, with cause and cure: what `explain` prints and what docs/diagnostics.md lists. */
const SECTIONS: readonly Section[] = [FILES, VALUES, SECRETS, ENTRIES, PROJECT, PLANNING, POLICIES];

const BY_CODE: ReadonlyMap<string, Explanation> = new Map(
  SECTIONS.flatMap(({ explanations }) => explanations).map((explanation) => [explanation.code, explanation]),
);

/** All codes, in order. */
export const EXPLAINED_CODES: readonly string[] = [...BY_CODE.keys()];

/** The explanation of a code as text for people; undefined where there is no such code. */
export function explain(code: string, style: Style): string | undefined {
  const found = BY_CODE.get(code);
  if (found === undefined) return undefined;
  const paragraph = (name: string, text: string): string =>
    wrapLine(text, WIDTH - INDENT.length)
      .map((line, index) => (index === 0 ? style.bold(name.padEnd(INDENT.length)) : INDENT) + line)
      .join('\n');
  const blocks = [
    style.bold(`${found.code}: ${found.title}`),
    paragraph('Cause:', found.cause),
    paragraph('Cure:', found.cure),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const WIDTH = 96;
const INDENT = ' '.repeat(7);

/** The page of all explanations, in Markdown. */
export function explanationsPage(): string {
  const sections = SECTIONS.map(({ title, explanations }) => `## ${title}\n\n${explanations.map(entry).join('\n')}`);
  return [INTRODUCTION, ...sections].join('\n');
}

const INTRODUCTION = `# Diagnostics

\`rollcall\` says what is wrong with a stable code, the place in your files, and what to do about it. An **error** stops the command; a **warning** and a **hint** are printed and the command goes on. This page lists every code with its usual cause and cure; \`rollcall explain CODE\` prints one of them.
`;

function entry({ code, title, cause, cure }: Explanation): string {
  return `### ${code} ${title}\n${cause}\n\n**Cure:** ${cure}\n`;
}

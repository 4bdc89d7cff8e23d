/**
 * Patterns of paths, as `resources` takes them: `*` and `?` within a name, `**` for any folders, `[a-z]` for one character,
 * `{a,b}` for either. They are matched in time linear in the path, whatever the pattern (no regular expression does that).
 */
export interface FilePattern {
  /** The folders before the first name that is no plain text: nothing elsewhere can match. */
  readonly base: string;
  /** The only path that it means; undefined where it means several. */
  readonly plain: string | undefined;
  /** Whether this path, its names divided by `/`, is meant. */
  matches(path: string): boolean;
  /** Whether anything in this folder, or below it, may be meant. */
  reaches(folder: string): boolean;
}

/** A pattern that is too long, or stands for too many. */
export type PatternFault = 'tooLong' | 'tooManyAlternatives' | 'unclosed';

const MOST_CHARACTERS = 500;
const MOST_ALTERNATIVES = 64;
const SPECIAL = /[*?[\]{}]/;

/** Reads a pattern, or says why it is none. */
export function filePattern(text: string): FilePattern | PatternFault {
  if (text.length > MOST_CHARACTERS) return 'tooLong';
  const plain = text.replace(/^(?:\.\/)+/, '');
  const alternatives = expandBraces(plain);
  if (typeof alternatives === 'string') return alternatives;
  const patterns = alternatives.map(partsOf);
  if (!patterns.every((parts) => parts !== undefined)) return 'unclosed';
  return {
    base: baseOf(plain),
    plain: SPECIAL.test(plain) ? undefined : plain,
    matches: (path) => patterns.some((parts) => walked(parts, path).has(parts.length)),
    reaches: (folder) => patterns.some((parts) => [...walked(parts, folder)].some((place) => place < parts.length)),
  };
}

/** `a/b/*.yaml` begins at `a/b`. */
function baseOf(text: string): string {
  const parts = text.split('/');
  const first = parts.findIndex((part) => SPECIAL.test(part));
  return parts.slice(0, first === -1 ? -1 : first).join('/');
}

/** Every text that the braces of a pattern stand for. */
function expandBraces(text: string): readonly string[] | PatternFault {
  const done: string[] = [];
  const waiting = [text];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const close = one.indexOf('}');
    const open = close === -1 ? one.indexOf('{') : one.lastIndexOf('{', close);
    if (open === -1 && close === -1) done.push(one);
    else if (open === -1 || close === -1) return 'unclosed';
    else
      for (const choice of one.slice(open + 1, close).split(','))
        waiting.push(one.slice(0, open) + choice + one.slice(close + 1));
    if (done.length + waiting.length > MOST_ALTERNATIVES) return 'tooManyAlternatives';
  }
  return done;
}

/** One character, or any text. */
type Token = { readonly kind: 'text' } | { readonly kind: 'one'; readonly fits: (character: string) => boolean };

/** One name, or any folders. */
type Part = 'any' | readonly Token[];

function partsOf(text: string): readonly Part[] | undefined {
  const parts = text.split('/').map((name) => (name === '**' ? ('any' as const) : tokensOf(name)));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function tokensOf(name: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const characters = [...name];
  for (let index = 0; index < characters.length; index += 1) {
    const character = characters[index];
    if (character === '*') {
      if (tokens.at(-1)?.kind !== 'text') tokens.push({ kind: 'text' });
    } else if (character === '?') {
      tokens.push({ kind: 'one', fits: () => true });
    } else if (character === '[') {
      const end = characters.indexOf(']', index + 2);
      if (end === -1) return undefined;
      tokens.push({ kind: 'one', fits: classOf(characters.slice(index + 1, end)) });
      index = end;
    } else {
      tokens.push({ kind: 'one', fits: (other) => other === character });
    }
  }
  return tokens;
}

/** `a-z`, or with `!` or `^` in front anything else. */
function classOf(written: readonly string[]): (character: string) => boolean {
  const negated = written[0] === '!' || written[0] === '^';
  const inside = negated ? written.slice(1) : written;
  const holds = (character: string): boolean =>
    inside.some((one, index) => {
      const to = inside[index + 1] === '-' ? inside[index + 2] : undefined;
      return to === undefined ? one === character : one <= character && character <= to;
    });
  return (character) => holds(character) !== negated;
}

/** How far a path leads into a pattern. `**` stands for any folders, or none, but for those whose name begins with a dot. */
function walked(parts: readonly Part[], path: string): ReadonlySet<number> {
  return placesAfter(
    parts,
    path.split('/'),
    (part) => part === 'any',
    (part, name) => (part === 'any' ? !name.startsWith('.') : matchesName(part, name)),
  );
}

function matchesName(tokens: readonly Token[], name: string): boolean {
  const [first] = tokens;
  const namesDot = first?.kind === 'one' && first.fits('.') && !first.fits('x');
  if (name.startsWith('.') && !namesDot) return false;
  const places = placesAfter(
    tokens,
    [...name],
    ({ kind }) => kind === 'text',
    (token, character) => token.kind === 'text' || token.fits(character),
  );
  return places.has(tokens.length);
}

/**
 * Where in the steps one may be when all items are taken: all places are followed at once, so that no pattern makes anybody
 * go back.
 */
function placesAfter<Step, Item>(
  steps: readonly Step[],
  items: readonly Item[],
  repeats: (step: Step) => boolean,
  takes: (step: Step, item: Item) => boolean,
): ReadonlySet<number> {
  let places = reached([0], steps, repeats);
  for (const item of items) {
    const next: number[] = [];
    for (const place of places) {
      const step = steps[place];
      if (step !== undefined && takes(step, item)) next.push(repeats(step) ? place : place + 1);
    }
    places = reached(next, steps, repeats);
  }
  return places;
}

/** What repeats may also stand for nothing. */
function reached<Step>(from: readonly number[], steps: readonly Step[], repeats: (step: Step) => boolean): Set<number> {
  const places = new Set(from);
  for (const place of places) {
    const step = steps[place];
    if (step !== undefined && repeats(step)) places.add(place + 1);
  }
  return places;
}

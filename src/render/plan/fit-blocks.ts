import type { Block } from './fold-changes.ts';
import { RISKS, type Risk } from './risk.ts';

/** A block as it is shown. */
export interface FittedBlock {
  readonly block: Block;
  readonly text: string;
}

/** What fits, in the order of the view, and what that leaves out. */
export interface Fitted {
  readonly kept: readonly FittedBlock[];
  /** Changes of which only the title is left. */
  readonly named: number;
  /** Changes of which nothing is left. */
  readonly dropped: number;
}

/** What is given up last, first. */
const WORTH: readonly Risk[] = ['sensitive', ...RISKS.filter((risk) => risk !== 'sensitive')];

/**
 * Chooses what fits into so many bytes: the sensitive first, then by risk; what does not fit whole is left with its title,
 * and where even that is too long, out.
 * @param forms a block whole, and as its title alone
 */
export function fitBlocks(
  blocks: readonly Block[],
  bytes: number,
  forms: (block: Block) => readonly [whole: string, title: string],
): Fitted {
  const encoder = new TextEncoder();
  let free = bytes;
  const take = (text: string): boolean => {
    const size = encoder.encode(text).length + 2;
    if (size > free) return false;
    free -= size;
    return true;
  };
  const texts = new Map<Block, string>();
  let named = 0;
  let dropped = 0;
  let isFull = false;
  for (const block of WORTH.flatMap((risk) => blocks.filter((one) => one.risk === risk))) {
    const [whole, title] = isFull ? (['', ''] as const) : forms(block);
    if (!isFull && take(whole)) texts.set(block, whole);
    else if (!isFull && take(title)) {
      texts.set(block, title);
      named += block.changes.length;
    } else {
      isFull = true;
      dropped += block.changes.length;
    }
  }
  const kept = blocks.flatMap((block) => {
    const text = texts.get(block);
    return text === undefined ? [] : [{ block, text }];
  });
  return { kept, named, dropped };
}

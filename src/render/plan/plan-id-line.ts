import type { Plan } from '../../model/plan.ts';
import type { Style } from '../text/style.ts';

/** Enough for the eye; `--expect` takes all 64 digits, which Markdown and JSON show. */
const SHOWN_DIGITS = 12;

/** `Plan id 3f2a9c01b2d4` and a line feed; empty where nothing is to be applied. */
export function renderPlanId({ id, changes }: Plan, style: Style): string {
  return changes.length === 0 ? '' : `${style.dim(`Plan id ${id.slice(0, SHOWN_DIGITS)}`)}\n`;
}

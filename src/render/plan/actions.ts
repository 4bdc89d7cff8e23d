import type { Action } from '../../model/plan.ts';
import type { Style } from '../text/style.ts';

/** What every view shows for an action; one table, so that they agree. */
interface ActionView {
  readonly symbol: '+' | '~' | '-';
  readonly verb: string;
  readonly colour: Exclude<keyof Style, 'bold' | 'dim'>;
  /** In the last line of a plan; the others are always counted there. */
  readonly counted: 'always' | 'whenAny';
}

/** In the order of the last line. */
export const ACTIONS: Readonly<Record<Action, ActionView>> = {
  create: { symbol: '+', verb: 'create', colour: 'green', counted: 'always' },
  update: { symbol: '~', verb: 'update', colour: 'yellow', counted: 'always' },
  reactivate: { symbol: '~', verb: 'reactivate', colour: 'yellow', counted: 'whenAny' },
  deactivate: { symbol: '-', verb: 'deactivate', colour: 'red', counted: 'always' },
  delete: { symbol: '-', verb: 'delete', colour: 'red', counted: 'always' },
};

/** The actions in the order of the last line. */
export const ACTION_ORDER: readonly Action[] = ['create', 'update', 'reactivate', 'deactivate', 'delete'];

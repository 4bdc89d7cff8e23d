import type { Pointer } from '../../model/span.ts';

/*
 * Pointers that make their path when they are asked for: nearly nobody asks, and a project has hundreds of thousands of
 * entries and members, each with a path that takes twice as much room as what it is made of.
 */

/** Where an entry stands. */
export class EntryPointer implements Pointer {
  readonly file: string;
  readonly #section: 'users' | 'groups';
  readonly #index: number;

  constructor(file: string, section: 'users' | 'groups', index: number) {
    this.file = file;
    this.#section = section;
    this.#index = index;
  }

  get path(): Pointer['path'] {
    return [this.#section, this.#index];
  }
}

/** Where a member of a group stands. */
export class MemberPointer implements Pointer {
  readonly file: string;
  readonly #group: number;
  readonly #index: number;

  constructor(file: string, group: number, index: number) {
    this.file = file;
    this.#group = group;
    this.#index = index;
  }

  get path(): Pointer['path'] {
    return ['groups', this.#group, 'members', this.#index];
  }
}

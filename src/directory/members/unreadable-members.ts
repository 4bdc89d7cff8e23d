import type { MembersToRead, ReadMembers } from './members-to-read.ts';

/**
 * What is read where nobody can tell who is in a group.
 * @param reason a sentence that says why and what to do
 */
export function unreadableMembers({ targets, groups }: MembersToRead, reason: string, strategy: string): ReadMembers {
  return { groups, users: [], unreadable: new Map(targets.map(({ current }) => [current.id, reason])), strategy };
}

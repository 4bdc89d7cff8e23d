import type { Plan } from '../../src/model/plan.ts';
import { type GroupSketch, planOf, type UserSketch } from './planning.ts';

/** A plan of many changes of every kind, with one join that must not be overlooked among them. */
export interface CrowdedPlan {
  readonly plan: Plan;
  /** The groups whose members change. */
  readonly groups: readonly string[];
}

const made = new Map<number, CrowdedPlan>();

/** A plan of so many changes, the same for all who ask. */
export function crowdedPlan(size: number): CrowdedPlan {
  const known = made.get(size) ?? makeCrowdedPlan(size);
  made.set(size, known);
  return known;
}

/** Makes a plan of so many changes: of them a third are equal edits, and most others creations. */
function makeCrowdedPlan(size: number): CrowdedPlan {
  const touched = Math.min(190, Math.floor(size / 4));
  const removed = Math.floor(size / 50);
  const edited = Math.floor(size / 3);
  const created = size - 1 - touched - removed - edited;
  const names = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => `${prefix}-${index}@example.com`);
  const groups = [...names(touched, 'team'), 'global-admins'];
  const engineers = names(edited, 'engineer');
  const leavers = names(removed, 'leaver');
  const users: readonly UserSketch[] = [
    ...names(Math.max(0, created), 'new').map((userName) => ({ attributes: { userName, title: 'Trainee' } })),
    ...engineers.map((userName) => ({ attributes: { userName, title: 'Engineer II' } })),
    ...leavers.map((userName) => ({ attributes: { userName }, state: 'absent' as const })),
  ];
  const declared: readonly GroupSketch[] = groups.map((displayName) => ({
    attributes: { displayName },
    members: ['mallory@example.com'],
  }));
  const held = [...engineers, ...leavers, 'mallory@example.com'];
  const plan = planOf({
    users,
    groups: declared,
    current: {
      users: held.map((userName) => ({ id: userName, userName, title: 'Engineer' })),
      groups: groups.map((displayName) => ({ id: displayName, displayName, members: [] })),
    },
    guards: { maxChanges: '100%', sensitive: ['group:*-admins'] },
  });
  return { plan, groups };
}

import type { Property } from '../support/runs.ts';
import { ECHO_PROPERTIES } from './properties-of-echoes.ts';
import { KEEPING_PROPERTIES } from './properties-of-keeping.ts';
import { UPDATE_PROPERTIES } from './properties-of-updates.ts';
import { VIEW_PROPERTIES } from './properties-of-views.ts';
import { WORLD_PROPERTIES } from './properties-of-worlds.ts';

/** Everything that must hold of plans. */
export const PLAN_PROPERTIES: readonly Property[] = [
  ...UPDATE_PROPERTIES,
  ...KEEPING_PROPERTIES,
  ...ECHO_PROPERTIES,
  ...WORLD_PROPERTIES,
  ...VIEW_PROPERTIES,
];

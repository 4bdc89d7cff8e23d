/*
 * Every problem that files can have, with its stable code; docs/diagnostics.md lists cause and cure of each.
 * Summaries say what is wrong and carry nothing from the files; details quote names, never a secret.
 */

export * from './problems/csv.ts';
export * from './problems/entries.ts';
export * from './problems/files.ts';
export * from './problems/interpolation.ts';
export * from './problems/ownership.ts';
export * from './problems/policies.ts';
export * from './problems/project.ts';
export * from './problems/references.ts';
export * from './problems/values.ts';
export * from './problems/yaml.ts';

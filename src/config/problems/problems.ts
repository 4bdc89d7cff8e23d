/*
 * Every problem that files can have: its code in the table of src/diagnostics, and what is to be said of the one case.
 * These details quote names, never a secret.
 */

export * from './csv-problems.ts';
export * from './entry-problems.ts';
export * from './file-problems.ts';
export * from './interpolation-problems.ts';
export * from './ownership-problems.ts';
export * from './policy-problems.ts';
export * from './project-problems.ts';
export * from './reference-problems.ts';
export * from './restriction-problems.ts';
export * from './selection-problems.ts';
export * from './value-problems.ts';
export * from './yaml-problems.ts';

import { compileShapes, type Shapes } from './compile-shapes.ts';

let loading: Promise<Shapes> | undefined;

/** The compiled JSON Schemas of the project file and of resource files; compiled once in a process. */
export function loadShapes(): Promise<Shapes> {
  loading ??= compileShapes();
  return loading;
}

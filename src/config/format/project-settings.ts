import { posix } from 'node:path';
import { isMap, isScalar, visit } from 'yaml';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { sourceFile } from '../yaml/source-file.ts';
import { arrange } from './arrange.ts';
import { printDocuments } from './print-documents.ts';
import { readDocuments } from './read-documents.ts';
import { PROJECT_SHAPE } from './shapes.ts';

/** What says which users and groups there are, and in which files, rather than which service and how. */
const CONTENT = ['users', 'groups', 'resources', 'restrictions'];

/**
 * rollcall.yaml for another folder: the same service, with the resource files that a project has by default.
 * @param toOld the path from the new folder to the old one, for `${file:}`
 * @returns undefined where that cannot be told apart from the rest, because of anchors
 */
export function projectSettings(text: string, toOld: string): string | undefined {
  const documents = readDocuments(text);
  const root = documents[0]?.contents;
  if (!isMap(root)) return text;
  const environments = root.get('environments');
  const sections = isMap(environments) ? environments.items.map(({ value }) => value) : [];
  for (const map of [root, ...sections]) if (isMap(map)) for (const key of CONTENT) map.delete(key);
  visit(root, {
    Scalar: (_, node) => {
      if (isScalar(node) && typeof node.value === 'string') node.value = rebased(node.value, toOld);
    },
  });
  arrange(root, PROJECT_SHAPE);
  const settings = root.items.length === 0 ? '{}\n' : printDocuments(documents);
  return parseYaml(sourceFile('rollcall.yaml', settings), () => undefined) === undefined ? undefined : settings;
}

function rebased(text: string, toOld: string): string {
  return text.replace(/(?<!\$)\$\{file:([^}]+)\}/g, (_, path: string) =>
    posix.isAbsolute(path) ? `\${file:${path}}` : `\${file:${posix.join(toOld, path)}}`,
  );
}

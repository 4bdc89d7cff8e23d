// The licences of the libraries that a build holds, as their authors ask.
import { readdir } from 'node:fs/promises';

/** The folders of the packages that these files belong to, sorted. */
function packagesOf(files) {
  const folders = files.map((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/**
 * One text with name, version and licence of every package.
 * @param {readonly string[]} files paths of a build's inputs, from the repository's folder
 * @param {(path: string) => Promise<string>} read
 */
export async function licencesOf(files, read) {
  const parts = [];
  for (const folder of packagesOf(files)) {
    const { name, version, license } = JSON.parse(await read(`${folder}/package.json`));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? `Licence: ${license}` : (await read(`${folder}/${file}`)).trim();
    parts.push(`${name} ${version}\n\n${text}\n`);
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserPage, openBrowser } from './browser.ts';

/** Opens a page of this text; undefined without a browser. */
export type OpenPage = (html: string, options?: Parameters<Browser['open']>[1]) => Promise<BrowserPage | undefined>;

/** A browser for the tests of one `describe`, which says so where the machine has none. */
export function browserPages(): OpenPage {
  let browser: Browser | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-page-'));

  before(async () => {
    browser = await openBrowser();
    if (browser === undefined) {
      process.stdout.write('    skipped: this machine has no Chromium (apt-get install chromium)\n');
    }
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  return async (html, options) => {
    const path = join(folder, 'page.html');
    writeFileSync(path, html);
    return browser?.open(pathToFileURL(path).href, options);
  };
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page in a real browser. */
export interface BrowserPage {
  /** What an expression gives there, promises awaited. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly press: (key: string, code?: number) => Promise<void>;
  /** CPU seconds that the page took so far, from opening on. */
  readonly seconds: () => Promise<number>;
  /** URLs that were asked for, the page's own first. */
  readonly requests: readonly string[];
  /** Dialogs, errors and whatever the policy of the page forbade. */
  readonly incidents: readonly string[];
}

export interface Browser {
  readonly open: (url: string, options?: { readonly withoutScripts?: boolean }) => Promise<BrowserPage>;
  readonly close: () => Promise<void>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A headless Chromium; undefined on a machine that has none. */
export async function openBrowser(): Promise<Browser | undefined> {
  const name = NAMES.find((one) => spawnSync(one, ['--version']).status === 0);
  if (name === undefined) return undefined;
  const profile = mkdtempSync(join(tmpdir(), 'rollcall-browser-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  const child = spawn(name, [...flags, '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await debuggerAddress(child);
  return {
    open: (url, options = {}) => openPage(address, url, options.withoutScripts === true),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function debuggerAddress({ stderr }: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const [, address] = /DevTools listening on ws:\/\/([\w.:]+)\//u.exec(text) ?? [];
    if (address !== undefined) resolve(address);
  });
  return promise;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, never>>;
  readonly result?: never;
  readonly error?: { readonly message: string };
}

type Send = (method: string, params?: object) => Promise<Answer>;

interface Answer {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: object;
  readonly metrics?: readonly { readonly name: string; readonly value: number }[];
}

async function openPage(address: string, url: string, withoutScripts: boolean): Promise<BrowserPage> {
  const target = await fetch(`http://${address}/json/new?about:blank`, { method: 'PUT' });
  const { webSocketDebuggerUrl } = (await target.json()) as { readonly webSocketDebuggerUrl: string };
  const requests: string[] = [];
  const incidents: string[] = [];
  const loaded = Promise.withResolvers<void>();
  const send = await connect(webSocketDebuggerUrl, (method, params) => {
    const text = JSON.stringify(params);
    if (method === 'Network.requestWillBeSent') requests.push(/"request":\{"url":"([^"]*)"/u.exec(text)?.[1] ?? text);
    if (method === 'Page.loadEventFired') loaded.resolve();
    if (/^(?:Page\.javascriptDialogOpening|Runtime\.exceptionThrown|Log\.entryAdded)$/u.test(method)) {
      incidents.push(`${method} ${text}`);
    }
  });
  for (const domain of ['Page', 'Network', 'Runtime', 'Log']) await send(`${domain}.enable`);
  await send('Performance.enable', { timeDomain: 'threadTicks' });
  if (withoutScripts) await send('Emulation.setScriptExecutionDisabled', { value: true });
  await send('Page.navigate', { url });
  await loaded.promise;
  return { ...pageOf(send), requests, incidents };
}

function pageOf(send: Send): Pick<BrowserPage, 'evaluate' | 'press' | 'seconds'> {
  return {
    evaluate: async (expression) => {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (answer.exceptionDetails !== undefined) throw new Error(JSON.stringify(answer.exceptionDetails));
      return answer.result?.value;
    },
    press: async (key, windowsVirtualKeyCode = key.charCodeAt(0)) => {
      const text = key.length === 1 ? { text: key } : key === 'Enter' ? { text: '\r' } : {};
      const event = { key, windowsVirtualKeyCode, ...text };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
    seconds: async () => {
      const { metrics = [] } = await send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    },
  };
}

async function connect(url: string, onEvent: (method: string, params: object) => void): Promise<Send> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params = {}, result, error } = JSON.parse(String(data)) as Message;
    if (method !== undefined) onEvent(method, params);
    const asked = id === undefined ? undefined : waiting.get(id);
    if (error === undefined) asked?.resolve(result ?? {});
    else asked?.reject(new Error(error.message));
  });
  await new Promise((resolve) => {
    socket.addEventListener('open', resolve, { once: true });
  });
  return (method, params = {}) => {
    const id = waiting.size + 1;
    const answer = Promise.withResolvers<Answer>();
    waiting.set(id, answer);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  };
}

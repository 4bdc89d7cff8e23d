import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A position in a document, counted from 0 as the protocol does. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What an editor shows for one document. */
export interface Editor {
  /** The labels of what may be written at a position. */
  complete(position: Position): Promise<readonly string[]>;
  /** The text that appears over a word. */
  hover(position: Position): Promise<string>;
  /** What is marked as wrong. */
  problems(): Promise<readonly string[]>;
}

/** The YAML language server that editors run, as a process of its own. */
export interface LanguageServer {
  /** Opens a document that need not be on disk; `path` decides which schema its first line means. */
  open(path: string, text: string): Promise<Editor>;
  stop(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

const SERVER = fileURLToPath(import.meta.resolve('yaml-language-server/bin/yaml-language-server'));
/** Nothing is asked of the network. */
const SETTINGS = {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } },
  http: { proxy: '', proxyStrictSSL: false },
};

/** Starts the server and shakes hands with it. */
export async function startLanguageServer(): Promise<LanguageServer> {
  const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = connect(child);
  await connection.request('initialize', { processId: null, rootUri: null, capabilities: {} });
  connection.notify('initialized', {});
  connection.notify('workspace/didChangeConfiguration', { settings: SETTINGS });
  return {
    async open(path, text) {
      const uri = pathToFileURL(path).href;
      const textDocument = { uri };
      const found = connection.diagnosticsOf(uri);
      connection.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
      return {
        async complete(position) {
          const list = await connection.request('textDocument/completion', { textDocument, position });
          return (list as { items: { label: string }[] }).items.map(({ label }) => label);
        },
        async hover(position) {
          const hover = await connection.request('textDocument/hover', { textDocument, position });
          return (hover as { contents: { value: string } } | null)?.contents.value ?? '';
        },
        problems: () => found,
      };
    },
    async stop() {
      const { promise, resolve } = Promise.withResolvers<void>();
      child.once('close', () => resolve());
      await connection.request('shutdown', null);
      connection.notify('exit', null);
      await promise;
    },
  };
}

interface Connection {
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  /** The messages of the next diagnostics of a document. */
  diagnosticsOf(uri: string): Promise<readonly string[]>;
}

/** JSON-RPC with the headers of the language server protocol. */
function connect(child: ChildProcess): Connection {
  const answers = new Map<number, (result: unknown) => void>();
  const diagnostics = new Map<string, (messages: readonly string[]) => void>();
  let id = 0;
  const send = (message: object): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  onMessage(child, (message) => {
    if (message.method === undefined) answers.get(message.id ?? 0)?.(message.result);
    else if (message.id !== undefined) send({ id: message.id, result: null });
    else if (message.method === 'textDocument/publishDiagnostics') {
      const params = message.params as { uri: string; diagnostics: { message: string }[] };
      diagnostics.get(params.uri)?.(params.diagnostics.map((one) => one.message));
    }
  });
  return {
    request(method, params) {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      answers.set(++id, resolve);
      send({ id, method, params });
      return promise;
    },
    notify: (method, params) => send({ method, params }),
    diagnosticsOf(uri) {
      const { promise, resolve } = Promise.withResolvers<readonly string[]>();
      diagnostics.set(uri, resolve);
      return promise;
    },
  };
}

function onMessage(child: ChildProcess, use: (message: Message) => void): void {
  let held = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (;;) {
      const headerEnd = held.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(held.toString('latin1', 0, headerEnd))?.[1] ?? 0);
      const end = headerEnd + 4 + length;
      if (headerEnd === -1 || held.length < end) return;
      const body = held.toString('utf8', headerEnd + 4, end);
      held = held.subarray(end);
      use(JSON.parse(body));
    }
  });
}

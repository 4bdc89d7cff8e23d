import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProbeResult } from '../../src/model/health/probe-result.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { startSandbox } from '../../src/sandbox/http/start-sandbox.ts';
import { withQuirks } from '../../src/sandbox/quirks.ts';
import { rulesOf } from '../../src/sandbox/services.ts';
import { type Ended, runCli } from '../support/cli-run.ts';
import { startScimmy } from '../support/scimmy-server.ts';

const QUICKSTART = fileURLToPath(new URL('../../examples/quickstart', import.meta.url));

export interface Found extends ProbeResult {
  readonly dialect: JsonObject;
}

interface Started {
  readonly url: string;
  close(): Promise<void>;
}

/** What a service is, and what its probe must find besides a dialect that works. */
export interface ProbeRow {
  readonly title: string;
  readonly start: () => Promise<Started>;
  readonly finds: JsonObject;
  /** A file of the quickstart that asks for what the service cannot do. */
  readonly without?: string;
}

function sandbox(service: string, ...quirks: readonly string[]): () => Promise<Started> {
  return () => startSandbox({ rules: withQuirks(rulesOf(service), quirks), seed: {} });
}

export const PROBE_ROWS: readonly ProbeRow[] = [
  { title: 'SCIMMY', start: () => startScimmy(), finds: {} },
  { title: 'the generic sandbox', start: sandbox('generic'), finds: { etag: 'ifMatch' } },
  {
    title: 'a service that overlooks filters in paths',
    start: sandbox('generic', 'filtered-paths-ignored', 'no-etag'),
    finds: { patch: { elementChange: 'replaceAttribute', elementRemoval: 'replaceAttribute' } },
  },
  {
    title: 'a service that wants capitals, "True", members by value and active alone',
    start: sandbox('generic', 'capitalised-ops', 'string-booleans', 'alone-in-patch=active', 'member-removal-by-value'),
    finds: {
      etag: 'ifMatch',
      members: { removal: 'valueList' },
      patch: { capitalisedOps: true, stringBooleans: true, alone: ['active'] },
    },
  },
  {
    title: 'the sandbox of Microsoft Entra ID',
    start: sandbox('entra-id'),
    finds: { endpoint: { accept: 'application/scim+json' }, patch: { urnQualifiedCorePaths: true } },
    // It shows which users are in a group, and not which groups.
    without: 'groups/company.yaml',
  },
  {
    title: 'the sandbox of Slack',
    start: sandbox('slack'),
    finds: { etag: 'ifMatch', types: { User: { delete: 'deactivates' } } },
  },
  { title: 'a service without PATCH', start: sandbox('generic', 'no-patch'), finds: { patch: { supported: false } } },
];

/** What a service answers. */
export async function read(url: string): Promise<JsonObject> {
  return JSON.parse(await (await fetch(url)).text());
}

/** A copy of the quickstart on a service that nobody knows, with the profile `generic`. */
export interface ProbedProject {
  readonly dir: string;
  configure(url: string, dialect?: JsonObject): void;
  run(...args: readonly string[]): Promise<Ended>;
  probe(...args: readonly string[]): Promise<Found>;
  remove(): void;
}

/** Lays the files of the quickstart into a new folder. */
export function probedProject(): ProbedProject {
  const dir = mkdtempSync(join(tmpdir(), 'rollcall-probe-'));
  cpSync(QUICKSTART, dir, { recursive: true });
  const run = (...args: readonly string[]) => runCli([...args, '--dir', dir]);
  return {
    dir,
    configure: (url, dialect = {}) => {
      const service = { profile: 'generic', baseUrl: url, dialect };
      const defaults = { user: { active: true } };
      const project = { service, defaults, variables: { domain: 'example.com' } };
      writeFileSync(join(dir, 'rollcall.yaml'), JSON.stringify(project));
    },
    run,
    probe: async (...args) => {
      const allow = ['--allow', 'irreversible=1'];
      const { stdout, stderr } = await run('doctor', '--probe', '--auto-approve', '--json', ...allow, ...args);
      assert.notEqual(stdout, '', stderr);
      return JSON.parse(stdout);
    },
    remove: () => rmSync(dir, { recursive: true }),
  };
}

/** Probes a service, pastes what was found, and shows that it is all there is to find and that the quickstart applies. */
export async function checkRow({ start, finds, without }: ProbeRow): Promise<void> {
  const { dir, configure, probe, run, remove } = probedProject();
  const service = await start();
  try {
    if (without !== undefined) rmSync(join(dir, without));
    configure(service.url);
    const first = await probe();
    assert.deepEqual([first.ended, first.remains], [undefined, []]);
    assert.deepEqual(first.overrides, { ...first.overrides, ...finds });
    configure(service.url, first.dialect);
    assert.deepEqual((await probe()).overrides, {});
    const applied = await run('apply', '--auto-approve');
    assert.equal(applied.code, 0, applied.stdout + applied.stderr);
    const plan = await run('plan', '--detailed-exitcode');
    assert.equal(plan.code, 0, plan.stdout + plan.stderr);
  } finally {
    await service.close();
    remove();
  }
}

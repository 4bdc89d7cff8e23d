import type { CiProject } from '../ci-project.ts';
import { indented } from '../indented.ts';
import { FETCH_PACKAGE, projectFlags } from '../shell-functions.ts';
import { applyByHand, applyMerged } from './apply-scripts.ts';
import { lookForDrift } from './drift-script.ts';
import { CHECKOUT, SETUP_NODE, UPLOAD_ARTIFACT } from './pinned-actions.ts';
import { COMMENT_PLAN, checkFiles, lookForChanges, makePlan } from './plan-scripts.ts';

/** Where the workflow of a project lies in a repository: each has its own. */
export function githubWorkflowPath({ prefix }: CiProject): string {
  return `.github/workflows/${prefix}.yaml`;
}

/** For linters that do not know `queue` yet, which GitHub has since May 2026. */
export const ACTIONLINT_CONFIG = `paths:
  .github/workflows/rollcall*.yaml:
    ignore:
      - 'unexpected key "queue" for "concurrency" section'
`;

/**
 * The workflow for GitHub Actions: a plan on each pull request, an apply of what was reviewed on main, a look for drift each
 * night. Values from outside reach shells through the environment alone.
 */
export function githubWorkflow(project: CiProject): string {
  return `${head(project)}
jobs:
${[planJob(project), gateJob(project), applyJob(project), byHandJob(project), driftJob(project)].join('\n')}`;
}

function head({ prefix, folder, hosts, allowEnv, environments }: CiProject): string {
  const choice = `      environment:
        description: The environment to apply
        required: true
        type: choice
        options: [${environments.join(', ')}]
`;
  return `# Plans each pull request, applies on main what was reviewed, and looks for drift every night.
# docs/ci.md of rollcall says what it needs and what to protect:
# - variables ROLLCALL_PACKAGE and ROLLCALL_SHA256: the URL of a rollcall-*.tgz, and its SHA-256
# - environments ${shownEnvironment(prefix, environments)}-plan with credentials that only read, and -apply with those that write,
#   for main only; each with the secrets that are named below
# - secret ROLLCALL_ID_KEY, any long text: without it, who reads a plan's id may guess hidden values
# - a rule that requires the check "${prefix}", and one that lets few people change .github
name: ${prefix}

on:
  pull_request:
    branches: [main]
  merge_group:
  push:
    branches: [main]
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:
    inputs:
      expect:
        description: The id of the plan, all 64 digits
        required: true
        type: string
      allow:
        description: What is allowed beyond the guards, such as removals=12
        type: string
      commit:
        description: The commit to apply; the latest if empty
        type: string
      pull_request:
        description: The number of the pull request to tell
        type: string
${environments.length === 0 ? '' : choice}
permissions: {}

defaults:
  run:
    shell: bash

env:
  # No request and no credential goes elsewhere, whatever a pull request writes.
  ROLLCALL_ALLOW_HOSTS: ${JSON.stringify(hosts.join(','))}
  ROLLCALL_ALLOW_ENV: ${JSON.stringify(allowEnv.join(','))}
  ROLLCALL_DIR: ${JSON.stringify(folder === '' ? '.' : folder)}
  ROLLCALL_WORKFLOW: ${prefix}.yaml
`;
}

function shownEnvironment(prefix: string, environments: readonly string[]): string {
  return environments.length === 0 ? prefix : `${prefix}-{${environments.join(',')}}`;
}

/** The lines that tell a job which environment it is for. */
function chosen({ environments, folder }: CiProject, value: string): string {
  const where = folder === '' ? '' : ` ${folder}`;
  return environments.length === 0
    ? `    env:
      ROLLCALL_ENV: ""
      ROLLCALL_ARTIFACT: rollcall-id
      ROLLCALL_SHOWN: ${JSON.stringify(where)}
`
    : `    env:
      ROLLCALL_ENV: ${value}
      ROLLCALL_ARTIFACT: rollcall-id-${value}
      ROLLCALL_SHOWN: ${JSON.stringify(`${where} ${value}`)}
`;
}

const MATRIX_VALUE = `\${{ matrix.environment }}`;
const INPUT_VALUE = `\${{ inputs.environment }}`;

function matrix({ environments }: CiProject): string {
  if (environments.length === 0) return '';
  return `    strategy:
      fail-fast: false
      matrix:
        environment: [${environments.join(', ')}]
`;
}

/** The name of an environment of GitHub, and of a group of runs. */
function nameOf({ prefix, environments }: CiProject, value: string, end: string): string {
  return environments.length === 0 ? `${prefix}-${end}` : `${prefix}-${value}-${end}`;
}

function step(name: string, script: string, lines: readonly string[] = []): string {
  return `      - name: ${name}
${lines.map((line) => `        ${line}\n`).join('')}        run: |
${indented(script, 10)}
`;
}

function secretLines({ secrets }: CiProject): readonly string[] {
  return ['ROLLCALL_ID_KEY', ...secrets].map((name) => `  ${name}: \${{ secrets.${name} }}`);
}

const TOKEN = `  GH_TOKEN: \${{ github.token }}`;

/** Before the checkout, so that nothing in the repository has a say in it. */
function setup(): string {
  return `      - uses: ${SETUP_NODE}
        with:
          node-version: 24
          package-manager-cache: false
${step('Install rollcall', FETCH_PACKAGE, [
  `working-directory: \${{ runner.temp }}`,
  'env:',
  `  ROLLCALL_PACKAGE: \${{ vars.ROLLCALL_PACKAGE }}`,
  `  ROLLCALL_SHA256: \${{ vars.ROLLCALL_SHA256 }}`,
])}      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0
          persist-credentials: false
`;
}

function planJob(project: CiProject): string {
  const flags = projectFlags(project);
  const changed = "if: steps.changed.outputs.changed == 'true'";
  return `  plan:
    # Pull requests of forks get no secrets, and no plan.
    if: github.event_name == 'merge_group' || (github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository)
    runs-on: ubuntu-latest
${matrix(project)}    environment: ${nameOf(project, MATRIX_VALUE, 'plan')}
    permissions:
      contents: read
      pull-requests: write
    concurrency:
      group: ${nameOf(project, MATRIX_VALUE, 'plan')}-\${{ github.event.pull_request.number || github.ref }}
      cancel-in-progress: true
${chosen(project, MATRIX_VALUE)}    steps:
${setup()}${step('See what has changed', lookForChanges(flags), ['id: changed', 'env:', `  BASE: \${{ github.event.merge_group.base_sha }}`])}${step('Check the files', checkFiles(flags), [changed])}${step('Plan', makePlan(flags), ['id: plan', changed, 'env:', ...secretLines(project)])}${step(
  'Comment',
  COMMENT_PLAN,
  [
    "if: github.event_name == 'pull_request'",
    'env:',
    TOKEN,
    `  PULL_REQUEST: \${{ github.event.pull_request.number }}`,
    `  CHANGED: \${{ steps.changed.outputs.changed }}`,
  ],
)}      - name: Keep the id
        if: github.event_name == 'pull_request' && steps.plan.outputs.id
        uses: ${UPLOAD_ARTIFACT}
        with:
          name: ${project.environments.length === 0 ? 'rollcall-id' : `rollcall-id-${MATRIX_VALUE}`}
          path: \${{ runner.temp }}/rollcall-id
          retention-days: 90
          overwrite: true
${step('Result', `exit "$CODE"`, [changed, 'env:', `  CODE: \${{ steps.plan.outputs.code }}`])}`;
}

function gateJob({ prefix }: CiProject): string {
  return `  gate:
    # The check to require: a job that is skipped would count as a success.
    name: ${prefix}
    if: always() && (github.event_name == 'pull_request' || github.event_name == 'merge_group')
    needs: plan
    runs-on: ubuntu-latest
    steps:
${step('Result', '[ "$RESULT" = success ]', ['env:', `  RESULT: \${{ needs.plan.result }}`])}`;
}

const APPLY_PERMISSIONS = `    permissions:
      contents: read
      actions: read
      pull-requests: write
`;

function oneAtATime(project: CiProject, value: string): string {
  return `    # One apply at a time, in order; none is dropped or broken off.
    concurrency:
      group: ${nameOf(project, value, 'apply')}
      cancel-in-progress: false
      queue: max
`;
}

/** Journals hold personal data, and stay on the machine that is thrown away unless somebody wants them. */
function keepJournal(project: CiProject, value: string): string {
  const { folder } = project;
  return `      - name: Keep the journal
        if: always() && vars.ROLLCALL_KEEP_JOURNAL == 'true'
        uses: ${UPLOAD_ARTIFACT}
        with:
          name: ${nameOf(project, value, 'journal')}
          path: ${JSON.stringify(`${folder === '' ? '' : `${folder}/`}.rollcall/journal`)}
          include-hidden-files: true
          if-no-files-found: ignore
          overwrite: true
`;
}

function applyJob(project: CiProject): string {
  return `  apply:
    if: github.event_name == 'push' && github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
${matrix(project)}    environment: ${nameOf(project, MATRIX_VALUE, 'apply')}
${APPLY_PERMISSIONS}${oneAtATime(project, MATRIX_VALUE)}${chosen(project, MATRIX_VALUE)}    steps:
${setup()}${step('Apply what was reviewed', applyMerged(projectFlags(project)), [
  'env:',
  TOKEN,
  `  BEFORE: \${{ github.event.before }}`,
  ...secretLines(project),
])}${keepJournal(project, MATRIX_VALUE)}`;
}

function byHandJob(project: CiProject): string {
  return `  by-hand:
    if: github.event_name == 'workflow_dispatch' && github.ref == 'refs/heads/main'
    runs-on: ubuntu-latest
    environment: ${nameOf(project, INPUT_VALUE, 'apply')}
${APPLY_PERMISSIONS}${oneAtATime(project, INPUT_VALUE)}${chosen(project, INPUT_VALUE)}    steps:
${setup()}${step('Apply by hand', applyByHand(projectFlags(project)), [
  'env:',
  TOKEN,
  `  EXPECT: \${{ inputs.expect }}`,
  `  ALLOW: \${{ inputs.allow }}`,
  `  COMMIT: \${{ inputs.commit }}`,
  `  PULL_REQUEST: \${{ inputs.pull_request }}`,
  ...secretLines(project),
])}${keepJournal(project, INPUT_VALUE)}`;
}

function driftJob(project: CiProject): string {
  return `  drift:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
${matrix(project)}    environment: ${nameOf(project, MATRIX_VALUE, 'plan')}
    permissions:
      contents: read
      actions: read
      issues: write
${chosen(project, MATRIX_VALUE)}    steps:
${setup()}${step('Look for drift', lookForDrift(projectFlags(project)), ['env:', TOKEN, ...secretLines(project)])}`;
}

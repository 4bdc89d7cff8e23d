import type { Credentials } from './credentials.ts';

/** Where the workflow lies in a repository. */
export const GITHUB_WORKFLOW = '.github/workflows/rollcall.yaml';

/**
 * The workflow for GitHub Actions: a comment on each pull request, an apply on main and a look for drift each night.
 * @param folder the project's folder in the repository, empty for its root
 */
export function githubWorkflow({ variable }: Credentials, folder: string): string {
  const secret = `          ${variable}: \${{ secrets.${variable} }}`;
  return `# Plans each pull request, applies main, and looks for drift every night.
# It needs the secret ${variable} and the variable ROLLCALL_PACKAGE: where rollcall comes from, pinned.
name: rollcall

on:
  pull_request:
    branches: [main]
  push:
    branches: [main]
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions:
  contents: read
${folder === '' ? '' : `\ndefaults:\n  run:\n    working-directory: ${JSON.stringify(folder)}\n`}
env:
  ROLLCALL_PACKAGE: \${{ vars.ROLLCALL_PACKAGE }}

jobs:
  plan:
    # Pull requests of forks get no secrets.
    if: github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    concurrency:
      group: rollcall-plan-\${{ github.event.pull_request.number }}
      cancel-in-progress: true
    steps:
${SETUP}
      - name: Check the files
        run: |
          rollcall fmt --check
          rollcall validate --format github
      - name: Plan
        id: plan
        env:
${secret}
        run: |
          code=0
          rollcall plan --format markdown --values none > plan.md || code=$?
          if [ ! -s plan.md ]; then echo "**rollcall could not plan.** The log of the job says why." > plan.md; fi
          echo "code=$code" >> "$GITHUB_OUTPUT"
      - name: Comment
        env:
          GH_TOKEN: \${{ github.token }}
          PULL_REQUEST: \${{ github.event.pull_request.number }}
        run: |
          { echo "<!-- rollcall plan -->"; cat plan.md; } > comment.md
          comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
          mine='.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("<!-- rollcall plan -->"))) | .id'
          id=$(gh api "$comments" --paginate --jq "$mine" | head -n 1)
          if [ -n "$id" ]; then
            gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field body=@comment.md --silent
          else
            gh api --method POST "$comments" --field body=@comment.md --silent
          fi
      - name: Result
        env:
          CODE: \${{ steps.plan.outputs.code }}
        run: exit "$CODE"

  apply:
    if: github.ref == 'refs/heads/main' && (github.event_name == 'push' || github.event_name == 'workflow_dispatch')
    runs-on: ubuntu-latest
    environment: production
    # One apply at a time; none is broken off.
    concurrency:
      group: rollcall-apply
      cancel-in-progress: false
    steps:
${SETUP}
      - name: Apply
        env:
${secret}
        run: rollcall apply --auto-approve

  drift:
    if: github.event_name == 'schedule'
    runs-on: ubuntu-latest
    steps:
${SETUP}
      - name: Look for drift
        env:
${secret}
        # Fails with exit code 2 where the service is not as the files say.
        run: rollcall plan --detailed-exitcode --format markdown --values none >> "$GITHUB_STEP_SUMMARY"
`;
}

const SETUP = `      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - name: Install rollcall
        run: npm install --global "\${ROLLCALL_PACKAGE:?set the variable ROLLCALL_PACKAGE to a pinned version, tarball or git URL of rollcall}"`;

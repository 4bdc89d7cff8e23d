import { APPLY, APPLY_LOOP, byHand, DIGEST, GIT, MAKE_PLAN, WHY } from '../shell-functions.ts';
import { DISPATCH, PLACES, TELL } from './github-functions.ts';

/** What applying takes, in the order in which it is needed. */
function functions(project: string): string {
  return [PLACES, WHY, MAKE_PLAN(project), DISPATCH, TELL, APPLY(project), GIT].join('\n\n');
}

/** Which pull request a commit on main is from: its number, its head and the commit that merged it, or nothing. */
const PULL_OF = `pull_of() {
  gh api "repos/$GITHUB_REPOSITORY/commits/$1/pulls?per_page=100" | COMMIT=$1 BRANCH=$branch node -e '
    const pulls = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const merged = pulls.filter(({ merged_at, base }) => merged_at !== null && base.ref === process.env.BRANCH);
    const pull = merged.find(({ merge_commit_sha }) => merge_commit_sha === process.env.COMMIT) ?? merged[0];
    if (pull) console.log(pull.number, pull.head.sha, pull.merge_commit_sha);
  '
}`;

/** The id that the plan of a pull request left for its head, from the newest run that left one; forks leave none. */
const REVIEWED = `reviewed() {
  local run folder
  folder=$(mktemp -d)
  for run in $(gh api "repos/$GITHUB_REPOSITORY/actions/workflows/$ROLLCALL_WORKFLOW/runs?event=pull_request&head_sha=$1&per_page=100" | node -e '
    const { workflow_runs } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const own = workflow_runs.filter(({ head_repository }) => head_repository?.full_name === process.env.GITHUB_REPOSITORY);
    for (const { id } of own.sort((a, b) => b.run_number - a.run_number)) console.log(id);
  '); do
    if gh run download "$run" --repo "$GITHUB_REPOSITORY" --name "$ROLLCALL_ARTIFACT" --dir "$folder" > "$work/download.log" 2>&1; then
      grep -Exm1 '[0-9a-f]{64}' "$folder/rollcall-id" && return
    fi
  done
  return 0
}`;

/**
 * Applies each pull request that a push merged, in order, with the id that was reviewed; stops at the first that is refused.
 * What nobody reviewed has an id that no plan has: it is refused, and says what would allow it.
 */
export function applyMerged(project: string): string {
  return [functions(project), DIGEST(project), PULL_OF, REVIEWED, APPLY_LOOP].join('\n\n');
}

/** Applies by hand what was refused: a commit of main with an id, and what is allowed beyond the guards. */
export function applyByHand(project: string): string {
  return [functions(project), byHand()].join('\n\n');
}

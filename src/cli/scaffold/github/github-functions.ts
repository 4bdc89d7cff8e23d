/* What the steps of the workflow for GitHub call its API by, in shell. */

import { ALLOWANCES } from '../shell-functions.ts';

/** Where the shared functions find what they need. */
export const PLACES = `export work=$RUNNER_TEMP root=$GITHUB_WORKSPACE sha=$GITHUB_SHA branch=$GITHUB_REF_NAME
export summary=$GITHUB_STEP_SUMMARY commit_variable=GITHUB_SHA`;

/** Replaces the comment on a pull request that begins with a mark; writes one where there is none, unless told not to. */
export const COMMENT = `comment() {
  local found
  found=$(gh api "repos/$GITHUB_REPOSITORY/issues/$1/comments?per_page=100" --paginate --slurp | MARK=$2 node -e '
    const comments = JSON.parse(require("node:fs").readFileSync(0, "utf8")).flat();
    const mine = comments.find(({ user, body }) => user.login === "github-actions[bot]" && body.startsWith(process.env.MARK));
    if (mine) console.log(mine.id);
  ')
  { echo "$2"; echo "**rollcall$ROLLCALL_SHOWN**"; echo; cat "$3"; } > "$work/comment.md"
  if [ -n "$found" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field "body=@$work/comment.md" --silent
  elif [ "\${4:-write}" = write ]; then
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$1/comments" --field "body=@$work/comment.md" --silent
  fi
}`;

/** Tells how an apply came out: in the summary of the run, and on the pull request where there is one. */
export const TELL = `tell() {
  cat "$work/outcome.md" >> "$summary"
  if [ -n "$1" ]; then
    gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$1/comments" --field "body=@$work/outcome.md" --silent
  fi
}`;

/** The command that applies a refused plan all the same; needs make_plan before it. */
export const DISPATCH = `dispatch() {
  local allow
  ${ALLOWANCES}
  printf '%s\\n\\n\`\`\`sh\\n' "If this plan is right, somebody who may apply runs:"
  printf 'gh workflow run %s --ref %s -f expect=%s -f commit=%s' "$ROLLCALL_WORKFLOW" "$branch" "$id" "$1"
  if [ -n "$ROLLCALL_ENV" ]; then printf ' -f environment=%s' "$ROLLCALL_ENV"; fi
  if [ -n "$2" ]; then printf ' -f pull_request=%s' "$2"; fi
  if [ -n "$allow" ]; then printf ' -f allow="%s"' "$allow"; fi
  printf '\\n\`\`\`\\n'
}`;

/* What the jobs of the pipeline for GitLab call its API by, in shell. */

import { ALLOWANCES } from '../shell-functions.ts';

/** Where the shared functions find what they need, and requests with the token, which stands on no command line. */
export const PLACES = `work=$(mktemp -d)
export work root=$CI_PROJECT_DIR sha=$CI_COMMIT_SHA branch=$CI_DEFAULT_BRANCH
export summary=/dev/null commit_variable=CI_COMMIT_SHA project=$CI_API_V4_URL/projects/$CI_PROJECT_ID
printf 'PRIVATE-TOKEN: %s\\n' "\${ROLLCALL_GITLAB_TOKEN:?set the variable ROLLCALL_GITLAB_TOKEN to a project access token with the scope api}" > "$work/header"

api() {
  curl --fail --silent --show-error --header "@$work/header" "$@"
}

# All pages of a list, a line each.
pages() {
  local page=1 part
  while :; do
    part=$(api "$1&per_page=100&page=$page")
    printf '%s\\n' "$part"
    if [ "$part" = "[]" ]; then break; fi
    page=$((page + 1))
  done
}`;

/** How programs for node read what pages printed. */
const READ = `require("node:fs").readFileSync(0, "utf8").split("\\n").filter(Boolean).flatMap((line) => JSON.parse(line))`;

/** Replaces our note on a merge request that begins with a mark; writes one where there is none, unless told not to. */
export const COMMENT = `comment() {
  local own found
  own=$(api "$CI_API_V4_URL/user" | node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).id')
  found=$(pages "$project/merge_requests/$1/notes?sort=asc" | OWN=$own MARK=$2 node -e '
    const notes = ${READ};
    const mine = notes.find(({ author, body }) => String(author.id) === process.env.OWN && body.startsWith(process.env.MARK));
    if (mine) console.log(mine.id);
  ')
  { echo "$2"; echo "**rollcall$ROLLCALL_SHOWN**"; echo; cat "$3"; } > "$work/comment.md"
  if [ -n "$found" ]; then
    api --request PUT --data-urlencode "body@$work/comment.md" --output /dev/null "$project/merge_requests/$1/notes/$found"
  elif [ "\${4:-write}" = write ]; then
    api --data-urlencode "body@$work/comment.md" --output /dev/null "$project/merge_requests/$1/notes"
  fi
}`;

/** Tells how an apply came out on the merge request, where there is one. */
export const TELL = `tell() {
  if [ -n "$1" ]; then
    api --data-urlencode "body@$work/outcome.md" --output /dev/null "$project/merge_requests/$1/notes"
  else
    cat "$work/outcome.md"
  fi
}`;

/** The pipeline that applies a refused plan all the same; needs make_plan before it. */
export const dispatch = (prefix: string): string => `dispatch() {
  local allow
  ${ALLOWANCES}
  printf '%s\\n\\n\`\`\`\\n' "If this plan is right, somebody who may apply runs a pipeline on $branch with these variables:"
  printf 'ROLLCALL_PROJECT=${prefix}\\nEXPECT=%s\\nCOMMIT=%s\\n' "$id" "$1"
  if [ -n "$ROLLCALL_ENV" ]; then printf 'ENVIRONMENT=%s\\n' "$ROLLCALL_ENV"; fi
  if [ -n "$2" ]; then printf 'MERGE_REQUEST=%s\\n' "$2"; fi
  if [ -n "$allow" ]; then printf 'ALLOW=%s\\n' "$allow"; fi
  printf '\`\`\`\\n'
}`;

/** Which merge request a commit is from: its number, its head and the commit that merged it, or nothing. */
export const PULL_OF = `pull_of() {
  api "$project/repository/commits/$1/merge_requests" | COMMIT=$1 BRANCH=$branch node -e '
    const requests = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const merged = requests
      .filter(({ state, target_branch }) => state === "merged" && target_branch === process.env.BRANCH)
      .map((request) => ({ ...request, by: request.merge_commit_sha ?? request.squash_commit_sha ?? request.sha }));
    const one = merged.find(({ by }) => by === process.env.COMMIT) ?? merged[0];
    if (one) console.log(one.iid, one.sha, one.by);
  '
}`;

/** The id that the plan of the merge request left for its head, from its newest pipeline that left one; forks leave none. */
export const reviewed = (prefix: string): string => `reviewed() {
  local pipeline job
  for pipeline in $(api "$project/merge_requests/$pull/pipelines?per_page=100" | HEAD=$1 node -e '
    const pipelines = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const own = pipelines.filter(({ sha, ref, source, project_id }) =>
      source === "merge_request_event" && String(project_id) === process.env.CI_PROJECT_ID &&
      (sha === process.env.HEAD || /^refs\\/merge-requests\\/[0-9]+\\/(merge|train)$/.test(ref)));
    for (const { id } of own.sort((a, b) => b.id - a.id)) console.log(id);
  '); do
    job=$(api "$project/pipelines/$pipeline/jobs?per_page=100" | NAME="${prefix}-plan\${ROLLCALL_ENV:+: [$ROLLCALL_ENV]}" node -e '
      const jobs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
      const plan = jobs.find(({ name }) => name === process.env.NAME);
      if (plan) console.log(plan.id);
    ')
    if [ -n "$job" ] && api --output "$work/reviewed" "$project/jobs/$job/artifacts/rollcall-id" 2> /dev/null; then
      grep -Exm1 '[0-9a-f]{64}' "$work/reviewed" && return
    fi
  done
  return 0
}`;

/** The numbers of running pipelines that apply, and of the open issue about drift. */
export const RUNNING = `running() {
  api "$project/pipelines?status=running&ref=$branch&per_page=100" | node -e '
    const pipelines = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    console.log(pipelines.filter(({ source }) => source !== "schedule").length);
  '
}

issue() {
  pages "$project/issues?state=opened&in=title&search=rollcall" | TITLE=$1 node -e '
    const issues = ${READ};
    const mine = issues.find(({ title }) => title === process.env.TITLE);
    if (mine) console.log(mine.iid);
  '
}`;

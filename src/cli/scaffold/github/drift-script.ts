import { MAKE_PLAN, WHY } from '../shell-functions.ts';
import { PLACES } from './github-functions.ts';

/** Opens one issue where the service is not as the files say, and closes it where it is; skips while an apply runs. */
export function lookForDrift(project: string): string {
  return `${PLACES}

${WHY}

${MAKE_PLAN(project)}

running=$(gh api "repos/$GITHUB_REPOSITORY/actions/workflows/$ROLLCALL_WORKFLOW/runs?status=in_progress&per_page=100" | node -e '
  const { workflow_runs } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
  console.log(workflow_runs.filter(({ event }) => event === "push" || event === "workflow_dispatch").length);
')
if [ "$running" != 0 ]; then echo "An apply is running: nothing is compared."; exit 0; fi
make_plan
TITLE="rollcall$ROLLCALL_SHOWN: the service is not as the files say"
open=$(gh api "repos/$GITHUB_REPOSITORY/issues?state=open&creator=github-actions%5Bbot%5D&per_page=100" --paginate --slurp | TITLE=$TITLE node -e '
  const issues = JSON.parse(require("node:fs").readFileSync(0, "utf8")).flat();
  const mine = issues.find(({ title, pull_request }) => title === process.env.TITLE && pull_request === undefined);
  if (mine) console.log(mine.number);
')
case $code in
  0)
    if [ -n "$open" ]; then
      gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$open" --field state=closed --silent
    fi
    ;;
  2 | 3)
    cat "$work/plan.md" >> "$summary"
    if [ -n "$open" ]; then
      gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$open" --field "body=@$work/plan.md" --silent
    else
      gh api --method POST "repos/$GITHUB_REPOSITORY/issues" --raw-field "title=$TITLE" --field "body=@$work/plan.md" --silent
    fi
    ;;
  *) exit "$code" ;;
esac`;
}

import { DIGEST, lookAtBase, MAKE_PLAN, WHY } from '../shell-functions.ts';
import { COMMENT, PLACES } from './github-functions.ts';

/** Says whether anything that the project reads is another than where the branch goes. */
export function lookForChanges(project: string): string {
  return `${PLACES}

${DIGEST(project)}

base=\${BASE:-HEAD^1}
${lookAtBase()}
if [ "$changed" = false ]; then
  echo "Nothing that this project reads has changed."
fi
echo "changed=$changed" >> "$GITHUB_OUTPUT"`;
}

/** Annotates the lines of the pull request; a file that fmt would change is a warning. */
export function checkFiles(project: string): string {
  return `rollcall fmt --dir "$ROLLCALL_DIR" --check || echo "::warning title=rollcall fmt::Some files are not formatted: run rollcall fmt."
rollcall validate ${project} --format github || true`;
}

/** Plans, shows the plan in the summary, and keeps its id. */
export function makePlan(project: string): string {
  return `${PLACES}

${WHY}

${MAKE_PLAN(project)}

make_plan
# The comment is cut to what GitHub takes; the summary holds more.
if [ -z "$id" ] || ! rollcall show "$work/plan.json" --format markdown --values none --full > "$work/full.md" 2> "$work/show.log"; then
  cp "$work/plan.md" "$work/full.md"
fi
head -c 900000 "$work/full.md" >> "$summary"
printf '%s\\n' "$id" > "$work/rollcall-id"
echo "id=$id" >> "$GITHUB_OUTPUT"
# A plan that the guards refuse is a plan: whoever reviews it decides.
if [ -n "$id" ]; then code=0; elif [ "$code" = 0 ]; then code=1; fi
echo "code=$code" >> "$GITHUB_OUTPUT"`;
}

/** Comments, and where nothing has changed only corrects what was said before. */
export const COMMENT_PLAN = `${PLACES}

${COMMENT}

MARK="<!-- rollcall plan $ROLLCALL_DIR $ROLLCALL_ENV -->"
if [ "$CHANGED" = false ]; then
  echo "Nothing that this project reads has changed." > "$work/plan.md"
  comment "$PULL_REQUEST" "$MARK" "$work/plan.md" replace
else
  comment "$PULL_REQUEST" "$MARK" "$work/plan.md"
fi`;

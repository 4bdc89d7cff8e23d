import { APPLY, APPLY_LOOP, byHand, DIGEST, GIT, lookAtBase, MAKE_PLAN, WHY } from '../shell-functions.ts';
import { COMMENT, dispatch, PLACES, PULL_OF, RUNNING, reviewed, TELL } from './gitlab-functions.ts';

/** Plans a merge request and notes the plan on it; leaves the id as an artefact. Fails where no plan was made. */
export function planScript(project: string): string {
  return `${[PLACES, WHY, DIGEST(project), MAKE_PLAN(project), COMMENT].join('\n\n')}

MARK="<!-- rollcall plan $ROLLCALL_DIR $ROLLCALL_ENV -->"
base=$CI_MERGE_REQUEST_DIFF_BASE_SHA
${lookAtBase()}
if [ "$changed" = false ]; then
  echo "Nothing that this project reads has changed."
  echo "Nothing that this project reads has changed." > "$work/plan.md"
  comment "$CI_MERGE_REQUEST_IID" "$MARK" "$work/plan.md" replace
  exit 0
fi
rollcall fmt --dir "$ROLLCALL_DIR" --check || echo "Some files are not formatted: run rollcall fmt."
rollcall validate ${project} || true
make_plan
comment "$CI_MERGE_REQUEST_IID" "$MARK" "$work/plan.md"
# A plan that the guards refuse is a plan: whoever reviews it decides.
if [ -n "$id" ]; then printf '%s\\n' "$id" > "$root/rollcall-id"; exit 0; fi
if [ "$code" = 0 ]; then code=1; fi
exit "$code"`;
}

function functions(project: string, prefix: string): string {
  return [PLACES, WHY, MAKE_PLAN(project), dispatch(prefix), TELL, APPLY(project), GIT].join('\n\n');
}

/** Applies each merge request that a push merged, in order, with the id that was reviewed; stops at the first refusal. */
export function applyScript(project: string, prefix: string): string {
  return `${[functions(project, prefix), DIGEST(project), PULL_OF, reviewed(prefix)].join('\n\n')}

BEFORE=$CI_COMMIT_BEFORE_SHA
${APPLY_LOOP}`;
}

/** Applies by hand what was refused. */
export function byHandScript(project: string, prefix: string): string {
  return `${functions(project, prefix)}

PULL_REQUEST=$MERGE_REQUEST
${byHand()}`;
}

/** Opens one issue where the service is not as the files say, and closes it where it is; skips while an apply runs. */
export function driftScript(project: string): string {
  return `${[PLACES, WHY, MAKE_PLAN(project), RUNNING].join('\n\n')}

if [ "$(running)" != 0 ]; then echo "An apply is running: nothing is compared."; exit 0; fi
make_plan
TITLE="rollcall$ROLLCALL_SHOWN: the service is not as the files say"
open=$(issue "$TITLE")
case $code in
  0)
    if [ -n "$open" ]; then api --request PUT --data state_event=close --output /dev/null "$project/issues/$open"; fi
    ;;
  2 | 3)
    if [ -n "$open" ]; then
      api --request PUT --data-urlencode "description@$work/plan.md" --output /dev/null "$project/issues/$open"
    else
      api --data-urlencode "title=$TITLE" --data-urlencode "description@$work/plan.md" --output /dev/null "$project/issues"
    fi
    ;;
  *) exit "$code" ;;
esac`;
}

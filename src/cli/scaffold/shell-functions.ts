import type { CiProject } from './ci-project.ts';

/*
 * Functions in shell that the steps of all workflows share: each step begins with those that it needs. They take from what
 * stands before them: work (a folder for files), root (of the checkout), sha, branch, summary (a file) and commit_variable.
 */

/** Which files the project reads and what they say, as a number; nothing where they are faulty. */
export const DIGEST = (project: string): string => `digest() {
  { rollcall validate ${project} --json 2> /dev/null || true; } | sed -n 's/^  "digest": "\\([0-9a-f]*\\)",$/\\1/p'
}`;

/** Plans into files that leave this machine in no log: plan.json holds values, plan.md none. Sets code and id. */
export const MAKE_PLAN = (project: string): string => `make_plan() {
  rm -f "$work/plan.json"
  code=0
  rollcall plan ${project} --format markdown --values none --detailed-exitcode --out "$work/plan.json" \\
    > "$work/plan.md" 2> "$work/plan.log" || code=$?
  id=""
  if [ -f "$work/plan.json" ]; then id=$(sed -n 's/^  "id": "\\([0-9a-f]*\\)",$/\\1/p' "$work/plan.json"); fi
  if [ -z "$id" ]; then
    if [ ! -s "$work/plan.md" ]; then echo "**rollcall could not plan.** The log of the job says why." > "$work/plan.md"; fi
    why "$work/plan.log"
  fi
}`;

/** Why something went wrong, without what may quote values. */
export const WHY = `why() {
  sed -n 's/^\\(Error\\|Refused\\): /  \\1: /p' "$1"
}`;

/**
 * Applies the commit that is checked out, if its plan has the id, and tells how that came out; the exit code is in code.
 * A plan with nothing left to do is passed over, so that a job can be run again.
 */
export const APPLY = (project: string): string => `NOTHING=${'0'.repeat(64)}

journal() {
  { find "$ROLLCALL_DIR/.rollcall/journal" -name '*.jsonl' 2> /dev/null || true; } | sort | tail -n 1
}

apply() {
  local commit=$1 pull=$2 expect=$3 before after said outcome reason
  shift 3
  before=$(journal)
  outcome=0
  env "$commit_variable=$commit" rollcall apply ${project} --auto-approve --expect "$expect" "$@" \\
    > "$work/apply.out" 2> "$work/apply.log" || outcome=$?
  after=$(journal)
  why "$work/apply.log"
  reason=$(sed -n 's/^Refused: //p' "$work/apply.log" | head -n 1)
  if [ "$expect" = "$NOTHING" ]; then reason="No plan of it was reviewed."; fi
  case $outcome in
    0) said="**Applied** $commit." ;;
    3) said="**Refused**, nothing was applied of $commit. \${reason:-The guards refuse it.}" ;;
    *) said="**Not applied whole**, or not proven: $commit, exit code $outcome. The log of the job says more." ;;
  esac
  if [ "$outcome" = 0 ] && [ "$after" = "$before" ]; then said="Nothing is left to apply of $commit."; fi
  if [ "$outcome" = 3 ]; then
    make_plan
    if [ -n "$id" ] && grep -q '^  "changes": \\[\\],$' "$work/plan.json"; then
      outcome=0
      said="Nothing is left to apply of $commit."
    fi
  fi
  echo "$said"
  {
    echo "**rollcall$ROLLCALL_SHOWN** · $said"
    echo
    if [ "$outcome" = 3 ]; then
      cat "$work/plan.md"
      echo
      if [ -n "$id" ]; then dispatch "$commit" "$pull"; fi
    elif [ "$after" != "$before" ]; then
      rollcall history "$(basename "$after" .jsonl)" --dir "$ROLLCALL_DIR" --format markdown --values none
    fi
  } > "$work/outcome.md"
  tell "$pull"
  code=$outcome
}`;

/** Git works from the root of the checkout: whoever writes a folder could make it look like a repository of its own. */
export const GIT = 'git() { command git -C "$root" "$@"; }';

/** Applies what a push merged, commit by commit; needs pull_of and reviewed besides. */
export const APPLY_LOOP = `before_digest=""
if git cat-file -e "$BEFORE^{commit}" 2> /dev/null; then
  git checkout --quiet --detach "$BEFORE"
  before_digest=$(digest)
  commits=$(git rev-list --first-parent --reverse "$BEFORE..$sha")
else
  commits=$sha
fi
for commit in $commits; do
  found=$(pull_of "$commit")
  read -r pull head merged <<< "$found"
  # The commits of a rebased pull request are applied together, at the last of them.
  if [ -n "$pull" ] && [ "$merged" != "$commit" ] && grep -qx "$merged" <<< "$commits"; then continue; fi
  git checkout --quiet --detach "$commit"
  now=$(digest)
  if [ -n "$now" ] && [ "$now" = "$before_digest" ]; then
    echo "$commit changes nothing that this project reads."
    continue
  fi
  before_digest=$now
  expect=""
  if [ -n "$pull" ]; then expect=$(reviewed "$head"); fi
  if [ -z "$expect" ]; then expect=$NOTHING; fi
  apply "$commit" "$pull" "$expect"
  if [ "$code" != 0 ]; then exit "$code"; fi
done`;

/** Applies a commit of main by hand: EXPECT, and ALLOW, COMMIT and PULL_REQUEST where they are given. */
export const byHand = (): string => `set -f
for word in "$EXPECT" "\${COMMIT:-$sha}" "\${PULL_REQUEST:-0}" $ALLOW; do
  if ! grep -Exq '[0-9a-f]{64}|[0-9a-f]{40}|[0-9]+|[a-z-]+=[0-9]+' <<< "$word"; then echo "$word is not understood."; exit 1; fi
done
allow=()
for word in $ALLOW; do allow+=(--allow "$word"); done
commit=\${COMMIT:-$sha}
if ! git merge-base --is-ancestor "$commit" "$sha"; then echo "$commit is no commit of $branch."; exit 3; fi
git checkout --quiet --detach "$commit"
apply "$commit" "$PULL_REQUEST" "$EXPECT" "\${allow[@]}"
exit "$code"`;

/** Sets changed to false where nothing that the project reads is another than in base, a commit; needs digest. */
export const lookAtBase = (): string => `after=$(digest)
git -C "$root" worktree add --quiet --detach "$work/base" "$base"
before=$(cd "$work/base" && digest)
changed=true
if [ -n "$after" ] && [ "$before" = "$after" ]; then changed=false; fi`;

/** Fetches rollcall, looks whether it is what was chosen, and installs it without running anything of it. */
export const FETCH_PACKAGE = `: "\${ROLLCALL_PACKAGE:?set the variable ROLLCALL_PACKAGE to the URL of a rollcall-*.tgz}"
: "\${ROLLCALL_SHA256:?set the variable ROLLCALL_SHA256 to the SHA-256 of that file}"
curl --fail --silent --show-error --location --proto =https --output rollcall.tgz "$ROLLCALL_PACKAGE"
echo "$ROLLCALL_SHA256  rollcall.tgz" | sha256sum --check --quiet
npm install --global --ignore-scripts ./rollcall.tgz`;

/** How commands are told which project. */
export function projectFlags({ environments }: Pick<CiProject, 'environments'>): string {
  return environments.length === 0 ? '--dir "$ROLLCALL_DIR"' : '--dir "$ROLLCALL_DIR" --env "$ROLLCALL_ENV"';
}

/** What a dispatch needs to allow a refused plan, in allow; says so and returns where nothing allows it. */
export const ALLOWANCES = `allow=$(node -e '
    const { refusals } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    if (refusals.some(({ allow }) => allow === undefined)) process.exit(1);
    console.log([...new Set(refusals.map(({ allow }) => allow))].join(" "));
  ' "$work/plan.json") || { echo "It cannot be allowed as it is: change the files."; return; }`;

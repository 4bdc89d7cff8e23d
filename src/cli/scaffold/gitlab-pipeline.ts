import type { Credentials } from './credentials.ts';

/** Where the pipeline lies in a repository. */
export const GITLAB_PIPELINE = '.gitlab-ci.yml';

/**
 * The pipeline for GitLab: a note on each merge request, an apply on the default branch and a look for drift on a schedule.
 * @param folder the project's folder in the repository, empty for its root
 */
export function gitlabPipeline({ variable }: Credentials, folder: string): string {
  return `# Plans each merge request, applies the default branch, and looks for drift in scheduled pipelines.
# It needs three CI/CD variables: ${variable}, ROLLCALL_PACKAGE (where rollcall comes from, pinned) and
# ROLLCALL_GITLAB_TOKEN (a project access token with the scope api, for the note). Add a schedule for the nights.

.rollcall:
  image: node:24
  before_script:
    - npm install --global "\${ROLLCALL_PACKAGE:?set the variable ROLLCALL_PACKAGE to a pinned version, tarball or git URL of rollcall}"
${folder === '' ? '' : `    - cd ${JSON.stringify(folder)}\n`}
rollcall-plan:
  extends: .rollcall
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - rollcall fmt --check
    - rollcall validate
    - |
      code=0
      rollcall plan --format markdown --values none > plan.md || code=$?
      if [ ! -s plan.md ]; then echo "**rollcall could not plan.** The log of the job says why." > plan.md; fi
    - |
      cat > comment.mjs <<'SCRIPT'
      import { readFileSync } from 'node:fs';
      const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, ROLLCALL_GITLAB_TOKEN } = process.env;
      const mark = '<!-- rollcall plan -->';
      const body = mark + '\\n' + readFileSync('plan.md', 'utf8');
      const notes = CI_API_V4_URL + '/projects/' + CI_PROJECT_ID + '/merge_requests/' + CI_MERGE_REQUEST_IID + '/notes';
      async function call(method, url, data) {
        const headers = { 'PRIVATE-TOKEN': ROLLCALL_GITLAB_TOKEN, 'content-type': 'application/json' };
        const answer = await fetch(url, { method, headers, body: data && JSON.stringify(data) });
        if (!answer.ok) throw new Error(method + ' ' + url + ' ' + answer.status);
        return answer;
      }
      let id;
      for (let page = '1'; page && !id; ) {
        const answer = await call('GET', notes + '?per_page=100&page=' + page);
        id = (await answer.json()).find((note) => note.body.startsWith(mark))?.id;
        page = answer.headers.get('x-next-page');
      }
      await (id ? call('PUT', notes + '/' + id, { body }) : call('POST', notes, { body }));
      SCRIPT
      node comment.mjs
    - exit "$code"

rollcall-apply:
  extends: .rollcall
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  # One apply at a time; none is broken off.
  resource_group: rollcall-apply
  interruptible: false
  environment: production
  script:
    - rollcall apply --auto-approve

rollcall-drift:
  extends: .rollcall
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
  script:
    # Fails with exit code 2 where the service is not as the files say.
    - rollcall plan --detailed-exitcode
`;
}

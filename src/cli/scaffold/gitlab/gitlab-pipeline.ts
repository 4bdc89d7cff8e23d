import type { CiProject } from '../ci-project.ts';
import { indented } from '../indented.ts';
import { FETCH_PACKAGE, projectFlags } from '../shell-functions.ts';
import { applyScript, byHandScript, driftScript, planScript } from './gitlab-scripts.ts';

/** What GitLab reads. */
export const GITLAB_PIPELINE = '.gitlab-ci.yml';

/** What takes in the jobs of all projects of a repository. */
export const GITLAB_INCLUDED = '/.gitlab/rollcall*.yml';

/** Where the jobs of a project lie in a repository: each has a file of its own. */
export function gitlabPipelinePath({ prefix }: CiProject): string {
  return `.gitlab/${prefix}.yml`;
}

/** The file that GitLab reads, of a repository that has none yet. */
export function gitlabInclude(): string {
  return `include:
  - local: ${GITLAB_INCLUDED}
`;
}

/** The jobs for GitLab: a plan on each merge request, an apply of what was reviewed, a look for drift on a schedule. */
export function gitlabPipeline(project: CiProject): string {
  return [head(project), planJob(project), applyJob(project), byHandJob(project), driftJob(project)].join('\n');
}

function head({ prefix, folder, hosts, allowEnv }: CiProject): string {
  return `# Plans each merge request, applies on the default branch what was reviewed, and looks for drift on a schedule.
# docs/ci.md of rollcall says what it needs and what to protect:
# - CI/CD variables ROLLCALL_PACKAGE and ROLLCALL_SHA256 (the URL of a rollcall-*.tgz, and its SHA-256), ROLLCALL_GITLAB_TOKEN
#   (a project access token with the scope api) and ROLLCALL_ID_KEY (any long text)
# - credentials as variables of two environments: those that only read for *-plan, those that write, protected, for *-apply
# - the order of applies, once: PUT /projects/ID/resource_groups/NAME with process_mode=oldest_first
# - the setting "Pipelines must succeed", and a rule that lets few people change .gitlab and .gitlab-ci.yml
.${prefix}:
  image: node:24
  interruptible: false
  variables:
    GIT_DEPTH: "0"
    # No request and no credential goes elsewhere, whatever a merge request writes.
    ROLLCALL_ALLOW_HOSTS: ${JSON.stringify(hosts.join(','))}
    ROLLCALL_ALLOW_ENV: ${JSON.stringify(allowEnv.join(','))}
    ROLLCALL_DIR: ${JSON.stringify(folder === '' ? '.' : folder)}
    ROLLCALL_ENV: ""
    ROLLCALL_SHOWN: ${JSON.stringify(folder === '' ? '' : ` ${folder}`)}
  before_script:
    - |
      # Outside of the checkout, so that nothing in the repository has a say in it.
      cd "$(mktemp -d)"
${indented(FETCH_PACKAGE, 6)}
      cd "$CI_PROJECT_DIR"
`;
}

function parallel({ environments }: CiProject): string {
  if (environments.length === 0) return '';
  return `  parallel:
    matrix:
      - ROLLCALL_ENV: ${JSON.stringify(environments)}
`;
}

function nameOf({ prefix, environments }: CiProject, variable: string, end: string): string {
  return environments.length === 0 ? `${prefix}-${end}` : `${prefix}-$${variable}-${end}`;
}

function script(text: string): string {
  return `  script:
    - |
${indented(text, 6)}
`;
}

function planJob(project: CiProject): string {
  const { prefix } = project;
  return `${prefix}-plan:
  extends: .${prefix}
  rules:
    # Merge requests of forks get no secrets, and no plan.
    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
${parallel(project)}  interruptible: true
  environment:
    name: ${nameOf(project, 'ROLLCALL_ENV', 'plan')}
    action: access
  artifacts:
    paths: [rollcall-id]
    expire_in: 90 days
${script(planScript(projectFlags(project)))}`;
}

function applying(project: CiProject, variable: string): string {
  return `  # One apply at a time; none is broken off.
  resource_group: ${nameOf(project, variable, 'apply')}
  environment:
    name: ${nameOf(project, variable, 'apply')}
`;
}

function applyJob(project: CiProject): string {
  const { prefix } = project;
  return `${prefix}-apply:
  extends: .${prefix}
  rules:
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
${parallel(project)}${applying(project, 'ROLLCALL_ENV')}${script(applyScript(projectFlags(project), prefix))}`;
}

function byHandJob(project: CiProject): string {
  const { prefix, environments } = project;
  const chosen = environments.length === 0 ? '' : '  variables:\n    ROLLCALL_ENV: $ENVIRONMENT\n';
  return `${prefix}-by-hand:
  extends: .${prefix}
  rules:
    - if: $CI_PIPELINE_SOURCE =~ /^(web|api)$/ && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $ROLLCALL_PROJECT == "${prefix}" && $EXPECT
${chosen}${applying(project, 'ENVIRONMENT')}${script(byHandScript(projectFlags(project), prefix))}`;
}

function driftJob(project: CiProject): string {
  const { prefix } = project;
  return `${prefix}-drift:
  extends: .${prefix}
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule"
${parallel(project)}  environment:
    name: ${nameOf(project, 'ROLLCALL_ENV', 'plan')}
    action: access
${script(driftScript(projectFlags(project)))}`;
}

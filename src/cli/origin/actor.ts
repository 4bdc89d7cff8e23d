import { userInfo } from 'node:os';

/** Where CI says who started it: GitHub, GitLab, Azure Pipelines, Jenkins, CircleCI, Buildkite, Bitbucket. */
const VARIABLES = [
  'GITHUB_TRIGGERING_ACTOR',
  'GITHUB_ACTOR',
  'GITLAB_USER_LOGIN',
  'BUILD_REQUESTEDFOR',
  'BUILD_USER_ID',
  'CIRCLE_USERNAME',
  'BUILDKITE_BUILD_CREATOR',
  'BITBUCKET_STEP_TRIGGERER_UUID',
] as const;

/** Who runs rollcall: whom CI names, else the system's user; null where nobody tells. */
export function actorOf(env: NodeJS.ProcessEnv): string | null {
  const named = VARIABLES.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  return named ?? systemUser();
}

/** A container may run under a number that has no name. */
function systemUser(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

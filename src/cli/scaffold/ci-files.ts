import type { CiProject } from './ci-project.ts';
import { ACTIONLINT_CONFIG, githubWorkflow, githubWorkflowPath } from './github/github-workflow.ts';
import { GITLAB_PIPELINE, gitlabInclude, gitlabPipeline, gitlabPipelinePath } from './gitlab/gitlab-pipeline.ts';

/** A file to write, unless there is one. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a CI service for a project, by their paths in the repository; each project has a workflow of its own. */
export function ciFiles(ci: 'github' | 'gitlab', project: CiProject): readonly NewFile[] {
  if (ci === 'github') {
    return [
      { path: githubWorkflowPath(project), text: githubWorkflow(project) },
      { path: '.github/actionlint.yaml', text: ACTIONLINT_CONFIG },
    ];
  }
  return [
    { path: gitlabPipelinePath(project), text: gitlabPipeline(project) },
    { path: GITLAB_PIPELINE, text: gitlabInclude() },
  ];
}

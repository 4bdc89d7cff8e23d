import type { Row } from './row.ts';

/** Interpolation and secrets. */
export const SECRET_CODES = {
  RC1201: {
    severity: 'error',
    title: 'variable without a value',
    cause: `\`\${var:NAME}\` names a variable that nothing gives a value.`,
    cure: 'Correct the name, declare it under `variables` in `rollcall.yaml`, set `ROLLCALL_VAR_NAME` in the environment, or give `--var NAME=VALUE`.',
  },
  RC1204: {
    severity: 'error',
    title: 'unknown interpolation',
    cause: `\`\${…}\` is none of \`\${env:NAME}\`, \`\${var:NAME}\` and \`\${file:PATH}\`.`,
    cure: `Where the text itself is meant, write \`$\${\`.`,
  },
  RC1205: {
    severity: 'error',
    title: 'secret written in a file',
    cause: `\`password\` and the secrets under \`service.auth\` take only \`\${env:NAME}\` or \`\${file:PATH}\` as the whole value, because files go to git.`,
    cure: 'Put the secret into an environment variable or a file of its own. If it was ever committed, change it on the service.',
  },
  RC1207: {
    severity: 'error',
    title: 'variable inside a variable',
    cause: 'A variable may not use another variable.',
    cure: 'Write out what the other variable says.',
  },
  RC1208: {
    severity: 'error',
    title: 'secret where everybody would see it',
    cause: `\`\${env:NAME}\` and \`\${file:PATH}\` are secrets. They stand as the whole value of \`password\` and below \`service.auth\`, and in \`service.baseUrl\` and \`service.auth.tokenUrl\`, so that no plan, message or comparison shows one.`,
    cure: `For a text that is no secret, write \`\${var:NAME}\` and set \`ROLLCALL_VAR_NAME\` in the environment.`,
  },
} as const satisfies Readonly<Record<string, Row>>;

import type { Row } from './row.ts';

/** Interpolation and secrets. */
export const SECRET_CODES = {
  RC1201: {
    severity: 'error',
    title: 'unknown variable',
    cause: `\`\${var:NAME}\` names a variable that is not under \`variables\` in \`rollcall.yaml\`.`,
    cure: 'Correct the name, or declare the variable there.',
  },
  RC1202: {
    severity: 'error',
    title: 'environment variable is not set',
    cause: `\`\${env:NAME}\` is used outside of a secret, so its value is part of what is declared.`,
    cure: 'Set the variable.',
  },
  RC1203: {
    severity: 'error',
    title: 'named file cannot be read',
    cause: `\`\${file:PATH}\` names a file that is missing, unreadable, not UTF-8 or larger than 1 MB.`,
    cure: 'Correct the path, which is relative to the file that names it.',
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
  RC1206: {
    severity: 'error',
    title: 'unknown variable in --var',
    cause: '`--var` overrides variables; it makes no new ones.',
    cure: 'Declare the variable under `variables`.',
  },
  RC1207: {
    severity: 'error',
    title: 'variable inside a variable',
    cause: `A variable may use \`\${env:NAME}\` and \`\${file:PATH}\`, but no other variable.`,
    cure: 'Write out what the other variable says.',
  },
} as const satisfies Readonly<Record<string, Row>>;

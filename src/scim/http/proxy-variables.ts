import { ServiceSettingError } from '../service-setting-error.ts';

const VARIABLES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

/** Refuses proxies that nobody could connect to before anything is sent. Throws ServiceSettingError. */
export function checkProxyVariables(): void {
  const isFaulty = VARIABLES.map((name) => process.env[name] ?? '').some((url) => url !== '' && !URL.canParse(url));
  if (isFaulty)
    throw new ServiceSettingError('HTTP_PROXY or HTTPS_PROXY is not a URL.', 'Write it as http://host:port.');
}

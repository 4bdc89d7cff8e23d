/** A host that may be reached, at one port. */
export interface HostPattern {
  /** As URLs spell it: lower case, punycode, `[::1]`; without a dot at its end. */
  readonly name: string;
  /** Whether it stands for everything below that name, by whole labels, and not for the name itself. */
  readonly below: boolean;
  /** The scheme's own where it is undefined. */
  readonly port: string | undefined;
}

/** `*` takes any host. */
export type HostList = '*' | readonly HostPattern[];

const PORT = /:(\d{1,5})$/;
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** Reads `host`, `host:port` or `*.suffix`; undefined where a text is none of them. */
export function hostPattern(text: string): HostPattern | undefined {
  const below = text.startsWith('*.');
  const written = below ? text.slice(2) : text;
  const port = PORT.exec(written)?.[1];
  const host = port === undefined ? written : written.slice(0, -port.length - 1);
  const url = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : undefined;
  if (url === undefined || host === '' || /[/\\?#@\s*]/.test(host) || url.port !== '') return undefined;
  return { name: withoutDot(url.hostname), below, port };
}

/** Whether a URL leads to one of these hosts, however it spells it. */
export function isListed(url: URL, list: HostList): boolean {
  if (list === '*') return true;
  const name = withoutDot(url.hostname);
  const usual = DEFAULT_PORTS[url.protocol];
  const port = url.port === '' ? usual : url.port;
  return list.some((pattern) => {
    if (port !== (pattern.port ?? usual)) return false;
    return pattern.below ? name.endsWith(`.${pattern.name}`) : name === pattern.name;
  });
}

/** `host`, or `host:port` where the port is not the scheme's own, as the lists take it. */
export function hostOf(url: URL): string {
  return url.port === '' ? withoutDot(url.hostname) : `${withoutDot(url.hostname)}:${url.port}`;
}

/** `example.com.` is `example.com`. */
function withoutDot(hostname: string): string {
  return hostname.endsWith('.') ? hostname.slice(0, -1) : hostname;
}

import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import type { Check } from '../../model/health/health.ts';

const TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;
/** So few days before its end a certificate is worth a word. */
const SOON_DAYS = 14;

/** How the service proves who it is, and for how long. What keeps a connection from being made is told by the requests. */
export async function tlsCheck(
  baseUrl: string,
  now: number,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Check> {
  const url = new URL(baseUrl);
  if (url.protocol === 'http:') return { name: 'TLS', status: 'skipped', summary: 'plain http, on this machine' };
  if ((env['HTTPS_PROXY'] ?? env['https_proxy'] ?? '') !== '') {
    return { name: 'TLS', status: 'skipped', summary: 'not looked at, because of the proxy in HTTPS_PROXY' };
  }
  const port = Number(url.port || 443);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port, servername: /^[\d.:]+$/.test(host) ? '' : host, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return describe(socket, now);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      name: 'TLS',
      status: 'failed',
      summary: `no connection: ${reason}`,
      hint: 'Check service.baseUrl, the network and the firewall.',
    };
  } finally {
    socket.destroy();
  }
}

function describe(socket: TLSSocket, now: number): Check {
  const certificate = socket.getPeerCertificate();
  const days = Math.floor((Date.parse(certificate.valid_to) - now) / DAY_MS);
  const issuer = [certificate.issuer?.O ?? certificate.issuer?.CN ?? 'an unnamed issuer'].flat().join(', ');
  const summary = `${socket.getProtocol()}, certificate by ${issuer}, valid for ${days} days`;
  if (!socket.authorized) {
    const hint = 'If it is by a certificate authority of your own, name its file in NODE_EXTRA_CA_CERTS.';
    return {
      name: 'TLS',
      status: 'failed',
      summary: `the certificate is not trusted: ${socket.authorizationError}`,
      hint,
    };
  }
  return days < SOON_DAYS
    ? { name: 'TLS', status: 'warning', summary, hint: 'The service should renew its certificate.' }
    : { name: 'TLS', status: 'ok', summary };
}

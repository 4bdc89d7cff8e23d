import type { ValidProject } from '../open-project.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { openRealService } from './real-service.ts';
import type { Service, ServiceChoice } from './service.ts';

/** Opens the service, does the work and closes the service again, whatever the outcome. */
export async function withService<T>(
  project: ValidProject,
  choice: ServiceChoice,
  terminal: Terminal,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const service = await openService(project, choice, terminal);
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}

/** Opens the service, for whoever closes it. Throws as the service does. */
export async function openService(
  { configuration }: ValidProject,
  choice: ServiceChoice,
  terminal: Terminal,
): Promise<Service> {
  if (!choice.sandbox) return openRealService(configuration, choice, terminal);
  // Loaded only here, as it brings a web server along.
  const { openSandboxService } = await import('./sandbox-service.ts');
  return openSandboxService(configuration, choice, terminal);
}

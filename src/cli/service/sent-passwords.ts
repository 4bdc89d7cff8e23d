import type { DeclaredResource } from '../../model/configuration.ts';
import { isSecretReference, type SecretReference } from '../../model/special-value.ts';
import { sentAttributes } from '../../syntax/attributes/sent-attributes.ts';

/** The passwords that a service may be sent; those that its environment omits stay here. */
export function sentPasswords(entries: readonly DeclaredResource[]): readonly SecretReference[] {
  return entries.flatMap((entry) => {
    if (entry.attributes['password'] === undefined) return [];
    const { password } = sentAttributes(entry);
    return isSecretReference(password) ? [password] : [];
  });
}

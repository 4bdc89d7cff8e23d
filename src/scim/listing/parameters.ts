import type { EndpointDialect } from '../../model/profile.ts';

/** Query parameters in their order; a name may come more than once, and one without value stands alone. */
export type Parameters = readonly (readonly [name: string, value: string])[];

/** Which attributes to return (RFC 7644 section 3.9). */
export interface Projection {
  readonly attributes?: readonly string[];
  readonly excludedAttributes?: readonly string[];
}

/** The parameters of a projection, as the service wants to hear them. */
export function projectionParameters(
  { attributes, excludedAttributes }: Projection,
  form: EndpointDialect['attributeLists'],
): Parameters {
  const list = (name: keyof Projection, values: readonly string[] = []): Parameters => {
    if (values.length === 0) return [];
    return form === 'comma' ? [[name, values.join(',')]] : values.map((value) => [name, value]);
  };
  return [...list('attributes', attributes), ...list('excludedAttributes', excludedAttributes)];
}

/** A profile or quirk that the sandbox does not know, or an argument that it does not take. */
export class QuirkError extends Error {
  override readonly name = 'QuirkError';
}

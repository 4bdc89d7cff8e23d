/** A text as files write it, where `${` would be filled in. */
export function escapeText(text: string): string {
  return text.replaceAll('${', () => '$${');
}

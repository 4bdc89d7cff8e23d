const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Texts by path, each decoded when it is asked for: few of many files ever are, and their bytes lie outside of the heap, in
 * half of the room or less. The one that was asked for last is kept, because diagnostics come file by file.
 */
export class DecodedTexts implements ReadonlyMap<string, string> {
  readonly #bytes: ReadonlyMap<string, Uint8Array>;
  #last: { readonly bytes: Uint8Array; readonly text: string } | undefined;

  /** @param bytes UTF-8 without a byte order mark, by path */
  constructor(bytes: ReadonlyMap<string, Uint8Array>) {
    this.#bytes = bytes;
  }

  get size(): number {
    return this.#bytes.size;
  }

  has(path: string): boolean {
    return this.#bytes.has(path);
  }

  get(path: string): string | undefined {
    const bytes = this.#bytes.get(path);
    return bytes && this.#decoded(bytes);
  }

  #decoded(bytes: Uint8Array): string {
    if (this.#last?.bytes !== bytes) this.#last = { bytes, text: UTF_8.decode(bytes) };
    return this.#last.text;
  }

  keys(): MapIterator<string> {
    return this.#bytes.keys();
  }

  *values(): Generator<string, undefined> {
    for (const bytes of this.#bytes.values()) yield this.#decoded(bytes);
  }

  *entries(): Generator<[string, string], undefined> {
    for (const [path, bytes] of this.#bytes) yield [path, this.#decoded(bytes)];
  }

  [Symbol.iterator](): Generator<[string, string], undefined> {
    return this.entries();
  }

  forEach(callback: (text: string, path: string, texts: ReadonlyMap<string, string>) => void): void {
    for (const [path, text] of this.entries()) callback(text, path, this);
  }
}

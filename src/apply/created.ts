/** A resource that this run created. */
export interface Created {
  readonly key: string;
  readonly name: string;
  /** Until then not everybody may see it; in milliseconds since 1970. */
  readonly lateUntil: number;
}

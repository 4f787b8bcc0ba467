/** What made a stored study. */
export interface Provenance {
  commit: string;
  /** ISO date. */
  date: string;
  engine: string;
  backend: string;
  adapter: string;
  command: string;
}

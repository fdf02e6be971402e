// A rule, once as our validation sees it and once as the engine does. Data only.

export interface Row {
  /** The rule in a sentence. */
  rule: string;
  args: object;
  /** What our rules refuse it with, whole: "place: reason". Absent: nothing is wrong. */
  ours?: string;
  /** What our rules warn of, whole. */
  warns?: string;
  /** A part of what the engine says. Absent: it takes it. */
  engine?: string;
  /** Why ours refuses what the engine takes. */
  stricter?: string;
  /** Why ours lets pass what the engine refuses. */
  later?: string;
}

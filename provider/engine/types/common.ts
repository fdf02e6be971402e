// Shapes that several kinds of objects share. Types only, PascalCase as on the wire. Source: Engine API 1.41 - 1.52.

export type Labels = Record<string, string>;
export interface Driver {
  Name?: string;
  Options?: Record<string, string> | null;
}
export interface Version {
  Index: number;
}

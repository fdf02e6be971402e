// The pieces that the model's schema is built from: the words of JSON schema that it needs. Unions are lists of types,
// never anyOf: each keyword speaks of its own type only, so an error has one cause and a walk has one way to go.

export type JsonType = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";

export interface Schema {
  type: JsonType | JsonType[];
  /** Keys that the model names. A Compose file writes them in snake_case. */
  properties?: Record<string, Schema>;
  required?: string[];
  /** What stands under keys that the user chooses (labels, services), which stay as written. */
  additionalProperties?: Schema | false;
  /** What such keys must look like. */
  keyPattern?: RegExp;
  items?: Schema;
  uniqueItems?: boolean;
  enum?: string[];
  minimum?: number;
  /** What holds in Compose files beyond the model. */
  compose?: ComposeRule;
}

export interface ComposeRule {
  /** A number is taken as the text that Go prints for it ("1e3" is "1000"). */
  printed?: true;
  /** A number must be written in quotes. */
  quoted?: true;
  /** Keys that only the typed form may leave out. */
  required?: string[];
  /** Written without a value, the key counts as absent. */
  nullable?: true;
  /** So it does with an empty text. */
  emptyIsAbsent?: true;
  /** An unknown key is dropped with a warning, as `docker stack deploy` drops it silently. */
  lenient?: true;
}

export const text: Schema = { type: "string" };
/** Text for which an empty one says nothing, as from a variable that is not set. */
export const optionalText: Schema = { ...text, compose: { emptyIsAbsent: true } };
export const flag: Schema = { type: "boolean" };
export const count: Schema = { type: "integer", minimum: 0 };
export const whole: Schema = { type: "integer" };
export const texts: Schema = { type: "array", items: text };
export const uniqueTexts: Schema = { ...texts, uniqueItems: true };
export const textOrTexts: Schema = { type: ["string", "array"], items: text };
export const textOrUniqueTexts: Schema = { ...textOrTexts, uniqueItems: true };
/** A number of bytes, or text with a unit. */
export const size: Schema = { type: ["string", "number"], compose: { printed: true } };
/** Text that people like to write as a number: a user id, a number of CPUs. */
export const textOrNumber: Schema = {
  type: ["string", "number"],
  compose: { printed: true, emptyIsAbsent: true },
};
export const quotedNumber: Schema = { type: ["string", "number"], compose: { quoted: true } };

const printed: Schema = {
  type: ["string", "number", "boolean", "null"],
  compose: { printed: true },
};

/** A map whose keys are the user's. */
export const mapOf = (values: Schema): Schema => ({ type: "object", additionalProperties: values });

/** The same, with keys that become parts of names in the swarm. */
export const named = (values: Schema): Schema => ({
  ...mapOf(values),
  keyPattern: /^[a-zA-Z0-9._-]+$/,
});

export const optionMap = mapOf(printed);

/** Compose's list_or_dict: a map, or `["KEY=value", "KEY"]`. */
export const listOrMap: Schema = {
  type: ["array", "object"],
  items: text,
  uniqueItems: true,
  additionalProperties: printed,
};

export const listOf = (items: Schema): Schema => ({ type: "array", items });

/** A schema for every key of a type, so that neither can know one that the other does not. */
export type Keys<T> = { [K in keyof T & string]-?: Schema };

/** A map whose keys are the model's. */
export const record = <T>(properties: Keys<T>, ...required: (keyof T & string)[]): Schema => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** The same schema; a Compose file may write the key without a value. */
export const nullable = (schema: Schema): Schema => ({
  ...schema,
  compose: { ...schema.compose, nullable: true },
});

/** The same schema, null allowed. */
export const orNull = (schema: Schema): Schema => ({
  ...schema,
  type: [schema.type, "null"].flat() as JsonType[],
});

/** The same schema, with more types allowed. */
export const or = (schema: Schema, ...types: JsonType[]): Schema => ({
  ...schema,
  type: [schema.type, types].flat() as JsonType[],
});

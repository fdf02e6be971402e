// Plain args become Pulumi inputs here, at every depth: each leaf may be an Output.

import * as pulumi from "@pulumi/pulumi";

type Leaf = string | number | boolean | null | undefined;

export type Lazy<T> = T extends Leaf
  ? pulumi.Input<T>
  : T extends (infer Item)[]
    ? pulumi.Input<Lazy<Item>[]>
    : pulumi.Input<{ [Key in keyof T]: Lazy<T[Key]> }>;

/** The args of a class: its keys as they are, their values lazy. */
export type LazyArgs<T> = { [Key in keyof T]: Lazy<T[Key]> };

/** Whether anything in the value comes later. */
export const hasLater = (value: unknown): boolean =>
  isLater(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasLater));

/** Whether a value comes later. */
export const isLater = (value: unknown): value is pulumi.Output<unknown> | Promise<unknown> =>
  pulumi.Output.isInstance(value) || value instanceof Promise;

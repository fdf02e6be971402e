// Plain args become Pulumi inputs here, at every depth: each leaf may be an Output.

import type * as pulumi from "@pulumi/pulumi";

type Leaf = string | number | boolean | null | undefined;

export type Lazy<T> = T extends Leaf
  ? pulumi.Input<T>
  : T extends (infer Item)[]
    ? pulumi.Input<Lazy<Item>[]>
    : pulumi.Input<{ [Key in keyof T]: Lazy<T[Key]> }>;

/** The args of a class: its keys as they are, their values lazy. */
export type LazyArgs<T> = { [Key in keyof T]: Lazy<T[Key]> };

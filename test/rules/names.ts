// Names and images.

import type { Row } from "./row";

export const SERVICE_NAMES: Row[] = [
  { rule: "a name has 63 characters at most", args: { name: "n".repeat(64) }, ours: `name: "${"n".repeat(64)}" has 64 characters; at most 63 are possible. Shorten it.`, engine: "name must be 63 characters or fewer" },
  { rule: "a name of 63 characters is right", args: { name: "n".repeat(63) } },
  { rule: "a name of one character is right", args: { name: "n" } },
  { rule: "a name may hold dashes and underscores in a row", args: { name: "a-_-b" } },
  { rule: "a name does not end in a dash", args: { name: "a-" }, ours: 'name: "a-" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "name must be valid as a DNS name component" },
  { rule: "a name does not begin with an underscore", args: { name: "_a" }, ours: 'name: "_a" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "name must be valid as a DNS name component" },
  { rule: "a name holds no dots", args: { name: "a.b" }, ours: 'name: "a.b" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', engine: "name must be valid as a DNS name component" },
  { rule: "an empty name is none", args: { name: "" }, ours: 'name: "" is no name. Use letters, digits, "-" and "_", with a letter or digit first and last.', stricter: "the engine makes a name up, and the next `up` would not find it" },
]; // prettier-ignore

export const IMAGES: Row[] = [
  { rule: "a service needs an image", args: { image: "" }, ours: "image: is empty. A service needs an image.", engine: "ContainerSpec: image reference must be provided" },
  { rule: "an image is a reference", args: { image: "nginx:" }, ours: 'image: "nginx:" is no image reference: write [registry/]repository[:tag][@digest], such as nginx:1.27.', engine: 'ContainerSpec: "nginx:" is not a valid repository/tag' },
  { rule: "a repository is in lower case", args: { image: "UPPER/x" }, engine: 'ContainerSpec: "UPPER/x:latest" is not a valid repository/tag', later: "docker reads capitals before a slash as a registry, as engines since 23.0 do" },
  { rule: "a tag has 128 characters at most", args: { image: `x:${"t".repeat(129)}` }, ours: `image: "x:${"t".repeat(129)}" is no image reference: write [registry/]repository[:tag][@digest], such as nginx:1.27.`, engine: `ContainerSpec: "x:${"t".repeat(129)}" is not a valid repository/tag` },
  { rule: "a tag of 128 characters is right", args: { image: `x:${"t".repeat(128)}` } },
  { rule: "a registry may have a port", args: { image: "localhost:5000/a/b:1" } },
  { rule: "a digest is a whole one", args: { image: "x@sha256:abc" }, ours: 'image: "x@sha256:abc" is no image reference: write [registry/]repository[:tag][@digest], such as nginx:1.27.', engine: 'ContainerSpec: "x@sha256:abc" is not a valid repository/tag' },
  { rule: "a digest is right", args: { image: `x:1@sha256:${"a".repeat(64)}` } },
  { rule: "the id of an image is right", args: { image: "a".repeat(64) }, ours: "image: is the id of an image, by which no node finds it. Write its name, with the digest if need be.", engine: `ContainerSpec: "${"a".repeat(64)}" is not a valid repository/tag` },
  { rule: "an image with a blank is none", args: { image: "my image" }, ours: 'image: "my image" is no image reference: write [registry/]repository[:tag][@digest], such as nginx:1.27.', engine: 'ContainerSpec: "my image" is not a valid repository/tag' },
]; // prettier-ignore

export const SECRET_NAMES: Row[] = [
  { rule: "a name has 64 characters at most", args: { name: "n".repeat(65), data: "x" }, ours: `name: "${"n".repeat(65)}" has 65 characters; at most 64 are possible. Shorten it.`, engine: "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]" },
  { rule: "a name of 64 characters is right", args: { name: "n".repeat(64), data: "x" } },
  { rule: "a name may hold dots, dashes and underscores", args: { name: "a.b-c_d", data: "x" } },
  { rule: "a name does not end in a dot", args: { name: "a.", data: "x" }, ours: 'name: "a." is no name. Use letters, digits, "-", "_" and ".", with a letter or digit first and last.', engine: "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]" },
  { rule: "a name holds no blanks", args: { name: "a b", data: "x" }, ours: 'name: "a b" is no name. Use letters, digits, "-", "_" and ".", with a letter or digit first and last.', engine: "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]" },
  { rule: "an empty name is none", args: { name: "", data: "x" }, ours: 'name: "" is no name. Use letters, digits, "-", "_" and ".", with a letter or digit first and last.', engine: "name must be provided" },
]; // prettier-ignore

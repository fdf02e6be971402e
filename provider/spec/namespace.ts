// A stack's namespace: how the names of its objects are made, and the labels that the docker CLI knows it by.

/** Marks every object of a stack with the stack's name. */
export const NAMESPACE_LABEL = "com.docker.stack.namespace";
/** Keeps the image of a service as it was written, before tag and digest are filled in. */
export const IMAGE_LABEL = "com.docker.stack.image";

/** The name in the swarm of a stack's object. */
export const scope = (namespace: string, key: string): string => `${namespace}_${key}`;

/** The key of a stack's object; a name outside the namespace stays as it is. */
export const descope = (namespace: string, name: string): string =>
  name.startsWith(`${namespace}_`) ? name.slice(namespace.length + 1) : name;

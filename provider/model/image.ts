// Image references: docker's grammar (distribution/reference), and the form that the docker CLI sends.

export interface ImageReference {
  /** Registry: "docker.io", "registry.example.com:5000". */
  domain: string;
  /** Repository within it: "library/nginx". */
  path: string;
  tag?: string;
  digest?: string;
}

const DEFAULT_DOMAIN = "docker.io";
const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const DOMAIN = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const PATH_PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const PATH = new RegExp(`^${PATH_PART}(?:/${PATH_PART})*$`);
const TAG = "[\\w][\\w.-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}";
const PARTS = new RegExp(`^(.+?)(?::(${TAG}))?(?:@(${DIGEST}))?$`);
const IMAGE_ID = /^[a-f0-9]{64}$/;
const LONGEST_NAME = 255;

/** Reads an image reference; an error is a reason that completes "… is no image reference: ". */
export function parseImage(text: string): ImageReference | { error: string } {
  const [, name = "", tag, digest] = PARTS.exec(text) ?? [];
  const { domain, path } = splitDomain(name);
  if (path !== path.toLowerCase())
    return { error: `the repository "${path}" must be in lower case` };
  if (!DOMAIN.test(domain) || !PATH.test(path)) {
    return { error: "write [registry/]repository[:tag][@digest], such as nginx:1.27" };
  }
  if (`${domain}/${path}`.length > LONGEST_NAME) {
    return { error: `the name has more than ${LONGEST_NAME} characters` };
  }
  return { domain, path, ...(tag && { tag }), ...(digest && { digest }) };
}

/** Whether the text is the id of an image, which names no repository. */
export const isImageId = (text: string): boolean => IMAGE_ID.test(text);

function splitDomain(name: string): { domain: string; path: string } {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const isDomain = first === "localhost" || /[.:]/.test(first) || first !== first.toLowerCase();
  const domain = isDomain ? first.replace(/^index\.docker\.io$/, DEFAULT_DOMAIN) : DEFAULT_DOMAIN;
  const path = isDomain ? name.slice(slash + 1) : name;
  const official = domain === DEFAULT_DOMAIN && !path.includes("/");
  return { domain, path: official ? `library/${path}` : path };
}

/** The image as the docker CLI sends it: short name, `:latest` where neither tag nor digest stands. */
export function familiarImage(text: string): string {
  if (isImageId(text)) return text;
  const image = parseImage(text);
  if ("error" in image) return text;

  const { domain, path, digest } = image;
  const tag = image.tag ?? (digest ? undefined : "latest");
  const short = path.replace(/^library\/(?=[^/]+$)/, "");
  const name = domain === DEFAULT_DOMAIN ? short : `${domain}/${path}`;
  return name + (tag ? `:${tag}` : "") + (digest ? `@${digest}` : "");
}

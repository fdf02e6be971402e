// What to do about an engine that cannot be reached: from the errno, the words of ssh or the verdict on a certificate
// to a sentence. Pure.

/** What is known of a failure. */
export interface Fault {
  code: string;
  /** Its own words. */
  words: string;
  /** The engine's address, as in the connection. */
  address: string;
}

type Remedy = string | ((fault: Fault, found: RegExpExecArray) => string);

const LOGIN = "See that `ssh` to it works without a question, and `docker` is there.";

/** "node" or "[node]:2222", as known_hosts and ssh's words name it. */
const asOptions = (name: string): string => {
  const [, host, port] = /^\[(.*)\]:(\d+)$/.exec(name) ?? [];
  return host === undefined ? name : `-p ${port} ${host}`;
};

const fromAddress = (address: string): string => {
  const { hostname, port } = new URL(address);
  return `${port ? `-p ${port} ` : ""}${hostname.replace(/^\[|\]$/g, "")}`;
};

const makeKnown = (options: string): string =>
  `Its host key is not known here: compare the fingerprint of \`ssh-keyscan ${options} | ssh-keygen -lf -\` with the ` +
  `host's own, then add what \`ssh-keyscan ${options}\` prints to \`sshKnownHosts\` or ~/.ssh/known_hosts.`;

const SSH: [RegExp, Remedy][] = [
  [
    /REMOTE HOST IDENTIFICATION HAS CHANGED|[Hh]ost key for (\S+) has changed/,
    ({ words, address }) => {
      const name = /[Hh]ost key for (\S+) has changed/.exec(words)?.[1] ?? new URL(address).hostname;
      return (
        "It shows another host key than the known one: somebody may be on the way. Only if the host was set up anew, " +
        `forget the old key: \`ssh-keygen -R '${name}'\`, and its line in \`sshKnownHosts\`.`
      );
    },
  ],
  [
    /No \S+ host key is known for (\S+)/,
    (_fault, found) => makeKnown(asOptions(found[1] ?? "").toLowerCase()),
  ],
  [/Host key verification failed/, ({ address }) => makeKnown(fromAddress(address))],
  [
    /ssh-add took no key/,
    "Give the whole text of a private key without a passphrase as `sshKey`; one with a passphrase belongs into your ssh agent (`ssh-add`).",
  ],
  [
    /Permission denied \(/,
    "Give a key that the host lets in for this user: as `sshKey`, by `ssh-add`, or in ~/.ssh/config.",
  ],
  [/Could not resolve hostname/, "See that the name of the host is right."],
  [/timed out|No route to host|unreachable/, "See that the host is up, and that its port of ssh can be reached from here."],
  [/Connection refused/, "See that sshd runs and listens there."],
  [
    /administratively prohibited|stdio forwarding failed|open failed/,
    "See that the jump host allows forwarding (AllowTcpForwarding) and reaches the engine's host.",
  ],
  [
    /docker: (command )?not found|docker: No such file/,
    "Install docker there, where the PATH of this user's commands finds it.",
  ],
  [/permission denied while trying to connect/i, "Let that user open the engine's socket (group docker)."],
  [/Cannot connect to the Docker daemon/, "See that dockerd runs there."],
  [/cannot be started/, "Install OpenSSH's client."],
]; // prettier-ignore

const TLS: [RegExp, string][] = [
  [
    /ALTNAME_INVALID/,
    "The certificate is for other names: use one of them in `host`, or issue it anew with this one (subjectAltName).",
  ],
  [/CERT_HAS_EXPIRED/, "The engine's certificate, or its CA's, has expired: issue it anew."],
  [/CERT_NOT_YET_VALID/, "See that the clocks here and there are right."],
  [
    /SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/,
    "The engine's certificate is not of a CA that is trusted here: give the CA that issued it as `ca`.",
  ],
  [
    // An engine says "bad certificate" also of one that is missing.
    /ALERT_(CERTIFICATE_REQUIRED|UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN)|UNSUPPORTED_CERTIFICATE|HANDSHAKE_FAILURE/,
    "The engine wants a valid certificate of its clients, of the CA that dockerd was given (--tlscacert): see to `cert` and `key`.",
  ],
  [/KEY_VALUES_MISMATCH/, "`cert` and `key` do not belong together."],
  [/WRONG_VERSION|PACKET_LENGTH/, "It speaks no TLS there: use the port of dockerd's TLS, usually 2376."],
  [/OSSL|PEM|ASN1/, "See that ca, cert and key are whole PEM texts."],
]; // prettier-ignore

const IS_TLS = /^(CERT|ERR_TLS|ERR_SSL|ERR_OSSL|UNABLE|DEPTH|SELF_SIGNED|EPROTO)/;

/** What to do, in a sentence. */
export function remedy(fault: Fault): string {
  const { code, words } = fault;
  if (code === "EREDIRECT" || code.startsWith("HPE_"))
    return "See that the address is the engine's own.";
  if (code === "EACCES") return "Let this user open the socket (group docker), or run as root.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "See that the name of the host is right.";
  if (code.startsWith("ESSH")) return ofSsh(fault);
  if (IS_TLS.test(code) || /certificate/.test(words)) {
    const text = `${code} ${words.toUpperCase().replace(/ /g, "_")}`;
    const known = TLS.find(([pattern]) => pattern.test(text))?.[1];
    return known ?? "See that ca, cert and key are those of this engine.";
  }
  return "See that dockerd runs and listens there.";
}

function ofSsh(fault: Fault): string {
  for (const [pattern, what] of SSH) {
    const found = pattern.exec(fault.words);
    if (found !== null) return typeof what === "string" ? what : what(fault, found);
  }
  return LOGIN;
}

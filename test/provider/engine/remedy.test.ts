import { expect } from "chai";
import { remedy } from "../../../provider/engine/remedy";

const address = "ssh://ops@node:2222";

/** The words of ssh 9.2 and of docker at the other end, and what is said to them. */
const SSH: [string, string, string][] = [
  [
    "a host that is not known",
    "No ED25519 host key is known for [node]:2222 and you have requested strict checking. Host key verification failed.",
    "Its host key is not known here: compare the fingerprint of `ssh-keyscan -p 2222 node | ssh-keygen -lf -` with the host's own, then add what `ssh-keyscan -p 2222 node` prints to `sshKnownHosts` or ~/.ssh/known_hosts.",
  ],
  [
    "a jump host that is not known",
    "No ED25519 host key is known for bastion and you have requested strict checking. Host key verification failed. kex_exchange_identification: Connection closed by remote host Connection closed by UNKNOWN port 65535",
    "Its host key is not known here: compare the fingerprint of `ssh-keyscan bastion | ssh-keygen -lf -` with the host's own, then add what `ssh-keyscan bastion` prints to `sshKnownHosts` or ~/.ssh/known_hosts.",
  ],
  [
    "a host that is not known, where ssh does not name it",
    "Host key verification failed.",
    "Its host key is not known here: compare the fingerprint of `ssh-keyscan -p 2222 node | ssh-keygen -lf -` with the host's own, then add what `ssh-keyscan -p 2222 node` prints to `sshKnownHosts` or ~/.ssh/known_hosts.",
  ],
  [
    "a host with another key",
    "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @ Host key for [node]:2222 has changed and you have requested strict checking. Host key verification failed.",
    "It shows another host key than the known one: somebody may be on the way. Only if the host was set up anew, forget the old key: `ssh-keygen -R '[node]:2222'`, and its line in `sshKnownHosts`.",
  ],
  [
    "a key that cannot be used",
    'Error loading key "(stdin)": error in libcrypto ssh-add took no key.',
    "Give the whole text of a private key without a passphrase as `sshKey`; one with a passphrase belongs into your ssh agent (`ssh-add`).",
  ],
  [
    "nobody let in",
    "ops@node: Permission denied (publickey).",
    "Give a key that the host lets in for this user: as `sshKey`, by `ssh-add`, or in ~/.ssh/config.",
  ],
  [
    "a name that is none",
    "ssh: Could not resolve hostname node: Name or service not known",
    "See that the name of the host is right.",
  ],
  [
    "a host that does not answer",
    "ssh: connect to host node port 2222: Connection timed out",
    "See that the host is up, and that its port of ssh can be reached from here.",
  ],
  [
    "a host that never speaks",
    "Connection timed out during banner exchange",
    "See that the host is up, and that its port of ssh can be reached from here.",
  ],
  [
    "a host without sshd",
    "ssh: connect to host node port 2222: Connection refused",
    "See that sshd runs and listens there.",
  ],
  [
    "a jump host that forwards nothing",
    "channel 0: open failed: administratively prohibited: open failed stdio forwarding failed",
    "See that the jump host allows forwarding (AllowTcpForwarding) and reaches the engine's host.",
  ],
  [
    "a host without docker",
    "bash: line 1: docker: command not found",
    "Install docker there, where the PATH of this user's commands finds it.",
  ],
  [
    "a user who may not open the socket",
    "permission denied while trying to connect to the Docker daemon socket",
    "Let that user open the engine's socket (group docker).",
  ],
  [
    "a host without dockerd",
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.",
    "See that dockerd runs there.",
  ],
  ["a machine without ssh", "ssh cannot be started: spawn ssh ENOENT", "Install OpenSSH's client."],
  [
    "anything else",
    "ssh ended with exit code 255",
    "See that `ssh` to it works without a question, and `docker` is there.",
  ],
];

describe("what to do when ssh tells of", () => {
  for (const [what, words, expected] of SSH)
    it(what, () => {
      expect(remedy({ code: "ESSHLOGIN", words, address })).to.equal(expected);
    });
});

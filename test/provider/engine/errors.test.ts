import { expect } from "chai";
import type { Asked } from "../../../provider/engine/errors";
import { explain, isTransient } from "../../../provider/engine/errors";
import type { ErrorCode } from "../../../provider/errors";

const asked: Asked = {
  address: "unix:///d.sock",
  subject: "service web",
  verb: "update",
  write: false,
};

/** As docker-modem throws it. */
function answered(statusCode: number, message: string): Error {
  const error = new Error(`(HTTP code ${statusCode}) server error - ${message} `);
  return Object.assign(error, { statusCode, json: { message } });
}
function broken(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

/** Status, the engine's words as they came back from real engines, the code, whether to try again. */
const answers: [number, string, ErrorCode, boolean][] = [
  [500, "rpc error: code = Unknown desc = update out of sequence", "OUT_OF_SEQUENCE", false],
  [
    409,
    "rpc error: code = AlreadyExists desc = name conflicts with an existing object: service p1 already exists",
    "NAME_TAKEN",
    false,
  ],
  [500, "name conflicts with an existing object", "NAME_TAKEN", false],
  [409, "network with name front already exists", "NAME_TAKEN", false],
  [409, "rpc error: code = AlreadyExists desc = secret k1 already exists", "NAME_TAKEN", false],
  [
    400,
    "rpc error: code = InvalidArgument desc = secret 'k1' is in use by the following service: us",
    "IN_USE",
    false,
  ],
  [
    400,
    "rpc error: code = FailedPrecondition desc = network 5i is in use by task 9x",
    "IN_USE",
    false,
  ],
  [403, "error while removing network: network b has active endpoints", "IN_USE", false],
  [409, "remove v1: volume is in use - [0d1]", "IN_USE", false],
  [
    400,
    "port '8080' is already in use by service 'p1' (3k) as an ingress port",
    "PORT_TAKEN",
    false,
  ],
  [
    503,
    "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.",
    "NOT_A_MANAGER",
    false,
  ],
  [503, "This node is not part of a swarm", "NOT_A_MANAGER", false],
  [
    500,
    "Cannot create a multi-host network from a worker node. Please create it from a manager node.",
    "NOT_A_MANAGER",
    false,
  ],
  [
    503,
    'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.',
    "ENGINE_REFUSED",
    false,
  ],
  [404, "service web not found", "NOT_FOUND", false],
  [500, "network nosuchnet not found", "NOT_FOUND", false],
  [400, "rpc error: code = InvalidArgument desc = secret not found: q", "NOT_FOUND", false],
  [
    400,
    "rpc error: code = InvalidArgument desc = name must be valid as a DNS name component",
    "ENGINE_REFUSED",
    false,
  ],
  [
    501,
    "rpc error: code = Unimplemented desc = renaming services is not supported",
    "ENGINE_REFUSED",
    false,
  ],
  [
    503,
    "Swarm is encrypted and needs to be unlocked before it can be used.",
    "ENGINE_REFUSED",
    false,
  ],
  [
    500,
    "rpc error: code = DeadlineExceeded desc = context deadline exceeded",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [
    500,
    "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [500, "raft: failed to process the request: node lost leader status", "ENGINE_UNREACHABLE", true],
  [503, "rpc error: code = Unavailable desc = transport is closing", "ENGINE_UNREACHABLE", true],
  [
    503,
    "rpc error: code = Unavailable desc = the connection is draining",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [
    500,
    "rpc error: code = Canceled desc = grpc: the client connection is closing",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [
    503,
    "rpc error: code = Unavailable desc = error reading from server: EOF",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [
    500,
    "rpc error: code = ResourceExhausted desc = more than one redirect to leader from: [w1@10.0.0.11:2377]",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [503, "Manager is being prepared", "ENGINE_UNREACHABLE", true],
  [
    503,
    "This node is not a swarm manager. Manager is being prepared and has to connect to the rest of the cluster.",
    "ENGINE_UNREACHABLE",
    true,
  ],
  [503, "This node is not a swarm manager. Use docker swarm init.", "NOT_A_MANAGER", false],
  [502, "Bad Gateway", "ENGINE_UNREACHABLE", true],
  [500, "a disk usage operation is already running", "ENGINE_REFUSED", false],
  [
    404,
    'create pv: error looking up volume plugin zzz: plugin "zzz" not found',
    "NOT_FOUND",
    false,
  ],
];

describe("what the engine's answers mean", () => {
  for (const [status, words, code, transient] of answers) {
    it(`${status} "${words.slice(0, 60)}" is ${code}${transient ? " and passes" : ""}`, () => {
      const raw = answered(status, words);

      expect([explain(raw, asked).code, isTransient(raw)]).to.deep.equal([code, transient]);
    });
  }

  const errnos: [string, boolean, RegExp][] = [
    ["ECONNREFUSED", true, /dockerd runs/],
    ["ECONNRESET", true, /dockerd runs/],
    ["ENOENT", true, /dockerd runs/],
    ["EAI_AGAIN", true, /name of the host/],
    ["ESSH", true, /`ssh` to it/],
    ["ENOTFOUND", false, /name of the host/],
    ["EACCES", false, /group docker/],
    ["HPE_INVALID_CONSTANT", false, /address is the engine's own/],
    ["ESSHLOGIN", true, /`ssh` to it/],
    ["ESSHDENIED", false, /`ssh` to it/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", false, /not of a CA that is trusted here/],
    ["ERR_OSSL_UNSUPPORTED", false, /ca, cert and key/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", false, /subjectAltName/],
  ];
  for (const [errno, transient, advice] of errnos) {
    it(`${errno} is ENGINE_UNREACHABLE${transient ? " and passes" : ""}`, () => {
      const { code, message } = explain(broken(errno), asked);

      expect([code, isTransient(broken(errno))]).to.deep.equal(["ENGINE_UNREACHABLE", transient]);
      expect(message).to.match(advice);
    });
  }
});

describe("the words of a failure", () => {
  it("are the subject, what happened, the engine's words and what to do", () => {
    const raw = answered(
      400,
      "rpc error: code = InvalidArgument desc = network 5i is in use by task 9x",
    );

    const { message } = explain(raw, { ...asked, subject: "network front", verb: "remove" });

    expect(message).to.equal(
      "network front: cannot remove, it is in use. network 5i is in use by task 9x. Remove what uses it first.",
    );
  });

  it("end with the engine's words where nobody knows better", () => {
    const raw = answered(400, 'invalid RestartCondition:\n  "always" ');

    expect(explain(raw, asked).message).to.equal(
      'service web: the engine refused to update (HTTP 400). invalid RestartCondition: "always".',
    );
  });

  it("say of a broken write that its outcome is not known", () => {
    const { message } = explain(broken("ECONNRESET", "socket hang up"), { ...asked, write: true });

    expect(message).to.equal(
      "engine unix:///d.sock: cannot update service web. socket hang up. Whether the update was done is not known. See that dockerd runs and listens there.",
    );
  });

  for (const code of ["ECONNREFUSED", "ESSHLOGIN"])
    it(`do not doubt a write that never left (${code})`, () => {
      const { message } = explain(broken(code), { ...asked, write: true });

      expect(message).not.to.match(/not known/);
    });

  it("hold no secret, nor does the cause", () => {
    const quoted = 'expanding env failed: "PW=hunter2", "aHVudGVyMg==", SWMTKN-1-abc-def';

    const error = explain(answered(500, quoted), { ...asked, secrets: ["hunter2"] });

    expect(error.message).to.equal(
      'service web: the engine refused to update (HTTP 500). expanding env failed: "PW=[secret]", "[secret]", [secret].',
    );
    const cause = error.cause as Error;
    expect(cause.message + String(cause.stack)).not.to.match(/hunter2|aHVudGVyMg|SWMTKN/);
  });
});

import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Limits } from "../../../provider/engine/request";
import { SwarmError } from "../../../provider/errors";
import type { Answer, Asked, Stub, StubOptions } from "../../fakes/stub";
import { engineAt, startStub } from "../../fakes/stub";

const quick: Partial<Limits> = {
  backoffMs: { first: 1, factor: 1.6, longest: 5 },
  contactMs: 20,
};
const spec = { Name: "pw", Labels: {}, Data: "aHVudGVyMg==" };
const leaderless: Answer = {
  status: 500,
  body: { message: "rpc error: code = Unknown desc = The swarm does not have a leader." },
};

describe("asking an engine", () => {
  let stub: Stub;
  afterEach(() => stub.close());

  async function start(options: StubOptions, limits: Partial<Limits> = {}): Promise<Engine> {
    stub = await startStub(options);
    return engineAt({ host: stub.host }, { ...quick, ...limits });
  }

  const passing: [string, Answer][] = [
    ["a swarm that has no leader for a moment", leaderless],
    ["a connection that is cut before the answer", (_asked, response) => response.destroy()],
    ["a connection that is cut within the answer", cutWithin],
    ["a proxy that cannot reach the engine", { status: 502, body: {} }],
  ];
  for (const [title, first] of passing) {
    it(`reads through ${title}`, async () => {
      const engine = await start({ answer: inTurn(first, first, { body: [{ ID: "i" }] }) });

      expect(await engine.services.list()).to.deep.equal([{ ID: "i" }]);
      expect(stub.asked).to.have.length(3);
    });

    it(`writes once into ${title}`, async () => {
      const engine = await start({ answer: inTurn(first, { body: { ID: "i" } }) });

      const error = await failureOf(engine.secrets.create(spec));

      expect(error.code).to.equal("ENGINE_UNREACHABLE");
      expect(error.message).to.match(/secret pw.*Whether the create was done is not known/);
      expect(stub.asked).to.have.length(1);
    });
  }

  it("does not read again what is refused", async () => {
    const engine = await start({
      answer: () => ({ status: 400, body: { message: "invalid filter" } }),
    });

    expect((await failureOf(engine.services.list())).code).to.equal("ENGINE_REFUSED");
    expect(stub.asked).to.have.length(1);
  });

  it("gives up reading when the time for it is over", async () => {
    const engine = await start({ answer: () => leaderless }, { retryMs: 1_000 });

    const error = await failureOf(engine.services.list());

    expect(error.message).to.match(
      /^services: the swarm did not answer to list \(HTTP 500 from unix:/,
    );
    expect(stub.asked.length).to.be.greaterThan(1);
  });

  it("says how long it waited for an answer, and ends the request", async () => {
    const ended = deferred();
    const hang: Answer = (_asked, response) => response.once("close", ended.resolve);
    const engine = await start({ answer: () => hang }, { answerMs: 40, retryMs: 0 });

    const error = await failureOf(engine.networks.inspect("n"));

    expect(error.message).to.equal(
      `engine ${stub.host}: cannot inspect network n. no answer in 0.04 s from ${stub.host}. See that dockerd runs and listens there.`,
    );
    await ended.promise;
  });

  it("says so too when the answer stops in its middle", async () => {
    const stall: Answer = (_asked, response) => response.writeHead(200).write("[");
    const engine = await start({ answer: () => stall }, { answerMs: 40, retryMs: 0 });

    expect((await failureOf(engine.services.list())).message).to.match(/no answer in 0.04 s/);
  });

  it("sends eight requests at once and no more, over eight connections that it keeps", async () => {
    const waiting: ServerResponse[] = [];
    const eight = deferred();
    const hold: Answer = (_asked, response) => {
      waiting.push(response);
      if (waiting.length === 8) eight.resolve();
      if (waiting.length > 8) response.end("[]");
    };
    const engine = await start({ answer: () => hold });
    await engine.apiVersion();

    const all = Promise.all(Array.from({ length: 20 }, () => engine.services.list()));
    await eight.promise;
    const atOnce = stub.asked.length;
    for (const response of waiting.splice(0, 8)) response.end("[]");
    waiting.length = 8;
    await all;

    expect([atOnce, stub.asked.length, stub.connections()]).to.deep.equal([8, 20, 8]);
  });

  it("goes on after an engine was away and came back", async () => {
    const folder = mkdtempSync(join(tmpdir(), "engine-away-"));
    const place = { answer: () => ({ body: [] }), socketPath: join(folder, "sock") };
    const engine = await start(place);
    await engine.services.list();
    await stub.close();

    const listed = engine.services.list();
    stub = await startStub(place);

    expect(await listed).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });

  it("does not wait long for an engine that never answered", async () => {
    stub = await startStub();
    const host = `unix://${stub.socketPath}.none`;

    const error = await failureOf(engineAt({ host }, quick).services.list());

    expect(error.message).to.equal(
      `engine ${host}: cannot read the API version. connect ENOENT ${stub.socketPath}.none. See that dockerd runs and listens there.`,
    );
  });

  it("asks again for the version after the first contact failed", async () => {
    stub = await startStub({ answer: () => ({ body: [] }) });
    const socketPath = `${stub.socketPath}2`;
    const engine = engineAt({ host: `unix://${socketPath}` }, quick);
    await failureOf(engine.apiVersion());

    const late = await startStub({ socketPath });

    expect(await engine.apiVersion()).to.equal("1.41");
    await late.close();
  });

  const versions: [string, string][] = [
    ["1.41", "1.41"],
    ["1.51", "1.51"],
    ["1.60", "1.52"],
  ];
  for (const [engines, spoken] of versions) {
    it(`speaks ${spoken} with an engine of ${engines}`, async () => {
      const engine = await start({ apiVersion: engines, answer: () => ({ body: [] }) });

      await engine.services.list();

      expect(await engine.apiVersion()).to.equal(spoken);
      expect(stub.asked.map(({ path }) => path)).to.deep.equal([`/v${spoken}/services`]);
    });
  }

  it("refuses an engine older than 20.10", async () => {
    const engine = await start({ apiVersion: "1.40" });

    expect((await failureOf(engine.services.list())).message).to.equal(
      `engine ${stub.host}: it speaks API 1.40, and at least 1.41 (Docker 20.10) is needed. Upgrade the engine.`,
    );
  });

  it("refuses a server that is no Docker engine", async () => {
    const engine = await start({ apiVersion: null, answer: () => ({ status: 404, body: "?" }) });

    expect((await failureOf(engine.services.list())).message).to.match(/is no Docker engine/);
  });

  it("keeps a secret's data out of the engine's words", async () => {
    const message = "bad body: hunter2 aHVudGVyMg==";
    const engine = await start({ answer: () => ({ status: 500, body: { message } }) });

    const errors = [engine.secrets.create(spec), engine.configs.update("i", 1, spec)].map(
      failureOf,
    );

    for (const error of await Promise.all(errors)) {
      expect(error.message + String(error.cause)).to.match(/bad body: \[secret\] \[secret\]/);
      expect(error.message + String(error.cause)).not.to.match(/hunter2|aHVudGVyMg/);
    }
  });
});

function cutWithin(_asked: Asked, response: ServerResponse): void {
  response.writeHead(200, { "Content-Length": "100" }).write('[{"ID":');
  setImmediate(() => response.destroy());
}

/** Answers one after the other; the last one for ever. */
function inTurn(...answers: Answer[]): () => Answer {
  return () => (answers.length > 1 ? answers.shift() : answers[0]) ?? {};
}

async function failureOf(promise: Promise<unknown>): Promise<SwarmError> {
  const error: unknown = await promise.then(
    () => new Error("it did not fail"),
    (failure: unknown) => failure,
  );
  expect(error).to.be.instanceOf(SwarmError);
  return error as SwarmError;
}

function deferred(): { promise: Promise<unknown>; resolve: () => void } {
  const signal = new AbortController();
  return { promise: once(signal.signal, "abort"), resolve: () => signal.abort() };
}

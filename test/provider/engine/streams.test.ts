import type { ServerResponse } from "node:http";
import { expect } from "chai";
import type { EngineEvent } from "../../../provider/engine/types";
import type { Answer, Asked, Stub } from "../../fakes/stub";
import { engineAt, startStub } from "../../fakes/stub";

const events = ["create", "update", "remove"].map((Action, time) => ({
  Type: "service",
  Action,
  Actor: { ID: "i", Attributes: { name: "wéb" } },
  time,
}));
const lines = events.map((event) => `${JSON.stringify(event)}\n`).join("");

describe("the stream of events", () => {
  let stub: Stub;
  let answer: Answer;
  before(async () => (stub = await startStub({ answer: () => answer })));
  beforeEach(() => (stub.asked.length = 0));
  after(() => stub.close());

  const open = (signal = new AbortController().signal) =>
    engineAt({ host: stub.host }, { idleMs: 20, parallel: 1 }).events(
      { type: ["service"] },
      signal,
    );

  it("gives each line as an event, however the bytes come", async () => {
    const bytes = Buffer.from(lines);
    const inTheMiddleOfALetter = bytes.indexOf("é") + 1;
    answer = (_asked, response) => {
      response.write(bytes.subarray(0, inTheMiddleOfALetter));
      setImmediate(() => response.end(bytes.subarray(inTheMiddleOfALetter)));
    };

    expect(await all(open())).to.deep.equal(events);
    expect(stub.asked.map(({ path, query }) => [path, query])).to.deep.equal([
      ["/v1.41/events", { filters: '{"type":["service"]}' }],
    ]);
  });

  it("ends without an error when the connection is cut, and drops half a line", async () => {
    answer = (_asked, response) => {
      response.write(`${lines}{"Type":"ser`);
      setImmediate(() => response.destroy());
    };

    expect(await all(open())).to.deep.equal(events);
  });

  it("ends when its reader stops, and the connection with it", async () => {
    const closed = new Promise((resolve) => {
      answer = (_asked, response) => response.once("close", resolve).write(lines);
    });

    for await (const event of open()) {
      expect(event).to.deep.equal(events[0]);
      break;
    }

    await closed;
  });

  it("ends when the signal aborts while nothing happens", async () => {
    const abort = new AbortController();
    answer = (_asked, response) => void response.write(lines);
    const seen: EngineEvent[] = [];

    for await (const event of open(abort.signal)) {
      seen.push(event);
      if (seen.length === 3) setImmediate(() => abort.abort());
    }

    expect(seen).to.deep.equal(events);
  });

  it("asks nothing when the signal has aborted before", async () => {
    expect(await all(open(AbortSignal.abort()))).to.deep.equal([]);
    expect(stub.asked).to.deep.equal([]);
  });

  it("is empty when the engine refuses or cannot be reached", async () => {
    answer = { status: 500, body: { message: "no" } };
    const nowhere = engineAt({ host: `${stub.host}.none` }, { contactMs: 0 });

    expect(await all(open())).to.deep.equal([]);
    expect(await all(nowhere.events({}, new AbortController().signal))).to.deep.equal([]);
  });

  it("outlives the limit of idle connections and takes no request's turn", async () => {
    let opened: (stream: ServerResponse) => void;
    const stream = new Promise<ServerResponse>((resolve) => (opened = resolve));
    answer = (asked: Asked, response) => {
      if (asked.path.endsWith("/events")) opened(response.writeHead(200));
      else setTimeout(() => response.end("[]"), 100);
      response.flushHeaders();
    };
    const engine = engineAt({ host: stub.host }, { idleMs: 20, parallel: 1 });
    const reading = all(engine.events({}, new AbortController().signal));

    expect(await engine.tasks.list()).to.deep.equal([]);

    (await stream).end(lines);
    expect(await reading).to.deep.equal(events);
  });
});

describe("the log of a task", () => {
  let stub: Stub;
  let answer: Answer;
  before(async () => (stub = await startStub({ answer: () => answer })));
  beforeEach(() => (stub.asked.length = 0));
  after(() => stub.close());

  const logs = (limit = 3, logsMs = 30_000) =>
    engineAt({ host: stub.host }, { logsMs }).tasks.logs("a/b", limit);

  it("is both streams in lines, in the order of the engine", async () => {
    answer = (_asked, response) => {
      response.write(Buffer.concat([frame(1, "starting\n"), frame(2, "fatal: ")]));
      response.end(Buffer.concat([frame(2, "no config\n"), frame(1, "bye\r\n")]));
    };

    expect(await logs()).to.deep.equal(["starting", "fatal: no config", "bye"]);
    expect(stub.asked.map(({ url }) => url)).to.deep.equal([
      "/v1.41/tasks/a%2Fb/logs?stdout=true&stderr=true&tail=3",
    ]);
  });

  it("is taken as it is from a task with a terminal", async () => {
    answer = (_asked, response) => response.end("one line\r\nanother\r\n");

    expect(await logs()).to.deep.equal(["one line", "another"]);
  });

  it("is no longer than was asked for", async () => {
    answer = (_asked, response) => response.end(frame(1, "a\nb\nc\n"));

    expect(await logs(2)).to.deep.equal(["b", "c"]);
  });

  it("is what has come when the time is over", async () => {
    answer = (_asked, response) => void response.write(frame(1, "starting\n"));

    expect(await logs(3, 1_000)).to.deep.equal(["starting"]);
  });

  const silent: [string, Answer][] = [
    ["the engine refuses", { status: 500, body: { message: "no" } }],
    ["the engine does not answer", () => undefined],
    ["the connection is cut", (_asked, response) => response.destroy()],
  ];
  for (const [title, said] of silent) {
    it(`is empty when ${title}`, async () => {
      answer = said;

      expect(await logs(3, 1_000)).to.deep.equal([]);
    });
  }
});

async function all(stream: AsyncIterable<EngineEvent>): Promise<EngineEvent[]> {
  const seen: EngineEvent[] = [];
  for await (const event of stream) seen.push(event);
  return seen;
}

/** As the engine frames what comes from one of a task's streams. */
function frame(stream: 1 | 2, text: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

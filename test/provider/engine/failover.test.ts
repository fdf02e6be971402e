import { expect } from "chai";
import type { Engine } from "../../../provider/engine/engine";
import type { Limits } from "../../../provider/engine/request";
import { SwarmError } from "../../../provider/errors";
import { engineAt, startStub, type Answer, type Asked, type Stub } from "../../fakes/stub";

const QUICK: Partial<Limits> = {
  backoffMs: { first: 1, factor: 1.6, longest: 5 },
  contactMs: 20,
};

describe("several managers of one swarm", () => {
  const stubs: Stub[] = [];
  afterEach(async () => {
    await Promise.all(stubs.splice(0).map((stub) => stub.close()));
  });

  /** What each answers but for its info: the name of the manager that was asked. */
  async function managers(...each: Manager[]): Promise<{ engine: Engine; stubs: Stub[] }> {
    return managersWithin({}, ...each);
  }
  async function managersWithin(
    limits: Partial<Limits>,
    ...each: Manager[]
  ): Promise<{ engine: Engine; stubs: Stub[] }> {
    for (const [index, one] of each.entries())
      stubs.push(
        await startStub({
          answer: (asked) => {
            const { swarm = "c1", isManager = true, answer } = one;
            if (asked.path.endsWith("/info")) return info(isManager ? swarm : undefined);
            if (!isManager)
              return {
                status: 503,
                body: { message: "This node is not a swarm manager. Use docker swarm init." },
              };
            return answer?.(asked) ?? { body: [{ ID: `m${index + 1}` }] };
          },
        }),
      );
    // A connection that is kept would tell of its end later than the test asks.
    for (const { server } of stubs) server.maxRequestsPerSocket = 1;
    const engine = engineAt({ host: stubs.map(({ host }) => host) }, { ...QUICK, ...limits });
    return { engine, stubs };
  }
  interface Manager {
    swarm?: string;
    isManager?: boolean;
    answer?: (asked: Asked) => Answer;
  }
  const info = (ID: string | undefined): Answer => ({
    body: {
      Swarm:
        ID === undefined
          ? { ControlAvailable: false }
          : { ControlAvailable: true, Cluster: { ID } },
    },
  });
  const asked = (stub: Stub | undefined): string[] =>
    (stub?.asked ?? []).map(({ method, path }) => `${method} ${path.replace("/v1.41", "")}`);
  const whoAnswers = async (engine: Engine): Promise<string | undefined> =>
    (await engine.services.list())[0]?.ID;
  const SPEC = { Name: "pw", Labels: {}, Data: "aHVudGVyMg==" };

  it("are asked one by one: the first that answers is used for all", async () => {
    const { engine, stubs } = await managers({}, {}, {});

    expect([await whoAnswers(engine), await whoAnswers(engine)]).to.deep.equal(["m1", "m1"]);
    expect(stubs.map(asked)).to.deep.equal([
      ["GET /info", "GET /services", "GET /services"],
      [],
      [],
    ]);
    expect(engine.address).to.equal(stubs[0]?.host);
  });

  it("are passed over where there is nobody, or a worker", async () => {
    const { engine, stubs } = await managers({}, { isManager: false }, {});
    await stubs[0]?.close();

    expect(await whoAnswers(engine)).to.equal("m3");
  });

  it("take over reads when the one that is used goes", async () => {
    const { engine, stubs } = await managers({}, {});
    await whoAnswers(engine);
    await stubs[0]?.close();

    expect(await whoAnswers(engine)).to.equal("m2");
    expect(engine.address).to.equal(stubs[1]?.host);
  });

  it("take over a read that one hangs on", async () => {
    const hangs: Manager = { answer: () => () => undefined };
    const { engine } = await managersWithin({ answerMs: 2_000 }, hangs, {});

    expect(await whoAnswers(engine)).to.equal("m2");
  });

  it("take over a write that cannot have arrived", async () => {
    const { engine, stubs } = await managers({}, { answer: () => ({ body: { ID: "made" } }) });
    await whoAnswers(engine);
    await stubs[0]?.close();

    expect(await engine.secrets.create(SPEC)).to.equal("made");
    expect(asked(stubs[1])).to.deep.equal(["GET /info", "POST /secrets/create"]);
  });

  it("do not repeat a write whose answer was lost, and the next request goes to another", async () => {
    const cut: Answer = (_asked, response) => void response.destroy();
    const { engine, stubs } = await managers({ answer: () => cut }, {});

    const error = await failureOf(engine.secrets.create(SPEC));

    expect(error.message).to.contain("Whether the create was done is not known");
    expect(asked(stubs[1])).to.deep.equal([]);
    expect(await whoAnswers(engine)).to.equal("m2");
  });

  it("do not repeat what one refuses", async () => {
    const refuse: Answer = { status: 400, body: { message: "invalid filter" } };
    const { engine, stubs } = await managers({ answer: () => refuse }, {});

    expect((await failureOf(engine.services.list())).code).to.equal("ENGINE_REFUSED");
    expect(stubs[1]?.asked).to.deep.equal([]);
  });

  it("of another swarm get nothing but the question which it is", async () => {
    const { engine, stubs } = await managers({}, { swarm: "c2" });
    await whoAnswers(engine);
    await stubs[0]?.close();

    const error = await failureOf(engine.secrets.create(SPEC));

    expect(error.code).to.equal("WRONG_CLUSTER");
    expect(error.message).to.contain(
      "is a manager of swarm c2, and the others of this connection are of swarm c1",
    );
    expect(asked(stubs[1])).to.deep.equal(["GET /info"]);
  });

  it("that are all gone are named, each with its reason", async () => {
    const { engine, stubs } = await managersWithin({ retryMs: 500 }, {}, {});
    for (const stub of stubs) await stub.close();

    const error = await failureOf(engine.services.list());

    expect(error.code).to.equal("ENGINE_UNREACHABLE");
    expect(error.message).to.match(/^None of the 2 managers of the connection answers\.\n/);
    for (const { host } of stubs) expect(error.message).to.contain(host);
  });

  it("that are in no swarm yet are asked in their order", async () => {
    const { engine, stubs } = await managers({ isManager: false }, { isManager: false });

    expect((await failureOf(engine.services.list())).code).to.equal("NOT_A_MANAGER");
    expect(stubs[1]?.asked.filter(({ path }) => !path.endsWith("/info"))).to.deep.equal([]);
  });

  it("without a leader are of no other swarm: they are asked again until they have one", async () => {
    let looks = 0;
    const second: Manager = {
      get swarm() {
        return ++looks > 3 ? "c1" : "";
      },
    };
    const { engine, stubs } = await managers({}, second);
    await whoAnswers(engine);
    await stubs[0]?.close();

    expect(await whoAnswers(engine)).to.equal("m2");
    expect(asked(stubs[1])).to.deep.equal([...Array(4).fill("GET /info"), "GET /services"]);
  });

  it("without a leader at first sight are no reason to doubt the others", async () => {
    const first: Manager = { swarm: "" };
    const { engine } = await managers(first, {});

    expect(await whoAnswers(engine)).to.equal("m2");
  });

  it("that are managers no more are left for one that is", async () => {
    const first: Manager = {};
    const { engine } = await managers(first, {});
    await whoAnswers(engine);
    first.isManager = false;

    expect(await whoAnswers(engine)).to.equal("m2");
  });
});

async function failureOf(work: Promise<unknown>): Promise<SwarmError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SwarmError) return error;
  throw new Error(`expected a SwarmError, not ${String(error)}`);
}

import { expect } from "chai";
import { network } from "../../../provider/resources/network";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { Props } from "../../../provider/state";
import { fakeEngine, type FakeEngine } from "../../fakes/engine";
import { engineInSwarm, inventory, pulumi, writesOf } from "./support";

interface Row {
  type: ResourceType<CommonInputs>;
  args: Props;
  changed: Props;
  /** What is there after `args`, and after `changed`. */
  made: Record<string, string[]>;
  after: Record<string, string[]>;
  start?: () => Promise<FakeEngine>;
}
const row = <Inputs extends CommonInputs>(
  type: ResourceType<Inputs>,
  rest: Omit<Row, "type">,
): Row => ({ type: type as unknown as Row["type"], ...rest });

const ROWS: Row[] = [
  row(swarmCluster, {
    args: { listenAddr: "127.0.0.1:2377", taskHistoryRetentionLimit: 3 },
    changed: { listenAddr: "127.0.0.1:2377", taskHistoryRetentionLimit: 4, labels: { a: "b" } },
    made: {},
    after: {},
    start: () => Promise.resolve(fakeEngine()),
  }),
  row(network, {
    args: { driverOpts: { encrypted: "true" }, labels: { a: "b" } },
    changed: { driverOpts: { encrypted: "true" }, labels: { a: "b" }, attachable: true },
    made: { networks: ["web"] },
    after: { networks: ["web-2"] },
  }),
  row(volume, {
    args: { nfs: { server: "10.0.0.5", path: "/data" } },
    changed: { nfs: { server: "10.0.0.5", path: "/data" }, onDelete: "delete" },
    made: { volumes: ["web"] },
    after: { volumes: ["web"] },
  }),
  row(service, {
    args: {
      image: "nginx:1.27",
      command: "nginx -g 'daemon off;'",
      environment: ["A=1", "B"],
      ports: ["8080:80"],
      volumes: ["data:/data:ro"],
      deploy: { replicas: 3, updateConfig: { delay: "1000ms" } },
      converge: false,
    },
    changed: { image: "nginx:1.28", ports: ["8081:80"], converge: false },
    made: { services: ["web"] },
    after: { services: ["web"] },
  }),
  row(stack, {
    args: {
      services: {
        web: { image: "nginx:1.27", networks: ["front"], secrets: ["pw"], configs: ["conf"] },
        worker: { image: "busybox", dependsOn: ["web"] },
      },
      networks: { front: { attachable: true } },
      secrets: { pw: { data: "hunter2!" } },
      configs: { conf: { data: "a=b" } },
      converge: false,
    },
    changed: {
      services: { web: { image: "nginx:1.27", networks: ["front"], deploy: { replicas: 2 } } },
      networks: { front: {} },
      converge: false,
    },
    made: {
      networks: ["web_default", "web_front"],
      secrets: ["web_pw"],
      configs: ["web_conf"],
      services: ["web_web", "web_worker"],
    },
    after: { networks: ["web_front-2"], services: ["web_web"] },
  }),
];

for (const { type, args, changed, made, after, start = engineInSwarm } of ROWS)
  describe(`a ${type.type} from create to delete`, () => {
    let engine: FakeEngine;
    let resource: ReturnType<typeof pulumi>;
    beforeEach(async () => {
      engine = await start();
      resource = pulumi(type, engine);
    });

    it("checks inputs into a form that checks to itself", async () => {
      const { inputs, failures } = await resource.check(args);

      expect(failures).to.deep.equal([]);
      expect((await resource.check(inputs)).inputs).to.deep.equal(inputs);
    });

    it("keeps no word of a preview", async () => {
      const { inputs } = await resource.check({ ...args, __made: ["front"] }, {}, true);

      expect(Object.keys(inputs).filter((key) => key.startsWith("__"))).to.deep.equal([
        "__urn",
        "__provider",
      ]);
    });

    it("makes all of it, and gives its inputs back among its outputs", async () => {
      const { id, inputs, outs } = await resource.up(args);

      expect(id).to.not.equal("");
      expect(await inventory(engine)).to.deep.equal(made);
      expect({ ...outs, ...inputs }).to.deep.equal(outs);
    });

    it("asks the engine nothing when nothing changed", async () => {
      await resource.up(args);
      engine.calls.length = 0;

      const { changes, replaces } = await resource.diff(args);
      await resource.check(args, resource.kept()?.inputs, true);

      expect({ changes, replaces }).to.deep.equal({ changes: false, replaces: [] });
      expect(engine.calls).to.deep.equal([]);
    });

    it("previews without writing anything", async () => {
      await resource.check(args, {}, true);
      await resource.up(args);
      engine.calls.length = 0;

      const { failures } = await resource.check(changed, resource.kept()?.inputs, true);

      expect(failures).to.deep.equal([]);
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it("brings what is there to what is declared now", async () => {
      await resource.up(args);

      const { inputs, outs } = await resource.up(changed);

      expect(await inventory(engine)).to.deep.equal(after);
      expect({ ...outs, ...inputs }).to.deep.equal(outs);
    });

    it("writes nothing when it is brought again to where it is", async () => {
      const { id, inputs, outs } = await resource.up(args);
      engine.calls.length = 0;

      const again = await resource.verbs.update(id, outs, inputs);

      expect(again.outs).to.deep.equal(outs);
      expect(writesOf(engine)).to.deep.equal([]);
    });

    it("reads back what it was given, where nobody touched it", async () => {
      const before = await resource.up(args);

      expect(await resource.refresh()).to.deep.equal(before);
    });

    it("leaves nothing when it is deleted, and deletes again without complaint", async () => {
      const { id, outs } = await resource.up(args);

      await resource.destroy();
      await resource.verbs.delete(id, outs);

      expect(await inventory(engine)).to.deep.equal({});
    });
  });

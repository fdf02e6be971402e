import { expect } from "chai";
import { UNKNOWN } from "../../../provider/model/unknown";
import type { CommonInputs, ResourceType } from "../../../provider/resources/resource";
import { network } from "../../../provider/resources/network";
import { node } from "../../../provider/resources/node";
import { service } from "../../../provider/resources/service";
import { stack } from "../../../provider/resources/stack";
import { swarmCluster } from "../../../provider/resources/swarm-cluster";
import { volume } from "../../../provider/resources/volume";
import type { Props } from "../../../provider/state";
import { engineAlone, engineInSwarm, pulumi } from "../lifecycle/support";

const any = (type: unknown) => type as ResourceType<CommonInputs>;
const web = { image: "nginx" };

/** What a change of the args does to a resource. */
const ROWS: [string, ResourceType<CommonInputs>, Props, Props, string][] = [
  ["the same", any(service), web, web, "nothing"],
  ["the same in another form", any(service), { ...web, command: "sleep 1d" }, { ...web, command: ["sleep", "1d"] }, "nothing"],
  ["an image", any(service), web, { image: "nginx:2" }, "update"],
  ["replicas", any(service), web, { ...web, deploy: { replicas: 2 } }, "update"],
  ["a name that is free", any(service), web, { ...web, name: "api" }, "replace name"],
  ["a name, while it holds a port", any(service), { ...web, ports: ["80:80"] }, { ...web, name: "api" }, "delete, replace name"],
  ["the kind of mode", any(service), web, { ...web, deploy: { mode: "global" } }, "delete, replace deploy"],
  ["the mode that is the default anyway", any(service), web, { ...web, deploy: { mode: "replicated" } }, "nothing"],
  ["how long it is waited for", any(service), web, { ...web, converge: { timeout: "1m" } }, "update"],
  ["its connection", any(service), web, { ...web, connection: { host: "tcp://10.0.0.1:2376" } }, "update"],
  ["a network that is not known yet", any(service), web, { ...web, networks: [UNKNOWN] }, "update"],
  ["a mode that is not known yet", any(service), web, { ...web, deploy: { mode: UNKNOWN } }, "update"],
  ["a network's flag", any(network), {}, { attachable: true }, "replace attachable"],
  ["a network's labels", any(network), {}, { labels: { a: "b" } }, "replace labels"],
  ["a network's name", any(network), {}, { name: "back" }, "replace name"],
  ["a volume's options", any(volume), {}, { driverOpts: { type: "tmpfs", device: "tmpfs" } }, "update"],
  ["a volume's name", any(volume), {}, { name: "logs" }, "replace name"],
  ["a volume's end", any(volume), {}, { onDelete: "delete" }, "update"],
  ["a stack's service", any(stack), { services: { web } }, { services: { web: { image: "nginx:2" } } }, "update"],
  ["a stack's name", any(stack), { services: { web } }, { services: { web }, name: "other" }, "delete, replace name"],
  ["a port that is the default anyway", any(swarmCluster), { advertiseAddr: "10.0.0.11" }, { advertiseAddr: "10.0.0.11:2377" }, "nothing"],
  ["an address to listen on that is the default anyway", any(swarmCluster), {}, { listenAddr: "0.0.0.0" }, "nothing"],
  ["a port that is the default anyway", any(node), { advertiseAddr: "10.0.0.21" }, { advertiseAddr: "10.0.0.21:2377" }, "nothing"],
  ["an address of the traffic that is the default anyway", any(node), { advertiseAddr: "10.0.0.21" }, { advertiseAddr: "10.0.0.21", dataPathAddr: "10.0.0.21" }, "nothing"],
  ["another port", any(node), { advertiseAddr: "10.0.0.21" }, { advertiseAddr: "10.0.0.21:2378" }, "delete, replace advertiseAddr"],
  ["a port to listen on, which is advertised, too", any(node), { advertiseAddr: "eth0" }, { advertiseAddr: "eth0", listenAddr: "0.0.0.0:2378" }, "delete, replace advertiseAddr listenAddr"],
  ["a swarm's labels", any(swarmCluster), {}, { labels: { a: "b" } }, "update"],
]; // prettier-ignore

describe("a change of", () => {
  for (const [what, type, before, after, expected] of ROWS)
    it(`${what} of a ${type.type}: ${expected}`, async () => {
      const { verbs, check } = pulumi(type, engineAlone());
      const { inputs: olds } = await check(before, {});
      const { inputs: news } = await check(after, olds);

      const { changes, replaces, deleteBeforeReplace } = await verbs.diff("id", olds, news);

      const replacement = `${deleteBeforeReplace ? "delete, " : ""}replace ${replaces.join(" ")}`;
      const change = changes ? "update" : "nothing";
      expect(replaces.length > 0 ? replacement : change).to.equal(expected);
    });
});

describe("bad args", () => {
  const ROWS: [string, ResourceType<CommonInputs>, Props, string][] = [
    ["an unknown key", any(service), { ...web, enviroment: {} }, 'enviroment: unknown key. Did you mean "environment"?'],
    ["a missing image", any(service), {}, "image"],
    ["a bad duration of the wait", any(service), { ...web, converge: { timeout: "soon" } }, 'converge.timeout: "soon" is no duration'],
    ["an unknown key of the wait", any(service), { ...web, converge: { timout: "1m" } }, "converge.timout: unknown key"],
    ["an unknown key of the connection", any(service), { ...web, connection: { hots: "x" } }, "connection.hots: unknown key"],
    ["an unknown key of a network", any(network), { atachable: true }, "atachable: unknown key"],
    ["an unknown key of a volume", any(volume), { drivr: "local" }, "drivr: unknown key"],
    ["a word that onDelete does not know", any(volume), { onDelete: "maybe" }, "onDelete"],
    ["an unknown key of a stack", any(stack), { service: {} }, "service: unknown key"],
    ["an unknown key deep in a stack", any(stack), { services: { web: { ...web, deploy: { replica: 1 } } } }, "services.web.deploy.replica: unknown key"],
    ["an unknown key of a swarm", any(swarmCluster), { label: {} }, "label: unknown key"],
    ["a text where a swarm's setting is a number", any(swarmCluster), { taskHistoryRetentionLimit: "many" }, "taskHistoryRetentionLimit"],
    ["a port that is too low", any(swarmCluster), { dataPathPort: 80 }, "dataPathPort: 80"],
  ]; // prettier-ignore
  for (const [what, type, args, told] of ROWS)
    it(`are told of a ${type.type}: ${what}`, async () => {
      const { failures } = await pulumi(type, engineAlone()).check(args, {});

      expect(failures).to.not.deep.equal([]);
      expect(failures.map(({ property }) => property).join("")).to.equal("");
      expect(failures.map(({ reason }) => reason).join("\n")).to.contain(told);
    });

  it("that only deserve a warning are no failures", async () => {
    const spread = [{ spread: "node.hostname" }];
    const args = { ...web, deploy: { placement: { preferences: spread } } };

    const { failures } = await pulumi(service, await engineInSwarm()).check(args, {}, true);

    expect(failures).to.deep.equal([]);
  });

  it("are told without the data of a secret", async () => {
    const args = {
      services: { web: { ...web, secrets: ["pw"] } },
      secrets: { pw: { data: "hunter2", dataBase64: "aHVudGVyMg==", lable: {} } },
    };

    const { failures } = await pulumi(stack, engineAlone()).check(args, {});

    expect(failures).to.not.deep.equal([]);
    expect(JSON.stringify(failures)).to.not.match(/hunter2|aHVudGVyMg/);
  });
});

// Each rule once to a real engine: it answers as the table says, and the table says why where ours differs.
// Our own half of the table is tested in test/provider/model/rules/table.test.ts. Needs root.

import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import type { Engine } from "../../provider/engine/engine";
import { KINDS } from "../../provider/objects";
import type { Live } from "../../provider/objects/object";
import { startLab, type Lab } from "../lab";
import { network, service } from "../provider/engine/contract/support";
import { RULES } from "../rules";
import { READ, refusal } from "../rules/kinds";

describe("a rule is the engine's, or the table says why it is not", () => {
  let lab: Lab;
  let manager: Engine;
  let alone: Engine;
  let live: Live[];

  before(async () => {
    lab = await startLab({ name: "rules-test", managers: 1, engines: 1 });
    const [first, second] = lab.nodes.map(({ host }) => connect({ host }));
    if (first === undefined || second === undefined) throw new Error("a lab without nodes");
    [manager, alone] = [first, second];
    live = await prepare(manager);
  });
  after(async () => lab?.stop());

  for (const { subject, kind, rows } of RULES)
    describe(`about ${subject}:`, () => {
      for (const row of rows)
        it(row.rule, async () => {
          const { spec } = READ[kind](row.args);

          const words = await refusal(kind === "swarm" ? alone : manager, kind, spec, live);

          if (row.engine === undefined) expect(words).to.equal(undefined);
          else expect(words).to.include(row.engine);
        });
    });
});

/** What the rows name: secrets "q" and "r", configs "c" and "d", "net", and a port that is taken. */
async function prepare(engine: Engine): Promise<Live[]> {
  for (const Name of ["q", "r"]) await engine.secrets.create({ Name, Labels: {}, Data: "eA==" });
  for (const Name of ["c", "d"]) await engine.configs.create({ Name, Labels: {}, Data: "eA==" });
  const Config = [{ Subnet: "10.60.0.0/24" }];
  await engine.networks.create({ ...network("net"), IPAM: { Config } });
  const Ports = [{ TargetPort: 80, PublishedPort: 9000, Protocol: "tcp" }];
  const Mode = { Replicated: { Replicas: 0 } };
  await engine.services.create({ ...service("taken"), Mode, EndpointSpec: { Ports } });
  const kinds = ["secret", "config", "network"] as const;
  return (await Promise.all(kinds.map((kind) => KINDS[kind].list(engine)))).flat();
}

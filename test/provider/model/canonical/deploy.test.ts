// `deploy`, and Compose's `restart`.

import { expect } from "chai";
import { canonicalService } from "../../../../provider/model/canonical";
import type { Problem } from "../../../../provider/model/common";
import type { DeployInputs, ServiceArgs } from "../../../../provider/model/service";

function canonical(args: ServiceArgs): { deploy: DeployInputs | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  return { deploy: canonicalService(args, [], problems).deploy, problems };
}

describe("deploy in the canonical form", () => {
  const rows: [title: string, args: ServiceArgs, deploy: DeployInputs | undefined][] = [
    ["is absent when it says nothing", { deploy: { placement: {}, resources: {} } }, undefined],
    ["keeps blocks whose being there has a meaning", { deploy: { updateConfig: {}, restartPolicy: {}, resources: { limits: {} } } }, {
      updateConfig: {}, restartPolicy: {}, resources: { limits: {} },
    }],
    ["keeps zeros", { deploy: { replicas: 0, updateConfig: { parallelism: 0 }, restartPolicy: { maxAttempts: 0 } } }, {
      replicas: 0, updateConfig: { parallelism: 0 }, restartPolicy: { maxAttempts: 0 },
    }],
    ["normalises every amount", { deploy: {
      endpointMode: "DNSRR",
      updateConfig: { delay: "90s", monitor: "1000ms", order: "start-first" },
      rollbackConfig: { delay: "0" },
      resources: {
        limits: { cpus: "1/4", memory: 52428800, pids: 10 },
        reservations: { cpus: 0.1, memory: "1.5k", genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 1 } }] },
      },
      restartPolicy: { condition: "any", delay: "60s", window: "1h" },
    } }, {
      endpointMode: "dnsrr",
      updateConfig: { delay: "1m30s", monitor: "1s", order: "start-first" },
      rollbackConfig: { delay: "0s" },
      resources: {
        limits: { cpus: "0.25", memory: "50MiB", pids: 10 },
        reservations: { cpus: "0.1", memory: "1536B", genericResources: [{ discreteResourceSpec: { kind: "gpu", value: 1 } }] },
      },
      restartPolicy: { condition: "any", delay: "1m0s", window: "1h0m0s" },
    }],
    ["keeps constraints as they are written", { deploy: { placement: { constraints: ["node.role == worker"], preferences: [{ spread: "node.labels.rack" }], maxReplicasPerNode: 2 } } }, {
      placement: { constraints: ["node.role == worker"], preferences: [{ spread: "node.labels.rack" }], maxReplicasPerNode: 2 },
    }],
    ["has each platform once, in order", { deploy: { forceUpdate: 3, placement: { platforms: ["linux/x86_64", "linux/arm64", "linux/amd64"] } } }, {
      forceUpdate: 3, placement: { platforms: ["linux/amd64", "linux/arm64"] },
    }],
    ["takes restart for an absent policy", { restart: "always" }, { restartPolicy: { condition: "any" } }],
    ["takes the attempts of restart", { restart: "on-failure:3" }, { restartPolicy: { condition: "on-failure", maxAttempts: 3 } }],
    ["reads no restart beside a policy", { restart: "foo", deploy: { restartPolicy: { delay: "5s" } } }, { restartPolicy: { delay: "5s" } }],
    ["takes no attempts for none", { restart: "on-failure:0" }, { restartPolicy: { condition: "on-failure" } }],
    ["knows unless-stopped", { restart: "unless-stopped" }, { restartPolicy: { condition: "any" } }],
    ["takes restart no for nothing, as docker does", { restart: "no" }, undefined],
    ["prefers the policy to restart", { restart: "always", deploy: { restartPolicy: { condition: "none" } } }, { restartPolicy: { condition: "none" } }],
  ]; // prettier-ignore
  for (const [title, args, deploy] of rows) {
    it(title, () => expect(canonical(args)).to.deep.equal({ deploy, problems: [] }));
  }

  for (const restart of ["foo", "on-failure:x", "on-failure:-1", ":3"]) {
    it(`refuses restart "${restart}"`, () => {
      const { problems } = canonical({ restart });

      expect(problems.map(({ path }) => path)).to.deep.equal([["restart"]]);
      expect(problems[0]?.reason).to.include(`"${restart}" is no restart policy`);
    });
  }
});

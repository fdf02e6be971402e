// Each of the examples that come from the real stacks of others, from nothing to nothing on three nodes: what the
// preview said, what ran where, and what a change restarted. Their images are stand-ins of the same names
// (tools/images/standin/examples). This kernel has no ip_vs and no NFS: published ports are not visited from
// outside, and the share of "balanced" is a folder that all nodes have.

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { connect } from "../../provider/engine/connect";
import { run } from "../../tools/engine/run";
import { loadImages, standIns, startLab, type Lab } from "../lab";
import { runExample, set, type Example, type Seen } from "./support/example-run";

const ROOT = resolve(__dirname, "../..");
const SOCKET = "gives its tasks /var/run/docker.sock: who gets into one commands the engine.";
const share = mkdtempSync(join(tmpdir(), "pulumi-swarm-share-"));

type Row = Example & { seen: Omit<Seen, "asked" | "page" | "pageThen"> };

const ROWS: Row[] = [
  {
    name: "networks",
    page: { service: "web_traefik", port: 80, says: "web_httpd: <h1>It works!</h1>" },
    change: (program) => set(program, "site", "www.example.org"),
    seen: {
      planned: {
        networks: ["+ network core-infra  new", "+ network services  new"],
        registry: ["+ registry  new  1 task starts"],
        web: ["+ httpd  new  2 tasks start", "+ traefik  new  1 task starts"],
      },
      warned: { web: [`services.traefik.volumes.0: ${SOCKET}`] },
      placed: { registry_registry: ["m1"], web_httpd: ["any", "any"], web_traefik: ["m1"] },
      replanned: { web: ["~ httpd  labels  no task restarts"] },
      restarted: { registry_registry: 0, web_httpd: 0, web_traefik: 0 },
    },
  },
  {
    name: "wordpress",
    config: { "dbPassword!": "first-of-all", "dbRootPassword!": "never-changed" },
    page: { service: "wordpress_wordpress", port: 80, says: "ok" },
    change: (program) => set(program, "dbPassword!", "second-of-all"),
    seen: {
      planned: {
        wordpress: [
          "+ network default  new",
          "+ secret db-password  new",
          "+ secret db-root-password  new",
          "+ db  new  1 task starts",
          "+ password  new  1 task starts, after db is healthy",
          "+ wordpress  new  1 task starts, after db is healthy and password has ended well",
        ],
      },
      warned: {},
      placed: { wordpress_db: ["m1"], wordpress_password: [], wordpress_wordpress: ["m1"] },
      replanned: {
        wordpress: [
          "~ secret db-password  data  new version wordpress_db-password-2; old one removed after the rollout",
          "~ db  secrets  1 task restarts, stop-first",
          "~ password  secrets  the job runs again, after db is healthy",
          "~ wordpress  secrets  1 task restarts, stop-first, after db is healthy and password has ended well",
        ],
      },
      restarted: { wordpress_db: 1, wordpress_password: 0, wordpress_wordpress: 1 },
    },
  },
  {
    name: "balanced",
    config: { folder: share },
    page: { service: "balanced_haproxy", port: 8080, says: "<h1>from the share</h1>" },
    change: ({ dir, write }) =>
      write("haproxy.cfg", haproxyCfg(dir).replace("balance roundrobin", "balance leastconn")),
    seen: {
      planned: {
        balanced: [
          "+ network default  new",
          "+ config haproxy  new",
          "+ haproxy  new  1 task starts",
          "+ nginx1  new  1 task starts",
          "+ nginx2  new  1 task starts",
          "+ nginx3  new  1 task starts",
        ],
      },
      warned: {},
      placed: {
        balanced_haproxy: ["m1"],
        balanced_nginx1: ["any"],
        balanced_nginx2: ["any"],
        balanced_nginx3: ["any"],
      },
      replanned: {
        balanced: [
          "~ config haproxy  data  new version balanced_haproxy-2; old one removed after the rollout",
          "~ haproxy  configs  1 task restarts, stop-first",
        ],
      },
      restarted: {
        balanced_haproxy: 1,
        balanced_nginx1: 0,
        balanced_nginx2: 0,
        balanced_nginx3: 0,
      },
    },
  },
  {
    name: "management",
    page: { service: "management_portainer", port: 9000, says: "m1\nw1\nw2" },
    change: (program) => set(program, "portainer", "2.21.5"),
    seen: {
      planned: {
        management: [
          "+ network agents  new",
          "+ network default  new",
          "+ agent  new  3 tasks start",
          "+ portainer  new  1 task starts",
          "+ visualizer  new  1 task starts",
        ],
      },
      warned: {
        management: [
          `services.agent.volumes.0: ${SOCKET}`,
          `services.visualizer.volumes.0: ${SOCKET}`,
        ],
      },
      placed: {
        management_agent: ["m1", "w1", "w2"],
        management_portainer: ["m1"],
        management_visualizer: ["m1"],
      },
      replanned: {
        management: [
          "~ agent  image portainer/agent:2.21.4 → portainer/agent:2.21.5  3 tasks restart, 1 at a time, stop-first",
          "~ portainer  image portainer/portainer-ce:2.21.4 → portainer/portainer-ce:2.21.5  1 task restarts, stop-first",
        ],
      },
      restarted: { management_agent: 3, management_portainer: 1, management_visualizer: 0 },
    },
  },
];

const haproxyCfg = (dir: string): string => readFileSync(join(dir, "haproxy.cfg"), "utf8");

describe("the examples of real stacks, on three nodes", function () {
  this.timeout(600_000); // the first test waits for the slowest of all
  let lab: Lab;
  /** All run side by side; each test waits for its own. */
  const runs = new Map<string, Promise<Seen>>();

  before(async () => {
    chmodSync(share, 0o755); // not root's alone: nginx reads it as nobody
    writeFileSync(join(share, "index.html"), "<h1>from the share</h1>\n");
    lab = await startLab({ name: "examples-test", managers: 1, workers: 2 });
    await loadImages(lab, [await standIns()]);
    for (const row of ROWS) {
      const running = runExample(row, lab);
      running.catch(() => undefined); // told by the test that waits for it
      runs.set(row.name, running);
    }
  });
  after(async () => {
    await Promise.allSettled(runs.values());
    await lab?.stop();
    rmSync(share, { recursive: true, force: true });
  });

  for (const { name, page, seen } of ROWS)
    it(`${name}: all goes as its previews say, from nothing to nothing`, async () => {
      const found = (await runs.get(name)) as Seen;

      expect({ ...found, placed: whereFixed(found.placed, seen.placed) }).to.deep.equal({
        ...seen,
        page: page.says,
        pageThen: page.says,
        asked: [],
      });
    });

  it("leave nothing but volumes", async () => {
    await Promise.all(runs.values());
    const engine = connect({ host: lab.nodes[0]?.host ?? "" });
    const [services, secrets, configs, networks] = await Promise.all([
      engine.services.list(),
      engine.secrets.list(),
      engine.configs.list(),
      engine.networks.list({ scope: ["swarm"] }),
    ]);

    expect([...services, ...secrets, ...configs]).to.deep.equal([]);
    expect(networks.map(({ Name }) => Name)).to.deep.equal(["ingress"]);
    const volumes = (await engine.volumes.list()).map(({ Name }) => Name);
    expect(volumes).to.include.members(["registry_data", "wordpress_data", "management_data"]);
  });

  it("send the NFS options of the balanced site with each mount, where no folder stands in", async () => {
    const env = { NFS_SERVER: "10.0.0.5", NFS_PATH: "/var/nfs/general" };
    const file = join(ROOT, "examples/balanced/docker-stack.yml");
    const cli = join(ROOT, "dist/cli/index.js");
    const { services } = JSON.parse(
      await run("node", [cli, "render", "-c", file, "balanced"], { env }),
    ) as { services: { Name: string; TaskTemplate: { ContainerSpec: { Mounts?: object[] } } }[] };

    const NFS = { type: "nfs", o: "addr=10.0.0.5,rw", device: ":/var/nfs/general" };
    const mounts = services.map((one) => [one.Name, one.TaskTemplate.ContainerSpec.Mounts ?? []]);
    const mount = {
      Type: "volume",
      Source: "balanced_nginx_vol",
      Target: "/usr/share/nginx/html",
      VolumeOptions: {
        Labels: { "com.docker.stack.namespace": "balanced" },
        DriverConfig: { Name: "local", Options: NFS },
      },
    };
    expect(Object.fromEntries(mounts)).to.deep.equal({
      balanced_haproxy: [],
      balanced_nginx1: [mount],
      balanced_nginx2: [mount],
      balanced_nginx3: [mount],
    });
  });
});

/** Which node a task without constraints lands on is the scheduler's choice. */
const whereFixed = (
  placed: Record<string, string[]>,
  expected: Record<string, string[]>,
): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(placed).map(([name, nodes]) => [
      name,
      expected[name]?.[0] === "any" ? nodes.map(() => "any") : nodes,
    ]),
  );

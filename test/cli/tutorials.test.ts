// The Compose files of five tutorials, as they stand there, in test/fixtures/tutorials: rendered, or refused with what
// is wrong with them. Other files named in them are read where the program runs, so none is here.

import { join } from "node:path";
import { expect } from "chai";
import { render } from "../../cli/render";

const FOLDER = join(__dirname, "../fixtures/tutorials");
const SOCKET = "gives its tasks /var/run/docker.sock: who gets into one commands the engine.";

interface Made {
  services: string[];
  networks: string[];
  warnings?: string[];
}

const RENDERED: Record<string, Made> = {
  "web-and-visualizer": {
    services: ["visualizer", "web"],
    networks: ["webnet"],
    warnings: [`23:9 services.visualizer.volumes.0: ${SOCKET}`],
  },
  flask: { services: ["web"], networks: ["webnet"] },
  "page-hit-counter": { services: ["app", "redis"], networks: ["demo-net"] },
  "page-hit-counter-swarm": { services: ["app", "redis"], networks: ["demo-net"] },
  "compose-ui": {
    services: ["portainer", "visualizer"],
    networks: ["default"],
    warnings: [
      `8:9 services.visualizer.volumes.0: ${SOCKET}`,
      `20:9 services.portainer.volumes.0: ${SOCKET}`,
    ],
  },
  wordpress: { services: ["db", "wordpress"], networks: ["default"] },
  management: {
    services: ["nginx", "portainer"],
    networks: ["default"],
    warnings: [`16:9 services.portainer.volumes.0: ${SOCKET}`],
  },
  haproxy: { services: ["haproxy", "nginx1", "nginx2", "nginx3"], networks: ["default"] },
};

const REFUSED: Record<string, string[]> = {
  // a comment stands for what the page shows elsewhere
  "with-redis": [
    "3:3 services.web: has no value, and must be a map. Remove the key, or give it one.",
    "5:3 services.visualizer: has no value, and must be a map. Remove the key, or give it one.",
  ],
  // a list of all keys, never run
  reference: [
    '6:9 services.db.volumes.0: a map, for a space follows the colon. Write "data:/var/lib/postgresql/data".',
    '10:9 services.webapp.volumes.0: a map, for a space follows the colon. Write "webapp_volumn:/opt/app/static".',
    '21:7 services.webapp.deploy.replicase: unknown key. Did you mean "replicas"?',
    '33:7 services.webapp.deploy.reservations: unknown key. It belongs under "resources".',
    "42:3 configs.webapp_config: has no value, and must be a map. Remove the key, or give it one.",
    "43:3 configs.file: must be a map, not text.",
    "44:3 configs.external: must be a map, not true or false.",
  ],
};

describe("the Compose files of tutorials", () => {
  const rendered = (name: string) => render("st", { file: [join(FOLDER, `${name}.yml`)] });
  const names = (made: { Name?: string }[] = []) =>
    made.map(({ Name = "" }) => Name.replace("st_", ""));
  const withoutFolder = (text: string) =>
    text.split("\n").map((line) => line.replace(/^.*?\.yml:/, ""));

  for (const [name, { services, networks, warnings = [] }] of Object.entries(RENDERED))
    it(`render: ${name}`, () => {
      const made = rendered(name);

      expect({
        services: names(made.bodies.services),
        networks: names(made.bodies.networks),
        warnings: made.warnings.flatMap(withoutFolder),
      }).to.deep.equal({ services, networks, warnings });
    });

  for (const [name, problems] of Object.entries(REFUSED))
    it(`are refused with all that is wrong: ${name}`, () => {
      let refusal = "";
      try {
        rendered(name);
      } catch (error) {
        refusal = (error as Error).message;
      }

      expect(withoutFolder(refusal)).to.deep.equal(problems);
    });
});

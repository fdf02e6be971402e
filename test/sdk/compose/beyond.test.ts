// What Compose allows and docker stack does not.

import { expect } from "chai";
import { read, web } from "./folder";

const accepted: Record<string, [lines: string, expected: object]> = {
  "depends_on with conditions": [
    "depends_on:\n  web: {condition: service_healthy, required: true}",
    { dependsOn: { web: { condition: "service_healthy" } } },
  ],
  "depends_on of what is not required": [
    "depends_on:\n  web: {condition: service_started, required: false}",
    { dependsOn: { web: { condition: "service_started", required: false } } },
  ],
  "a quoted published port": [
    'ports: [{mode: ingress, target: 80, published: "8080", protocol: tcp}]',
    { ports: [{ target: 80, published: 8080, protocol: "tcp", mode: "ingress" }] },
  ],
  "an address that is none": [
    'ports: [{target: 80, host_ip: 0.0.0.0}, {target: 81, host_ip: "::"}, {target: 82, host_ip: ""}]',
    { ports: [{ target: 80 }, { target: 81 }, { target: 82 }] },
  ],
  "a boolean where text is asked for": [
    "environment: {A: true}\nlabels: {b: false}",
    { environment: { A: "true" }, labels: { b: "false" } },
  ],
  "a number of CPUs": [
    "deploy: {resources: {limits: {cpus: 0.5}}}",
    { deploy: { resources: { limits: { cpus: "0.5" } } } },
  ],
  scale: ["scale: 2", { deploy: { replicas: 2 } }],
  "null for a command": ["command: null\nentrypoint: null", {}],
  "octal modes as text": [
    'secrets: [{source: s, mode: "0440"}]',
    { secrets: [{ source: "s", mode: 0o440 }] },
  ],
  "a size of a tmpfs with its unit": [
    "volumes: [{type: tmpfs, target: /t, tmpfs: {size: 64m}}]",
    { volumes: [{ type: "tmpfs", target: "/t", tmpfs: { size: "64MiB" } }] },
  ],
  "keys that begin with x- anywhere": ["deploy: {x-a: 1}\nlogging: {x-b: 2}", { logging: {} }],
};

const composeConfig = `
name: demo
services:
  web:
    command: null
    depends_on:
      db: {condition: service_started, required: true}
    deploy:
      replicas: 2
      resources: {limits: {cpus: 0.5, memory: "52428800"}}
      placement: {}
    entrypoint: null
    environment: {A: "1"}
    healthcheck:
      test: [CMD, "true"]
      timeout: 10s
      interval: 1m30s
    image: nginx
    networks: {front: null}
    ports:
      - {mode: ingress, target: 80, published: "8080", protocol: tcp}
    volumes:
      - {type: volume, source: data, target: /data, volume: {}}
      - {type: bind, source: /srv, target: /srv, bind: {create_host_path: true}}
  db:
    command: null
    entrypoint: null
    image: postgres
    networks: {front: null}
networks:
  front: {name: demo_front, ipam: {}}
volumes:
  data: {name: demo_data}
`;

describe("beyond docker stack", () => {
  for (const [title, [lines, expected]] of Object.entries(accepted))
    it(`takes ${title}`, () => {
      expect(web(lines)).to.deep.equal(expected);
    });

  it("reads what `docker compose config` prints, without a warning", () => {
    const { model, warnings } = read(composeConfig);

    expect(warnings).to.deep.equal([]);
    expect(model.services.web).to.deep.include({
      dependsOn: { db: { condition: "service_started" } },
      networks: { front: {} },
      volumes: [
        { type: "volume", source: "data", target: "/data", volume: {} },
        { type: "bind", source: "/srv", target: "/srv", bind: { createHostPath: true } },
      ],
    });
    expect(model.networks).to.deep.equal({ front: { name: "demo_front", ipam: {} } });
  });

  it("leaves out services of profiles that are not active", () => {
    const file = `
services:
  web: {image: a, depends_on: [debug]}
  debug: {image: b, profiles: [dev, test]}
`;
    const { model, warnings } = read(file);
    const all = read(file, { profiles: ["test"] });

    expect(model.services).to.deep.equal({ web: { image: "a" } });
    expect(warnings).to.deep.equal([
      'c.yml:3:32 services.web.depends_on.0: no profile of service "debug" is active; the dependency is ignored.',
    ]);
    expect(Object.keys(all.model.services)).to.deep.equal(["debug", "web"]);
  });

  it("ignores a dependency that is not required and not there, and what restarts a dependent", () => {
    const { model, warnings } = read(`
services:
  web: {image: a, depends_on: {debug: {condition: service_healthy, required: false}}}
  api: {image: a, depends_on: {web: {condition: service_started, restart: true}}}
  debug: {image: b, profiles: [dev]}
`);

    expect(model.services.web).to.deep.equal({ image: "a" });
    expect(warnings).to.deep.equal([
      'c.yml:3:32 services.web.depends_on.debug: no profile of service "debug" is active; the dependency is ignored.',
      "c.yml:4:66 services.api.depends_on.web.restart: not supported in a swarm, ignored. A swarm restarts nothing that did not change; `deploy.force_update` restarts a service.",
    ]);
  });

  it("takes the content of configs and secrets from the file and from variables", () => {
    const file = `
services: {}
configs:
  inline: {content: "port=\${PORT}\\n"}
  variable: {environment: PORT}
secrets:
  token: {environment: TOKEN}
`;
    const { model } = read(file, { variables: { PORT: "80", TOKEN: "t0k3n" } });

    expect(model.configs).to.deep.equal({
      inline: { data: "port=80\n" },
      variable: { data: "80" },
    });
    expect(model.secrets).to.deep.equal({ token: { data: "t0k3n" } });
  });

  it("ignores the version, and versions that differ", () => {
    const { model } = read({
      "a.yml": 'version: "2.4"\nservices: {web: {image: a}}',
      "b.yml": 'version: "3.9"\nservices: {web: {image: b}}',
    });

    expect(model.services).to.deep.equal({ web: { image: "b" } });
  });
});

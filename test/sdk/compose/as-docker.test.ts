// What `docker stack deploy` takes is not refused: with a word where it does not do what it seems to.

import { expect } from "chai";
import { checkStack } from "../../../sdk/compose";
import { read } from "./folder";

const rows: Record<string, [text: string, warnings: string[]]> = {
  "a network of one engine, by the key as it is written": [
    "services: {web: {image: a, networks: [myNet]}}\nnetworks: {myNet: {driver: bridge}}",
    [
      "c.yml:1:39 services.web.networks.0: is a bridge network of one engine, which no service can join. " +
        'Use an overlay, or set scope: "swarm" on the network.',
    ],
  ],
  "a host without an address": [
    "services: {web: {image: a, extra_hosts: ['${NAME}', 'b:1.1.1.1']}}",
    [
      "c.yml:1:42 services.web.extra_hosts.0: the variable NAME is not set and is read as empty.",
      'c.yml:1:42 services.web.extra_hosts.0: "" names no address, and is dropped. Write "name=address".',
    ],
  ],
  "a tmpfs where a volume is mounted": [
    "services: {web: {image: a, volumes: ['/dev/shm:/dev/shm'], shm_size: 1g}}",
    ["c.yml:1:12 services.web: the tmpfs at /dev/shm gives way to what `volumes` mounts there."],
  ],
  "a template that an engine cannot read": [
    "services: {web: {image: a, volumes: ['/x/{{.Foo}}:/x']}}",
    [
      "c.yml:1:38 services.web.volumes.0.source: {{.Foo}} is no field of a task. Use .Service.ID, .Service.Name, " +
        ".Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.",
    ],
  ],
  "a default network of one engine that no service names": [
    "services: {web: {image: a}}\nnetworks: {default: {driver: bridge}}",
    [
      "c.yml:1:12 services.web.networks.default: is a bridge network of one engine, which no service can join. " +
        'Use an overlay, or set scope: "swarm" on the network.',
    ],
  ],
  "a service that is not to be started again": [
    "services: {web: {image: a, restart: 'no'}}",
    [
      'c.yml:1:28 services.web.restart: "no" says nothing in a swarm, which starts a task again whenever it ends, as with ' +
        "docker stack. For tasks that end write deploy.restart_policy with condition: none, or make the service a job.",
    ],
  ],
  "a job that is not to be started again, and a policy beside it": [
    "services:\n  job: {image: a, restart: 'no', deploy: {mode: replicated-job}}\n" +
      "  web: {image: a, restart: 'no', deploy: {restart_policy: {condition: none}}}",
    [],
  ],
  "permissions that are decimal and look octal": [
    "services: {web: {image: a, secrets: [{source: s, mode: 440}], volumes: [{type: tmpfs, target: /t, tmpfs: {mode: 1777}}]}}\n" +
      "secrets: {s: {external: true}}",
    [
      "c.yml:1:50 services.web.secrets.0.mode: 440 is decimal, and means 0670. Write 0440 for those permissions.",
      "c.yml:1:107 services.web.volumes.0.tmpfs.mode: 1777 is decimal, and means 03361. Write 01777 for those permissions.",
    ],
  ],
  "permissions in octal, and the decimals that converters print": [
    "services: {web: {image: a, secrets: [{source: s, mode: 0440}], configs: [{source: c, mode: 292}]}}\n" +
      "secrets: {s: {external: true}}\nconfigs: {c: {external: true}}",
    [],
  ],
  "a variable whose name has its value behind a colon, which is not shown": [
    "services: {web: {image: a, environment: ['PASSWORD: hunter2']}}",
    [
      'c.yml:1:28 services.web.environment: an item has a colon where "=" belongs, so the tasks get no variable ' +
        '"PASSWORD". Write "PASSWORD=…".',
    ],
  ],
  "what has a colon and is no variable": [
    "services: {web: {image: a, environment: [': x', 'postgres://me:hunter2@db', 'TOKEN x:y']}}",
    [],
  ],
  "a preference that is a constraint": [
    "services: {web: {image: a, deploy: {placement: {preferences: [{spread: node.labels.a == b}]}}}}",
    [
      'c.yml:1:63 services.web.deploy.placement.preferences.0: spreads over "node.labels.a == b", which the swarm ignores. ' +
        "Use node.labels.… or engine.labels.…",
    ],
  ],
  "what asks for nothing": [
    'services: {web: {image: a, privileged: false, devices: [], network_mode: ""}}',
    [],
  ],
  "a hash of a password whose $ are not doubled": [
    "services: {web: {image: a, labels: ['users=me:$apr1$x']}}",
    [
      "c.yml:1:37 services.web.labels.0: the variable apr1 is not set and is read as empty. Write $$ if a plain $ is meant.",
      "c.yml:1:37 services.web.labels.0: the variable x is not set and is read as empty. Write $$ if a plain $ is meant.",
    ],
  ],
  "several $ that are no variables, beside one that is": [
    "services: {web: {image: a, command: '$(date) $? $HOME'}}",
    [
      "c.yml:1:28 services.web.command: the variable HOME is not set and is read as empty.",
      'c.yml:1:28 services.web.command: "$(" is not a variable; its $ is dropped, as docker stack does. Write $$ for a plain $.',
      'c.yml:1:28 services.web.command: "$?" is not a variable; its $ is dropped, as docker stack does. Write $$ for a plain $.',
    ],
  ],
  "a condition in a list of dependencies": [
    "services: {web: {image: a, depends_on: ['db:service_healthy']}, db: {image: b}}",
    [
      'c.yml:1:41 services.web.depends_on.0: there is no service "db:service_healthy" in this stack; the dependency is ' +
        'ignored. Write a condition as a map: "db: {condition: service_healthy}".',
    ],
  ],
  "volumes of another driver by its own names, and of names that differ in capitals": [
    "services: {web: {image: a, volumes: ['g:/g', 'D:/x', 'd:/d']}}\n" +
      "volumes: {g: {driver: gfs, name: gfs/sub}, D: {name: Data}, d: {name: data}}",
    [],
  ],
  "what a swarm cannot do, of a service whose profile is not active": [
    "services: {web: {image: a}, dev: {image: b, profiles: [dev], mem_limit: 2g, privileged: true, ports: ['127.0.0.1:1:1']}}",
    [],
  ],
};

describe("what docker stack deploys", () => {
  for (const [title, [text, expected]] of Object.entries(rows))
    it(`is not refused: ${title}`, () => {
      const composed = read(text);

      expect([...composed.warnings, ...checkStack(composed, "st")]).to.deep.equal(expected);
    });
});

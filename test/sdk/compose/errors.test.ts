// What is wrong with a file is told with file, line, column and key, and with what to do.

import { expect } from "chai";
import type { SwarmError } from "../../../provider/errors";
import { checkStack } from "../../../sdk/compose";
import { read, refusal } from "./folder";

const refused: Record<string, [text: string, message: string]> = {
  "an unknown key": [
    "services:\n  web:\n    imagee: a",
    'c.yml:3:5 services.web.imagee: unknown key. Did you mean "image"?',
  ],
  "a key that resembles one that a swarm does not have": [
    "services: {web: {image: a, link: [b]}}",
    'c.yml:1:28 services.web.link: unknown key. Did you mean "links"?',
  ],
  "a missing key by its name in Compose": [
    "services: {web: {image: a, deploy: {resources: {reservations: {generic_resources: [{}]}}}}}",
    'c.yml:1:84 services.web.deploy.resources.reservations.generic_resources.0: the key "discrete_resource_spec" is missing.',
  ],
  "a key in camelCase": [
    "services: {web: {image: a, stopGracePeriod: 5s}}",
    'c.yml:1:28 services.web.stopGracePeriod: unknown key. Did you mean "stop_grace_period"?',
  ],
  "an unknown key that is like none": [
    "services: {web: {image: a, env: {A: b}}}",
    "c.yml:1:28 services.web.env: unknown key.",
  ],
  "a key that belongs further up": [
    "services: {web: {image: a, deploy: {restart: always, update_config: {replicas: 2}}}}",
    'c.yml:1:37 services.web.deploy.restart: unknown key. It belongs under "services.NAME".\n' +
      'c.yml:1:70 services.web.deploy.update_config.replicas: unknown key. It belongs under "deploy".',
  ],
  "what an anchor holds once, however often it is used": [
    "x-e: &e {A: '${NO:?set $${NO}}'}\nservices: {a: {image: a, environment: *e}, b: {image: b, environment: *e}}",
    "c.yml:1:10 x-e.A: the variable NO is required: set ${NO}.",
  ],
  "what is no variable, each of it": [
    "services: {web: {image: a, command: '$(date) $?'}}",
    'c.yml:1:28 services.web.command: "$(", "$?" are no variables. Write $$ for a plain $. Compose runs no commands; a ' +
      "shell of the container may.",
  ],
  "a deep unknown key": [
    "services: {web: {image: a, deploy: {update_config: {paralelism: 2}}}}",
    'c.yml:1:53 services.web.deploy.update_config.paralelism: unknown key. Did you mean "parallelism"?',
  ],
  "a key one level too high": [
    "services: {web: {image: a, deploy: {reservations: {cpus: '1'}}, replicas: 2}}",
    'c.yml:1:37 services.web.deploy.reservations: unknown key. It belongs under "resources".\n' +
      'c.yml:1:65 services.web.replicas: unknown key. It belongs under "deploy".',
  ],
  "a short form with a space in it": [
    "services: {web: {image: a, volumes: [data: /x]}}",
    'c.yml:1:38 services.web.volumes.0: a map, for a space follows the colon. Write "data:/x".',
  ],
  "a variable with a space in it, whose value is not shown": [
    "services: {web: {image: a, environment: [PASSWORD: hunter2]}}",
    'c.yml:1:42 services.web.environment.0: a map, for a space follows the colon. Write "PASSWORD=…".',
  ],
  "a service at the top level": [
    "web:\n  image: a",
    'c.yml:1:1 web: unknown key. It belongs under "services".',
  ],
  "a key with nothing behind it": [
    "services: {web: {image: a, ports: }}",
    "c.yml:1:28 services.web.ports: has no value, and must be a list. Remove the key, or give it one.",
  ],
  "an unknown top-level key": [
    "service: {web: {image: a}}",
    'c.yml:1:1 service: unknown key. Did you mean "services"?',
  ],
  "a wrong type": [
    "services: {web: {image: a, tty: 5, ports: 80}}",
    "c.yml:1:28 services.web.tty: must be true or false, not a whole number.\n" +
      "c.yml:1:36 services.web.ports: must be a list, not a whole number.",
  ],
  "a type that the long form of a mount must have": [
    "services: {web: {image: a, volumes: [{source: x, target: /x}]}}",
    'c.yml:1:38 services.web.volumes.0: the key "type" is missing.',
  ],
  "a number that must be in quotes": [
    "services: {web: {image: a, deploy: {resources: {limits: {memory: 50}}}}}",
    "c.yml:1:58 services.web.deploy.resources.limits.memory: must be text: write the number in quotes.",
  ],
  "a variable that gives no number, by its expression": [
    "services: {web: {image: a, deploy: {replicas: '${SECRET}'}}}",
    "c.yml:1:37 services.web.deploy.replicas: ${SECRET} does not give a whole number.",
  ],
  "what a missing variable broke": [
    "services: {web: {image: a, volumes: ['${DIR}:/x']}}",
    'c.yml:1:38 services.web.volumes.0: ":/x" is no mount: there is nothing between two colons. ' +
      "Write [source:]target[:options]. The variable DIR is not set and is read as empty.",
  ],
  "the same missing variable once": [
    "services: {web: {image: a, volumes: ['${DIR}:/x${DIR}']}}",
    'c.yml:1:38 services.web.volumes.0: ":/x" is no mount: there is nothing between two colons. ' +
      "Write [source:]target[:options]. The variable DIR is not set and is read as empty.",
  ],
  "privileges that cannot be had": [
    "services: {web: {image: a, mem_limit: 5m, cpuset: '0'}}",
    "c.yml:1:28 services.web.mem_limit: not supported in a swarm. Use deploy.resources.limits.memory.\n" +
      "c.yml:1:43 services.web.cpuset: not supported in a swarm. A swarm binds no task to single CPUs; " +
      "deploy.resources.limits.cpus says how much it gets.",
  ],
  "a port on one address": [
    "services: {web: {image: a, ports: [{target: 80, published: 80, host_ip: 127.0.0.1}]}}",
    "c.yml:1:64 services.web.ports.0.host_ip: not supported in a swarm. A swarm publishes a port on all " +
      "addresses of a node. Remove it, and close the port to others with a firewall.",
  ],
  "what a swarm cannot do of a service that is extended, though its own profile is not active": [
    "services: {base: {image: a, profiles: [x], mem_limit: 5m}, web: {extends: base, profiles: []}}",
    "c.yml:1:44 services.base.mem_limit: not supported in a swarm. Use deploy.resources.limits.memory.",
  ],
  "what a swarm cannot do together with what is wrong beside it": [
    "services:\n  web: {image: a, mem_limit: 5m, ports: ['127.0.0.1:80:80'], env_file: /no/env}\n  two: {volumes: [':/x']}",
    "c.yml:2:19 services.web.mem_limit: not supported in a swarm. Use deploy.resources.limits.memory.\n" +
      'c.yml:2:42 services.web.ports.0: "127.0.0.1:80:80": a swarm cannot publish on one address only, it would listen on ' +
      "every address of every node. Leave 127.0.0.1 out if that is meant; if not, do not publish the port.\n" +
      "c.yml:2:62 services.web.env_file: cannot read /no/env. There is no such file.\n" +
      'c.yml:3:19 services.two.volumes.0: ":/x" is no mount: there is nothing between two colons. Write [source:]target[:options].',
  ],
  "an external volume with a driver": [
    "services: {}\nvolumes: {v: {external: true, driver: x}}",
    "c.yml:2:11 volumes.v: it is external, so nothing is made of driver. Remove them.",
  ],
  "two names of an external network": [
    "services: {}\nnetworks: {n: {external: {name: a}, name: b}}",
    "c.yml:2:12 networks.n: external.name and name are both given; keep `name`.",
  ],
  "a secret without content": [
    "services: {}\nsecrets: {s: {}}",
    "c.yml:2:11 secrets.s: nothing says where its content comes from. Give it a `file`, or `external: true`.",
  ],
  "a secret with two contents": [
    "services: {}\nsecrets: {s: {file: a, environment: B}}",
    "c.yml:2:11 secrets.s: file and environment are given together; keep one.",
  ],
  "data of a secret in the file": [
    "services: {}\nsecrets: {s: {data: hunter2}}",
    "c.yml:2:15 secrets.s.data: unknown key.",
  ],
  "a service name with a blank": [
    "services: {'we b': {image: a}}",
    "c.yml:1:12 services.we b: a key may hold letters, digits, dots, dashes and underscores only.",
  ],
};

describe("errors in Compose files", () => {
  for (const [title, [text, message]] of Object.entries(refused))
    it(`refuses ${title}`, () => {
      expect(refusal(text, { variables: { SECRET: "hunter2" } })).to.equal(message);
    });

  it("says how to come by an image that is built", () => {
    const composed = read("services: {web: {build: .}, plain: {user: x}}");

    expect(() => checkStack(composed, "st")).to.throw(
      "c.yml:1:12 services.web.image: is missing. A service needs an image. " +
        "A swarm builds none: push what `build` makes to a registry, and name it in `image`.\n" +
        "c.yml:1:29 services.plain.image: is missing. A service needs an image.",
    );
  });

  it("gives a code to what is not well-formed and to what a swarm cannot do", () => {
    const codeOf = (text: string): string => {
      try {
        read(text);
      } catch (error) {
        return (error as SwarmError).code;
      }
      return "none";
    };

    expect(codeOf("services: {web: {imag: a}}")).to.equal("COMPOSE_SYNTAX");
    expect(codeOf("services: {web: {image: a, mem_limit: 5m}}")).to.equal("COMPOSE_UNSUPPORTED");
  });

  it("names the later of two files where both say it", () => {
    const files = {
      "a.yml": "services:\n  web:\n    image: a\n    restart: always",
      "b.yml": "services:\n  web:\n    restart: sometimes",
    };

    expect(refusal(files)).to.match(
      /^b\.yml:3:5 services\.web\.restart: "sometimes" is no restart/,
    );
  });

  it("tells the problems of several files file by file, in their order", () => {
    const contents = {
      "b.yml": "services: {}\nsecrets:\n  one: {}\n  two: {}",
      "a.yml": "services: {}\nsecrets: {three: {}}",
    };
    const images = {
      "b.yml": "services:\n  one: {user: me}",
      "a.yml": "services: {two: {user: me}}",
    };

    const places = refusal(contents).match(/^\S+/gm);
    expect(places).to.deep.equal(["b.yml:3:3", "b.yml:4:3", "a.yml:2:11"]);
    expect(() => checkStack(read(images), "st")).to.throw(/^b\.yml:2:3 .*\na\.yml:1:12 /);
  });

  const one =
    "services:\n  web:\n    image: a\n    deploy:\n      placement:\n        constraints:\n          - node.rol==x";
  const items: Record<string, [files: Record<string, string>, warning: RegExp]> = {
    "of an earlier file": [
      {
        "a.yml": one,
        "b.yml": "services: {web: {deploy: {placement: {constraints: [node.role==worker]}}}}",
      },
      /^a\.yml:7:13 services\.web\.deploy\.placement\.constraints\.0: "node\.rol==x": the swarm knows no/,
    ],
    "of a later file": [
      {
        "a.yml": "services: {web: {deploy: {placement: {constraints: [node.role==worker]}}}}",
        "b.yml": one,
      },
      /^b\.yml:7:13 services\.web\.deploy\.placement\.constraints\.0: "node\.rol==x": the swarm knows no/,
    ],
    "of an earlier file whose list another one orders anew": [
      {
        "a.yml": "services: {web: {image: a, volumes: ['/a:b']}}",
        "b.yml": "services: {web: {volumes: ['/a:/b', '/c:/a']}}",
      },
      /^a\.yml:1:38 services\.web\.volumes\.0\.target: "b" is not absolute/,
    ],
    "of a service that is extended": [
      {
        "a.yml":
          "services:\n  base: {image: a, extra_hosts: ['x:y:z']}\n  web: {extends: base, extra_hosts: ['b:1.1.1.1']}",
      },
      /^a\.yml:3:24 services\.web\.extra_hosts: "y:z" is no IP address/,
    ],
  };
  for (const [whose, [files, warning]] of Object.entries(items))
    it(`names the place of a wrong item ${whose}`, () => {
      expect(checkStack(read(files), "st").find((line) => line.includes(".web."))).to.match(
        warning,
      );
    });
});

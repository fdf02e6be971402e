// What is refused of a stack in the words of its files: where the wrong item stands, and the variable that made it wrong.

import { expect } from "chai";
import { checkStack } from "../../../sdk/compose";
import { read } from "./folder";

const N = "The variable N is not set and is read as empty.";
const build = "A swarm builds none: push what `build` makes to a registry, and name it in `image`.";

const refused: Record<string, [text: string, message: string]> = {
  "an image that is a variable without a value": [
    "services: {web: {image: '${N}'}}",
    `c.yml:1:18 services.web.image: is empty. A service needs an image. ${N}`,
  ],
  "an image whose tag is one": [
    "services: {web: {build: ., image: 'x:${N}'}}",
    `c.yml:1:28 services.web.image: "x:" is no image reference: write [registry/]repository[:tag][@digest], such as nginx:1.27. ${N}`,
  ],
  "an image that is to be built and named by one": [
    "services: {web: {build: ., image: '${N}'}}",
    `c.yml:1:28 services.web.image: is empty. A service needs an image. ${build} ${N}`,
  ],
  "items of lists that the model orders anew, or has as maps": [
    "services:\n  web:\n    image: a\n    networks: [front, '${N}']\n    secrets: [a, {source: b, target: t}]\n" +
      "    configs:\n      - a\nnetworks: {front: }\nsecrets: {a: {external: true}}",
    'c.yml:4:23 services.web.networks.1: there is no network "" in this stack. Declare it under networks, as external if ' +
      `it exists already. ${N}\n` +
      'c.yml:5:18 services.web.secrets.1: there is no secret "b" in this stack. Declare it under secrets, as external if ' +
      "it exists already.\n" +
      'c.yml:7:9 services.web.configs.0: there is no config "a" in this stack. Declare it under configs, as external if ' +
      "it exists already.",
  ],
  "items that their names do not tell apart": [
    "services:\n  web:\n    image: a\n    secrets: [s, {source: s, target: t}, {source: s, target: u, mode: 9999}]\n" +
      "    configs: ['1', b]\nsecrets: {s: {external: true}}\nconfigs: {b: {external: true}}",
    "c.yml:4:5 services.web.secrets: 9999 is not possible. Write a whole number, from 0 to 4095.\n" +
      'c.yml:5:5 services.web.configs: there is no config "1" in this stack. Declare it under configs, as external if ' +
      "it exists already.",
  ],
  "a variable of a list that is there twice": [
    "services: {web: {image: a, environment: [A=1, 'A={{.Node.Nam}}']}}",
    "c.yml:1:47 services.web.environment.1: {{.Node.Nam}} is no field of a task. Use .Service.ID, .Service.Name, " +
      ".Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.",
  ],
  "an item of a service that extends another": [
    "services: {web: {image: a, extends: base, dns: [no, undefined]}, base: {image: b}}",
    'c.yml:1:49 services.web.dns.0: "no" is no IP address of a DNS server.\n' +
      'c.yml:1:53 services.web.dns.1: "undefined" is no IP address of a DNS server.',
  ],
  "a path that lacks its dot": [
    "services: {web: {image: a, volumes: ['data/web:/web']}}",
    'c.yml:1:38 services.web.volumes.0.source: there is no volume "data/web" in this stack. A path of the node begins with ' +
      '"./" in a Compose file ("./data/web"), and with "/" elsewhere.',
  ],
  "a path that is to be a volume": [
    "services: {web: {image: a, volumes: [{type: volume, source: ./data, target: /b}]}}",
    'c.yml:1:53 services.web.volumes.0.source: there is no volume "./data" in this stack. It is a path: use type "bind".',
  ],
  "a template in a list of variables": [
    "services: {web: {image: a, environment: [A=1, 'B={{.Node.Nam}}']}}",
    "c.yml:1:47 services.web.environment.1: {{.Node.Nam}} is no field of a task. Use .Service.ID, .Service.Name, " +
      ".Service.Labels, .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture, .Task.ID, .Task.Name or .Task.Slot.",
  ],
};

describe("what is refused of a stack", () => {
  for (const [title, [text, message]] of Object.entries(refused))
    it(`is told by its place and cause: ${title}`, () => {
      const check = (): string[] => checkStack(read(text), "st", { isWhole: true });

      expect(check).to.throw().with.property("message", message);
    });
});

// What `docker stack deploy` takes is not refused: with a word where it does not do what it seems to.

import { expect } from "chai";
import { checkStack } from "../../../sdk/compose";
import { read } from "./folder";

const rows: Record<string, [text: string, warnings: string[]]> = {
  "a network of one engine, by the key as it is written": [
    "services: {web: {image: a, networks: [myNet]}}\nnetworks: {myNet: {driver: bridge}}",
    [
      "c.yml:1:28 services.web.networks.myNet: is a bridge network of one engine, which no service can join. " +
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
};

describe("what docker stack deploys", () => {
  for (const [title, [text, expected]] of Object.entries(rows))
    it(`is not refused: ${title}`, () => {
      const composed = read(text);

      expect([...composed.warnings, ...checkStack(composed, "st")]).to.deep.equal(expected);
    });
});

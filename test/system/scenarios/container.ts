// Rows of what runs in a task, as community.docker's docker_swarm_service has them: a value, the same again,
// another one, none.

import { CONTAINER, made, restart, SECOND, type Row } from "./row";

const STAYS = ["/bin/sh", "-c", "sleep 10m"];

export const containerRows: Row[] = [
  {
    name: "args",
    at: `${CONTAINER}.Args`,
    with: { entrypoint: STAYS },
    steps: [
      made({ args: { command: ["sleep", "3600"] }, alike: { command: "sleep 3600" }, is: ["sleep", "3600"] }),
      restart("command", { args: { command: ["sleep", "3400"] }, is: ["sleep", "3400"] }),
      restart("command", { args: { command: [] }, is: undefined }),
    ],
  },
  {
    name: "command",
    at: `${CONTAINER}.Command`,
    steps: [
      made({ args: { entrypoint: '/bin/sh -v -c "sleep 10m"' }, is: ["/bin/sh", "-v", "-c", "sleep 10m"] }),
      restart("entrypoint", { args: { entrypoint: '/bin/sh -c "sleep 10m"' }, alike: { entrypoint: STAYS }, is: STAYS }),
      restart("entrypoint", { args: { entrypoint: [] }, is: undefined }),
    ],
  },
  {
    name: "container-labels",
    at: `${CONTAINER}.Labels`,
    steps: [
      made({ args: { labels: { test_1: "1", test_2: "2" } }, alike: { labels: ["test_2=2", "test_1=1"] }, is: { test_1: "1", test_2: "2" } }),
      restart("container labels", { args: { labels: { test_1: "1", test_2: "3" } }, is: { test_1: "1", test_2: "3" } }),
      restart("container labels", { args: { labels: {} }, is: undefined }),
    ],
  },
  {
    name: "env",
    at: `${CONTAINER}.Env`,
    steps: [
      made({ args: { environment: ["TEST1=val1", "TEST2=val2"] }, alike: { environment: { TEST2: "val2", TEST1: "val1" } }, is: ["TEST1=val1", "TEST2=val2"] }),
      restart("environment", { args: { environment: ["TEST1=val1", "TEST2=val3"] }, alike: { environment: ["TEST2=val3", "TEST1=val1"] }, is: ["TEST1=val1", "TEST2=val3"] }),
      restart("environment", { args: { environment: ["URI=/api-call?param1=value1"] }, is: ["URI=/api-call?param1=value1"] }),
      restart("environment", { args: { environment: [] }, is: undefined }),
    ],
  },
  {
    name: "groups",
    at: `${CONTAINER}.Groups`,
    steps: [
      made({ args: { groupAdd: ["1234", "5678"] }, alike: { groupAdd: [5678, 1234] }, is: ["1234", "5678"] }),
      restart("groups", { args: { groupAdd: ["1234"] }, is: ["1234"] }),
      restart("groups", { args: { groupAdd: [] }, is: undefined }),
    ],
  },
  {
    name: "hostname",
    at: `${CONTAINER}.Hostname`,
    steps: [
      made({ args: { hostname: "me.example.com" }, is: "me.example.com" }),
      restart("hostname", { args: { hostname: "me.example.org" }, is: "me.example.org" }),
      restart("hostname", { args: {}, alike: { hostname: "" }, is: undefined }),
    ],
  },
  {
    name: "stop-grace-period",
    at: `${CONTAINER}.StopGracePeriod`,
    steps: [
      made({ args: { stopGracePeriod: "60s" }, alike: { stopGracePeriod: "1m" }, is: 60 * SECOND }),
      restart("stop grace period", { args: { stopGracePeriod: "1m30s" }, alike: { stopGracePeriod: "90s" }, is: 90 * SECOND }),
    ],
  },
  {
    name: "stop-signal",
    at: `${CONTAINER}.StopSignal`,
    steps: [
      made({ args: { stopSignal: "30" }, is: "30" }),
      restart("stop signal", { args: { stopSignal: "9" }, is: "9" }),
      restart("stop signal", { args: {}, alike: { stopSignal: "" }, is: undefined }),
    ],
  },
  ...(["tty", "readOnly"] as const).map((key): Row => {
    const [word, shown] = key === "tty" ? ["TTY", "terminal"] : ["ReadOnly", "read-only root"];
    return {
      name: word.toLowerCase(),
      at: `${CONTAINER}.${word}`,
      steps: [
        made({ args: { [key]: true }, is: true }),
        restart(shown, { args: { [key]: false }, alike: {}, is: undefined }),
      ],
    };
  }),
  {
    name: "init",
    at: `${CONTAINER}.Init`,
    steps: [
      made({ args: { init: true }, is: true }),
      restart("init", { args: { init: false }, is: false }),
    ],
  },
  {
    name: "user",
    at: `${CONTAINER}.User`,
    steps: [
      made({ args: { user: "nobody" }, is: "nobody" }),
      restart("user", { args: { user: "root" }, is: "root" }),
      restart("user", { args: {}, alike: { user: "" }, is: undefined }),
    ],
  },
  {
    name: "working-dir",
    at: `${CONTAINER}.Dir`,
    steps: [
      made({ args: { workingDir: "/tmp" }, is: "/tmp" }),
      restart("working directory", { args: { workingDir: "/" }, is: "/" }),
      restart("working directory", { args: {}, alike: { workingDir: "" }, is: undefined }),
    ],
  },
  {
    name: "image",
    at: `${CONTAINER}.Image`,
    steps: [
      made({ args: { image: "busybox" }, alike: { image: "docker.io/library/busybox:latest" }, is: "busybox:latest" }),
      restart("image busybox:latest → busybox:other", { args: { image: "busybox:other" }, is: "busybox:other" }),
    ],
  },
]; // prettier-ignore

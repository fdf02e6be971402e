// Rows of the networks that a service joins.

import { made, restart, type Row, type Step } from "./row";

const aliases = (...names: string[]): Step["args"] => ({ networks: { n1: { aliases: names } } });
const options = (driverOpts: Record<string, string>): Step["args"] => ({
  networks: { n1: { driverOpts } },
});
const [n1, n2] = [{ Target: "n1" }, { Target: "n2" }];
const AT = "TaskTemplate.Networks";

export const networkRows: Row[] = [
  {
    name: "networks",
    at: AT,
    steps: [
      made({ args: { networks: ["@n1"] }, alike: { networks: ["n1"] }, is: [n1] }),
      restart("networks", { args: { networks: ["@n1", "@n2"] }, alike: { networks: { n2: null, n1: {} } }, is: [n1, n2] }),
      restart("networks", { args: { networks: ["@n2"] }, is: [n2] }),
      restart("networks", { args: { networks: [] }, alike: {}, is: undefined }),
    ],
  },
  {
    name: "network-by-id",
    at: AT,
    steps: [
      made({ args: { networks: ["@n1#id"] }, is: [n1] }),
      // the same network by another name for it: an update that finds nothing to do
      { args: { networks: ["@n1"] }, is: [n1] },
    ],
  },
  {
    name: "network-aliases",
    at: AT,
    steps: [
      made({ args: aliases("alias1", "alias2"), alike: aliases("alias2", "alias1"), is: [{ ...n1, Aliases: ["alias1", "alias2"] }] }),
      restart("networks", { args: aliases("alias1"), is: [{ ...n1, Aliases: ["alias1"] }] }),
      restart("networks", { args: aliases(), alike: { networks: ["n1"] }, is: [n1] }),
    ],
  },
  {
    name: "network-options",
    at: AT,
    steps: [
      made({ args: options({ foo: "bar", test: "hello" }), alike: options({ test: "hello", foo: "bar" }), is: [{ ...n1, DriverOpts: { foo: "bar", test: "hello" } }] }),
      restart("networks", { args: options({ foo: "bar", test: "hell" }), is: [{ ...n1, DriverOpts: { foo: "bar", test: "hell" } }] }),
      restart("networks", { args: options({ test: "hell" }), is: [{ ...n1, DriverOpts: { test: "hell" } }] }),
      restart("networks", { args: options({}), alike: { networks: ["n1"] }, is: [n1] }),
    ],
  },
]; // prettier-ignore

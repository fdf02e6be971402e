// The proxy that counts requests is shared with the benchmark, and lives with the tools.

export {
  countingProxy,
  type CountingProxy,
  type Message,
} from "../../../tools/engine/counting-proxy";

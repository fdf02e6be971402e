import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import { countingProxy, messageReader, type Message } from "../../../tools/engine/counting-proxy";

const CREATE =
  'POST /v1.41/services/create HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n{"Name":1}\n';
const LIST = "GET /v1.41/services?filters=%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n";
const CHUNKED =
  "POST /v1.41/images/load HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

function read(pieces: string[]): { lines: string[]; messages: Message[] } {
  const [lines, messages]: [string[], Message[]] = [[], []];
  const take = messageReader({
    head: (line) => lines.push(line),
    message: (message) => messages.push(message),
  });
  for (const piece of pieces) take(Buffer.from(piece));
  return { lines, messages };
}

describe("the proxy that counts requests", () => {
  const whole = CREATE + LIST + CHUNKED + LIST;
  const rows = [
    { name: "in one piece", pieces: [whole] },
    { name: "byte by byte", pieces: [...whole] },
    {
      name: "broken off within the long path of a list",
      pieces: [whole.slice(0, 130), whole.slice(130)],
    },
  ];
  for (const { name, pieces } of rows)
    it(`reads the requests of one connection ${name}`, () => {
      expect(read(pieces)).to.deep.equal({
        lines: [
          "POST /v1.41/services/create",
          "GET /v1.41/services?filters=%7B%7D",
          "POST /v1.41/images/load",
          "GET /v1.41/services?filters=%7B%7D",
        ],
        messages: [
          {
            head: "POST /v1.41/services/create HTTP/1.1\r\nHost: x\r\nContent-Length: 11",
            body: '{"Name":1}\n',
          },
          { head: "GET /v1.41/services?filters=%7B%7D HTTP/1.1\r\nHost: x", body: "" },
          {
            head: "POST /v1.41/images/load HTTP/1.1\r\nTransfer-Encoding: chunked",
            body: "3\r\nabc\r\n0\r\n\r\n",
          },
          { head: "GET /v1.41/services?filters=%7B%7D HTTP/1.1\r\nHost: x", body: "" },
        ],
      });
    });

  it("counts a request as soon as its head is there", () => {
    expect(read([CREATE.slice(0, -5)])).to.deep.equal({
      lines: ["POST /v1.41/services/create"],
      messages: [],
    });
  });

  it("ends the connection of whoever asks an engine that is gone", async () => {
    const proxy = await countingProxy("unix:///nowhere/docker.sock");
    const client = connect(proxy.host.replace("unix://", ""));

    const [hadError] = (await once(client, "close")) as [boolean];

    expect([hadError, proxy.requests]).to.deep.equal([false, []]);
    proxy.close();
  });
});

// The certificates of a lab whose engines speak TLS: a CA of its own, one pair for each engine, one for clients.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePrograms } from "../../tools/engine/install";
import type { Log } from "../../tools/engine/install";
import { run } from "../../tools/engine/run";
import { labFolder, type NodeState } from "./state";

/** The folder of the client's ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH takes it. */
export function clientCertificates(lab: string): string {
  return join(labFolder(lab), "tls");
}

/** The folder of this engine's. */
export function serverCertificates(lab: string, node: string): string {
  return join(clientCertificates(lab), node);
}

/** Makes them all; those of engines are good for their addresses and names, and for loopback. */
export async function makeCertificates(
  lab: string,
  nodes: NodeState[],
  log: Log = () => undefined,
): Promise<void> {
  await ensurePrograms({ openssl: "openssl" }, log);
  const root = clientCertificates(lab);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const name = `/CN=lab ${lab}`;
  const own = ["req", "-x509", "-subj", name, "-days", "7", ...key(root, "ca-key")];
  await run("openssl", [...own, "-out", join(root, "ca.pem")]);
  const servers = nodes.map((node) => {
    const names = [`IP:${node.address}`, `DNS:${node.name}`, "IP:127.0.0.1", "DNS:localhost"];
    const extensions = `subjectAltName=${names.join(",")}\nextendedKeyUsage=serverAuth\n`;
    return sign(root, serverCertificates(lab, node.name), node.name, extensions);
  });
  await Promise.all([sign(root, root, "client", "extendedKeyUsage=clientAuth\n"), ...servers]);
}

/** A new key beside what is made with it, open to nobody else. */
const key = (folder: string, name: string): string[] => [
  ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"],
  ...["-keyout", join(folder, `${name}.pem`)],
];

/** A certificate of the CA in `root`, with the CA's own beside it. */
async function sign(root: string, folder: string, name: string, extensions: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (file: string): string => join(folder, file);
  await run("openssl", [
    "req",
    "-new",
    "-subj",
    `/CN=${name}`,
    ...key(folder, "key"),
    "-out",
    at("csr"),
  ]);
  writeFileSync(at("extensions"), extensions);
  const ca = ["-CA", join(root, "ca.pem"), "-CAkey", join(root, "ca-key.pem")];
  const serial = ["-set_serial", `0x${Buffer.from(name).toString("hex")}`];
  const request = ["x509", "-req", "-in", at("csr"), "-extfile", at("extensions"), "-days", "7"];
  await run("openssl", [...request, ...ca, ...serial, "-out", at("cert.pem")]);
  for (const file of ["csr", "extensions"]) rmSync(at(file));
  if (folder !== root) await run("cp", [join(root, "ca.pem"), at("ca.pem")]);
}

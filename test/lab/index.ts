// What tests and tools may use of the lab.

export { writeImage } from "./archive";
export type { ImageOptions } from "./archive";
export { busyboxImage, loadImages } from "./image";
export { openLab, removeLab, startLab } from "./lab";
export type { Lab, LabNode, LabOptions } from "./lab";
export { pageImages } from "./page-images";
export { startRegistry } from "./registry";
export type { Registry } from "./registry";
export { makeSshKey, startSshd } from "./sshd";
export type { Sshd, SshdOptions, SshKey } from "./sshd";
export { standIns } from "./stand-ins";
export { listNodes, untilReady } from "./swarm";

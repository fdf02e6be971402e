// Networks, volumes, secrets and configs. Types only, PascalCase as on the wire. Source: Engine API 1.41 - 1.52.

import type { Driver, Labels, Version } from "./common";

export interface IpamPool {
  Subnet?: string;
  IPRange?: string;
  Gateway?: string;
  AuxiliaryAddresses?: Record<string, string>;
}
export interface Ipam {
  Driver?: string;
  Options?: Record<string, string> | null;
  Config?: IpamPool[] | null;
}
/** Body of POST /networks/create. */
export interface NetworkSpec {
  Name: string;
  Driver: string;
  Scope?: string;
  /** API 1.48. */
  EnableIPv4?: boolean;
  EnableIPv6?: boolean;
  IPAM: Ipam | null;
  Internal: boolean;
  Attachable: boolean;
  Ingress: boolean;
  ConfigOnly: boolean;
  ConfigFrom: { Network: string } | null;
  Options: Record<string, string> | null;
  Labels: Labels;
}
export interface Network extends Omit<NetworkSpec, "ConfigFrom"> {
  Id: string;
  Created?: string;
  Scope: string;
  ConfigFrom: { Network: string };
  /** Of this engine alone, by id. */
  Containers?: Record<string, { Name: string }>;
}
/** Body of POST /volumes/create. */
export interface VolumeSpec {
  Name: string;
  Driver?: string;
  DriverOpts?: Record<string, string>;
  Labels?: Labels;
  ClusterVolumeSpec?: ClusterVolumeSpec;
}
/** What a CSI plug-in is to make; secrets go by their ids. */
export interface ClusterVolumeSpec {
  Group?: string;
  AccessMode?: {
    Scope?: string;
    Sharing?: string;
    MountVolume?: { FsType?: string; MountFlags?: string[] };
    BlockVolume?: object;
  };
  AccessibilityRequirements?: { Requisite?: Topology[]; Preferred?: Topology[] };
  CapacityRange?: { RequiredBytes?: number; LimitBytes?: number };
  Secrets?: { Key: string; Secret: string }[];
  Availability?: string;
}
export interface Topology {
  Segments?: Record<string, string>;
}
export interface ClusterVolume {
  ID: string;
  Version: Version;
  Spec: ClusterVolumeSpec;
  /** The nodes that it is, or was, attached to. */
  PublishStatus?: { NodeID: string; State: string }[] | null;
}
export interface Volume {
  Name: string;
  CreatedAt?: string;
  Driver: string;
  Mountpoint: string;
  Labels: Labels | null;
  Options: Record<string, string> | null;
  Scope: string;
  ClusterVolume?: ClusterVolume;
}
/** Answer of GET /system/df, as far as volumes go; later engines give them in the second form. */
export interface DiskUsage {
  Volumes?: MeasuredVolume[] | null;
  VolumeUsage?: { Items?: MeasuredVolume[] | null };
}
export interface MeasuredVolume {
  Name: string;
  UsageData?: { Size: number; RefCount: number } | null;
}
/** Body of POST /secrets/create; Data is standard base64. */
export interface SecretSpec {
  Name: string;
  Labels: Labels;
  Data?: string;
  Driver?: Driver;
  Templating?: Driver;
}
/** Body of POST /configs/create; Data is standard base64. */
export type ConfigSpec = Omit<SecretSpec, "Driver">;
export interface Secret {
  ID: string;
  Version: Version;
  CreatedAt?: string;
  UpdatedAt?: string;
  Spec: SecretSpec;
}
export interface Config {
  ID: string;
  Version: Version;
  CreatedAt?: string;
  UpdatedAt?: string;
  Spec: ConfigSpec;
}

// Where ours differs from `docker stack deploy` on purpose, by case: what of docker's bodies changes, that we refuse, or
// that we accept. docs/compose.md gives each reason a line. A case that is not here must be equal, or refused by both.

export interface Difference {
  because: string;
  /** Our values at places of docker's bodies; undefined: nothing there. */
  changes?: Record<string, unknown>;
  /** Deployed by docker, refused by us: how the message goes on after its place. */
  refuses?: string;
  /** Refused by docker, deployed by us: values at places of our bodies. */
  accepts?: Record<string, unknown>;
}

const task = "services/0/TaskTemplate";
const container = `${task}/ContainerSpec`;
const port = (TargetPort: number, PublishedPort?: number, Protocol = "tcp") => ({
  Protocol,
  TargetPort,
  ...(PublishedPort !== undefined && { PublishedPort }),
  PublishMode: "ingress",
});

const configFile = (ConfigName: string) => (Name: string) => ({
  File: { Name, UID: "0", GID: "0", Mode: 0o444 },
  ConfigID: "",
  ConfigName,
});

/** Files that docker deploys otherwise, or that only docker deploys. */
const otherwise: Record<string, Difference> = {
  deploy_networks: {
    because:
      "A subnet that cannot be read is sent as it is, and the engine says so; docker drops it.",
    changes: { "networks/1/IPAM/Config/1/Subnet": "bad" },
  },
  interp_default_dash: {
    because: "The first operator of a variable counts, as in Compose.",
    changes: { [`${container}/Hostname`]: "a:-b" },
  },
  interp_nested2: {
    because: "A default may hold variables, as in Compose.",
    changes: { [`${container}/Hostname`]: "z" },
  },
  merge_logging_nilopts: {
    because: "Later options are kept where earlier ones are missing.",
    changes: { [`${task}/LogDriver/Options`]: { x: "3" } },
  },
  merge_ports: {
    because: "Ports that are not published are told apart by their target.",
    changes: {
      "services/0/EndpointSpec/Ports": [
        port(9000),
        port(9001),
        port(9002),
        port(8080, 80),
        port(81, 81),
        port(82, 82),
      ],
    },
  },
  merge_ports_udp: {
    because: "One port of tcp and udp is two ports.",
    changes: { "services/0/EndpointSpec/Ports/1": port(53, 53, "udp") },
  },
  "merge-two-targets": {
    because: "One config under two targets is two files, whatever a later file adds.",
    changes: {
      [`${container}/Configs`]: ["one", "two"]
        .map(configFile("conf"))
        .concat(configFile("more")("more")),
    },
  },
  merge_workdir: {
    because: "A relative path starts from the file that holds it.",
    changes: {
      [`${container}/Env/0`]: "A=fromB",
      [`${container}/Mounts/1/Source`]: "/WORKDIR/b/y",
    },
  },
  svckey_oom_score_adj: {
    because: "oom_score_adj reaches the engine.",
    changes: { [`${container}/OomScoreAdj`]: 5 },
  },
  "tmpfs-and-shm": {
    because: "tmpfs and shm_size reach the engine.",
    changes: {
      "services/2/TaskTemplate/ContainerSpec/Mounts": [
        { Type: "tmpfs", Target: "/run" },
        {
          Type: "tmpfs",
          Target: "/tmp",
          TmpfsOptions: { SizeBytes: 2 ** 26, Mode: 0o1770, Options: [["noexec"]] },
        },
        { Type: "tmpfs", Target: "/dev/shm", TmpfsOptions: { SizeBytes: 2 ** 27 } },
      ],
    },
  },
  vol_emptysec: {
    because: "One letter before a colon is a volume, not a Windows drive.",
    refuses: "there is nothing between two colons",
  },
  vol_long_createhostpath: {
    because: "bind.create_host_path reaches the engine.",
    changes: { [`${container}/Mounts/0/BindOptions/CreateMountpoint`]: true },
  },
  vol_toomany: {
    because: "One letter before a colon is a volume, not a Windows drive.",
    refuses: "it has too many colons",
  },
};

const publishedPort = "services/0/EndpointSpec/Ports/0/PublishedPort";
const asCompose = "Compose accepts it.";
const version = "The version says nothing any more, as in Compose.";
const cast = "A variable may stand wherever a number or a boolean does.";
const scalars = "A boolean is taken as text where text is asked for, as in Compose.";

/** Files that only we deploy. */
const accepted: Record<string, Difference> = {
  build_unknown_310: { because: "`build` is dropped unread.", accepts: {} },
  cast_generic: {
    because: cast,
    accepts: {
      [`${task}/Resources/Reservations/GenericResources/0/DiscreteResourceSpec/Value`]: 5,
    },
  },
  cast_init: { because: cast, accepts: { [`${container}/Init`]: true } },
  cast_pids: { because: cast, accepts: { [`${task}/Resources/Limits/Pids`]: 3 } },
  command_null: { because: asCompose, accepts: { [`${container}/Args`]: undefined } },
  deploy_credspec_cfg_ext: {
    because: "A credential spec may come from a config with a name of its own.",
    accepts: { [`${container}/Configs/0/ConfigName`]: "real" },
  },
  deploy_deploy_labels_a_true_: { because: scalars, accepts: { "services/0/Labels/a": "true" } },
  interp_alt_plus2: { because: asCompose, accepts: { [`${container}/Hostname`]: "x" } },
  interp_in_version: { because: version, accepts: {} },
  labels_bool: { because: scalars, accepts: { [`${container}/Labels/a`]: "true" } },
  log_bool: { because: scalars, accepts: { [`${task}/LogDriver/Options/a`]: "true" } },
  merge_version_mismatch: { because: version, accepts: { [`${container}/Image`]: "b:latest" } },
  null_entrypoint: { because: asCompose, accepts: { [`${container}/Command`]: undefined } },
  ports_long_extra: { because: asCompose, accepts: { [publishedPort]: 8080 } },
  ports_long_str: { because: asCompose, accepts: { [publishedPort]: 8080 } },
  svckey_group_add: {
    because: "group_add reaches the engine.",
    accepts: { [`${container}/Groups`]: ["a"] },
  },
  svckey_platform: {
    because: "`platform` bounds the nodes.",
    accepts: { [`${task}/Placement/Platforms`]: [{ Architecture: "amd64", OS: "linux" }] },
  },
  "swap-and-platform": {
    because: "Swap and platform reach the engine.",
    accepts: {
      [`${task}/Resources`]: {
        Limits: { MemoryBytes: 2 ** 29 },
        SwapBytes: 2 ** 29,
        MemorySwappiness: 10,
      },
      [`${task}/Placement`]: { Platforms: [{ Architecture: "arm64", OS: "linux" }] },
      [`${task}/ForceUpdate`]: 0,
    },
  },
  svckey_pull_policy: { because: "It is dropped with a warning.", accepts: {} },
  svckey_scale: { because: asCompose, accepts: { "services/0/Mode/Replicated/Replicas": 2 } },
  top_config_content: { because: asCompose, accepts: { "configs/0/Data": "WA==" } },
  version_314: { because: version, accepts: {} },
  vol_long_tmpfs_str: {
    because: asCompose,
    accepts: { [`${container}/Mounts/0/TmpfsOptions/SizeBytes`]: 2 ** 30 },
  },
  yaml_bool_true: { because: scalars, accepts: { [`${container}/Env/0`]: "A=true" } },
};

const extendsWorks = "`extends` works.";

/** Public stack files of which the same is true, by what the name of the case ends in. */
const publicFiles: Record<string, Difference> = {
  "testdata~extends~reset.yaml": {
    because: extendsWorks,
    accepts: { [`${container}/Image`]: "alpine:latest", [`${container}/Args`]: undefined },
  },
  "production~docker~docker-compose.yaml": { because: "`platform` bounds the nodes.", accepts: {} },
  "java-debugging~docker-compose.yml": { because: version, accepts: {} },
  "docker-compose.images.yml": { because: "depends_on may have conditions.", accepts: {} },
  "resources~compose~minimal.yml": {
    because: scalars,
    accepts: { [`${container}/Labels/traefik.enable`]: "true" },
  },
  "docker-flow-proxy~docker-compose-demo.yml": { because: version, accepts: {} },
};

/** What is different on purpose in a case. */
export function differenceOf(name: string): Difference | undefined {
  const ending = Object.keys(publicFiles).find((one) => name.endsWith(one));
  return otherwise[name] ?? accepted[name] ?? publicFiles[ending ?? ""];
}

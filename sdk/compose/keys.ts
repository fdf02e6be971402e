// Keys of Compose that a swarm does not have, as data: which are dropped with a word and which refused, and the way
// out. A `*` stands for a key that the user chose and for a place in a list.

const images = "A swarm runs images: build and push it first.";
const perNode = "A swarm cannot give it to a task; the engine's own default holds on each node.";
const cpus = "Use deploy.resources.limits.cpus.";
const pulls = "Each node pulls the image when it lacks what the service names.";
const names = "Services on one network reach each other by name.";

/** Dropped: the service runs without it. */
export const droppedKeys = new Map(
  Object.entries({
    "services.*.attach": "It concerns only `docker compose up`.",
    "services.*.build": images,
    "services.*.cgroup": perNode,
    "services.*.cgroup_parent": perNode,
    "services.*.cgroupns_mode": perNode,
    "services.*.container_name": "The tasks of a service have names of their own.",
    "services.*.develop": "It concerns only `docker compose watch`.",
    "services.*.depends_on.*.restart":
      "A swarm restarts nothing that did not change; `deploy.force_update` restarts a service.",
    "services.*.devices":
      "A swarm cannot hand devices to a task. Use generic resources, or a bind mount where that is enough.",
    "services.*.domainname": "Write the whole name in `hostname`.",
    "services.*.expose":
      "Services on one network reach each other on any port; publish one with `ports`.",
    "services.*.external_links": names,
    "services.*.ipc": perNode,
    "services.*.links": names,
    "services.*.mac_address": "Each task gets an address of its own.",
    "services.*.network_mode":
      "Use `networks`; for the node's own network an external network with the name host.",
    "services.*.networks.*.gw_priority": "A swarm has no order of gateways.",
    "services.*.networks.*.interface_name": "The engine names the interfaces of a task.",
    "services.*.networks.*.ipv4_address":
      "The swarm chooses the addresses of tasks; reach the service by its name.",
    "services.*.networks.*.ipv6_address":
      "The swarm chooses the addresses of tasks; reach the service by its name.",
    "services.*.networks.*.priority": "A swarm has no order of networks.",
    "services.*.pid": perNode,
    "services.*.ports.*.app_protocol": "It has no meaning for the engine.",
    "services.*.ports.*.name": "It has no meaning for the engine.",
    "services.*.privileged":
      "A swarm cannot run privileged tasks. Name the capabilities that are needed in `cap_add`.",
    "services.*.pull_refresh_after": pulls,
    "services.*.pull_policy": pulls,
    "services.*.userns_mode": perNode,
    "services.*.volumes.*.bind.selinux": "A swarm does not relabel files.",
  }),
);

/** Refused: without it the service would do something else than the file says. */
export const refusedKeys = new Map(
  Object.entries({
    models: "A swarm does not run models.",
    "services.*.annotations": "A swarm passes none on; use `labels`.",
    "services.*.blkio_config": "A swarm has no limits for block devices.",
    "services.*.cpu_count": cpus,
    "services.*.cpu_percent": cpus,
    "services.*.cpu_period": cpus,
    "services.*.cpu_quota": cpus,
    "services.*.cpu_rt_period": cpus,
    "services.*.cpu_rt_runtime": cpus,
    "services.*.cpu_shares": cpus,
    "services.*.cpus": cpus,
    "services.*.cpuset":
      "A swarm binds no task to single CPUs; deploy.resources.limits.cpus says how much it gets.",
    "services.*.deploy.resources.limits.devices": "Use reservations.generic_resources.",
    "services.*.deploy.resources.reservations.devices":
      "Use generic_resources, and declare them in the configuration of the nodes' engines.",
    "services.*.device_cgroup_rules": "A swarm cannot hand devices to a task.",
    "services.*.gpus": "Use deploy.resources.reservations.generic_resources.",
    "services.*.label_file": "Write the labels under `labels`.",
    "services.*.mem_limit": "Use deploy.resources.limits.memory.",
    "services.*.mem_reservation": "Use deploy.resources.reservations.memory.",
    "services.*.models": "A swarm does not run models.",
    "services.*.networks.*.link_local_ips": "The swarm chooses the addresses of tasks.",
    "services.*.networks.*.mac_address": "Each task gets an address of its own.",
    "services.*.oom_kill_disable": perNode,
    "services.*.pids_limit": "Use deploy.resources.limits.pids.",
    "services.*.ports.*.host_ip":
      "A swarm publishes a port on all addresses of a node. Remove it, and close the port to others with a firewall.",
    "services.*.post_start": "A swarm has no hooks; run it from the image's entrypoint.",
    "services.*.pre_stop": "A swarm has no hooks; let the process react to its stop signal.",
    "services.*.provider": "A swarm runs images only.",
    "services.*.runtime": "Set the default runtime in the configuration of the nodes' engines.",
    "services.*.storage_opt": perNode,
    "services.*.use_api_socket": "Mount /var/run/docker.sock where the task must reach its engine.",
    "services.*.uts": perNode,
    "services.*.volume_driver":
      "Define a volume under the top-level `volumes` with that driver, and use it here.",
    "services.*.volumes_from":
      "Define a volume under the top-level `volumes`, and use it in both services.",
  }),
);

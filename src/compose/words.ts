// The keys that Compose knows at each level, for the nearest name of a misspelt one.

import { nearest } from '../text/nearest.ts'

// Longer words have no typos worth a guess, and the comparison is quadratic in their length.
const LONGEST_WORD = 64

const TOP = 'name version services networks volumes secrets configs include models'
const SERVICE = `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command
  configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime
  cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices dns
  dns_opt dns_search domainname entrypoint env_file environment expose extends external_links
  extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links
  logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode
  networks oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop
  privileged profiles provider pull_policy read_only restart runtime scale secrets security_opt
  shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits
  use_api_socket user userns_mode uts volumes volumes_from working_dir`
const BUILD = `additional_contexts args cache_from cache_to context dockerfile dockerfile_inline
  entitlements extra_hosts isolation labels network no_cache platforms privileged provenance pull
  sbom secrets shm_size ssh tags target ulimits`
const HEALTHCHECK = 'disable interval retries start_interval start_period test timeout'
const DEPLOY = `endpoint_mode labels mode placement replicas resources restart_policy
  rollback_config update_config`
const DEPENDENCY = 'condition required restart'
const PORT = 'app_protocol host_ip mode name protocol published target'
const MOUNT = 'bind consistency image read_only source subpath target tmpfs type volume'
const NETWORK = `attachable driver driver_opts enable_ipv4 enable_ipv6 external internal ipam labels
  name`
const VOLUME = 'driver driver_opts external labels name'
const FILE = 'content driver driver_opts environment external file labels name template_driver'

const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/^$/, TOP],
  [/^services \S+$/, SERVICE],
  [/^services \S+ build$/, BUILD],
  [/^services \S+ healthcheck$/, HEALTHCHECK],
  [/^services \S+ deploy$/, DEPLOY],
  [/^services \S+ depends_on \S+$/, DEPENDENCY],
  [/^services \S+ ports \d+$/, PORT],
  [/^services \S+ volumes \d+$/, MOUNT],
  [/^networks \S+$/, NETWORK],
  [/^volumes \S+$/, VOLUME],
  [/^(?:secrets|configs) \S+$/, FILE],
]

export function keysAt(path: readonly (string | number)[]): readonly string[] {
  const words = path.join(' ')
  const level = LEVELS.find(([pattern]) => pattern.test(words))
  return level ? level[1].split(/\s+/) : []
}

export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined
  return nearest(
    word,
    [...known].filter((candidate) => candidate.length <= LONGEST_WORD),
  )
}

// Names that Linux gives: capabilities, limits, signals. Data only.

/** Capabilities up to Linux 5.9, which is the last that added one; RESET is docker's own. */
export const CAPABILITIES = [
  "ALL RESET CAP_AUDIT_CONTROL CAP_AUDIT_READ CAP_AUDIT_WRITE CAP_BLOCK_SUSPEND CAP_BPF",
  "CAP_CHECKPOINT_RESTORE CAP_CHOWN CAP_DAC_OVERRIDE CAP_DAC_READ_SEARCH CAP_FOWNER CAP_FSETID",
  "CAP_IPC_LOCK CAP_IPC_OWNER CAP_KILL CAP_LEASE CAP_LINUX_IMMUTABLE CAP_MAC_ADMIN",
  "CAP_MAC_OVERRIDE CAP_MKNOD CAP_NET_ADMIN CAP_NET_BIND_SERVICE CAP_NET_BROADCAST CAP_NET_RAW",
  "CAP_PERFMON CAP_SETFCAP CAP_SETGID CAP_SETPCAP CAP_SETUID CAP_SYSLOG CAP_SYS_ADMIN",
  "CAP_SYS_BOOT CAP_SYS_CHROOT CAP_SYS_MODULE CAP_SYS_NICE CAP_SYS_PACCT CAP_SYS_PTRACE",
  "CAP_SYS_RAWIO CAP_SYS_RESOURCE CAP_SYS_TIME CAP_SYS_TTY_CONFIG CAP_WAKE_ALARM",
].flatMap((line) => line.split(" "));

/** Limits of setrlimit(2). */
export const ULIMITS = [
  "core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack",
].flatMap((line) => line.split(" "));

const SIGNALS = [
  "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT",
  "STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ",
].flatMap((line) => line.split(" "));

/** Whether a signal is known to docker: by number, or by name with or without SIG. */
export function isSignal(signal: string): boolean {
  if (/^\d+$/.test(signal)) return Number(signal) >= 1 && Number(signal) <= 64;
  const name = signal.toUpperCase().replace(/^SIG/, "");
  return SIGNALS.includes(name) || /^RT(MIN(\+([0-9]|1[0-5]))?|MAX(-([0-9]|1[0-4]))?)$/.test(name);
}

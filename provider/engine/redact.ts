// Takes secrets out of text before it leaves. Pure; knows nothing of engines.

const hidden = "[secret]";
/** Shorter strings would shred innocent words. */
const shortest = 4;

/** Replaces each secret in the text, in its plain, base64, URL-encoded and JSON-escaped forms. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form.length >= shortest));
  // The longest first: one secret may be a part of another.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  const plain = ordered.reduce((rest, form) => rest.replaceAll(form, hidden), text);
  return plain
    .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(-----END [A-Z ]*-----|$)/g, hidden)
    .replace(/SWM(TKN|KEY)-[\w+/=-]+/g, hidden)
    .replace(/\b(password|passwd)=[^,\s"']+/gi, `$1=${hidden}`);
}

/** The data of a secret as the engine is sent it (base64) and as the user wrote it. */
export function secretsOfData(data: string | undefined): string[] {
  return data ? [data, Buffer.from(data, "base64").toString("utf8")] : [];
}

/** What a registry's credentials hold, and the credentials as they travel. */
export function secretsOfAuth(auth: string | undefined): string[] {
  if (auth === undefined) return [];
  try {
    const { password, identitytoken } = JSON.parse(
      Buffer.from(auth, "base64url").toString("utf8"),
    ) as Record<string, string | undefined>;
    return [auth, password ?? "", identitytoken ?? ""].filter(Boolean);
  } catch {
    return [auth];
  }
}

/** Passwords among the options of a volume's driver: an option by itself, or a mount option within "o". */
export function passwordsIn(options: Readonly<Record<string, string>> | null = {}): string[] {
  return Object.entries(options ?? {}).flatMap(([key, value]) => [
    ...(PASSWORD.test(key) ? [value] : []),
    ...String(value)
      .split(",")
      .filter((option) => PASSWORD.test(option))
      .map((option) => option.slice(option.indexOf("=") + 1)),
  ]);
}

const PASSWORD = /^pass(word|wd)?\d?($|=)/i;

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString("base64");
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= 2 * shortest);
  return [
    ...[secret, base64, base64.replace(/=+$/, ""), ...lines],
    // Through bytes, for half a surrogate pair cannot be encoded.
    encodeURIComponent(bytes.toString()),
    JSON.stringify(secret).slice(1, -1),
  ];
}
